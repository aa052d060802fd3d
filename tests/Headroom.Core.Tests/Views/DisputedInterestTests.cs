using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Tests.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

/// <summary>By hand: 36,500.00 due on 1 July at 10% a year is 10.00 a day; 14,600.00 of it, 4.00 a day, is disputed from 11 July to 21 July.</summary>
public sealed class DisputedInterestTests
{
    [Theory]
    [InlineData(DisputedInterest.Accrues, 0, 300)]
    [InlineData(DisputedInterest.Suspended, 0, 260)]
    [InlineData(DisputedInterest.WaivedIfUpheld, 0, 300)]
    [InlineData(DisputedInterest.Accrues, 14_600, 260)]
    [InlineData(DisputedInterest.Suspended, 14_600, 220)]
    [InlineData(DisputedInterest.WaivedIfUpheld, 14_600, 180)]
    [InlineData(DisputedInterest.Suspended, 7_300, 240)]
    [InlineData(DisputedInterest.WaivedIfUpheld, 7_300, 240)]
    public void Thirty_days_cost_what_the_clause_says(DisputedInterest clause, int upheld, int expected) =>
        Assert.Equal(expected, Accrued(Settled(clause, upheld), clause, Day(2026, 7, 31)));

    [Fact]
    public void While_it_is_open_only_a_suspended_dispute_rests()
    {
        Assert.Equal(160m, Accrued(Disputed(DisputedInterest.Suspended), DisputedInterest.Suspended, Day(2026, 7, 21)));
        Assert.Equal(200m, Accrued(Disputed(DisputedInterest.WaivedIfUpheld), DisputedInterest.WaivedIfUpheld, Day(2026, 7, 21)));
    }

    static LateInterest Ten(DisputedInterest disputed) => new(0.1m, InterestBasis.Actual365, 0) { Disputed = disputed };

    static Book Disputed(DisputedInterest clause) =>
        Ready.Told(At(2026, 4, 20), new SignContract(With(Fee((Start, 36_500m))) with { Through = Day(2026, 5, 31), LateInterest = Ten(clause) }))
        .Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)))
        .Told(At(2026, 7, 11), new RaiseDispute("INV-0000001", "fee", Month(2026, 5), 14_600m, Side.Buyer, "down", "ticket"));

    static Book Settled(DisputedInterest clause, decimal upheld) => Disputed(clause).Told(At(2026, 7, 21), new SettleDispute("DSP-0000001", upheld, "settled"));

    static decimal Accrued(Book book, DisputedInterest clause, LocalDate through) =>
        Interest.Accrued(book.Receivables, book.Receivables.Invoices["INV-0000001"], Ten(clause), through).Round(2);
}

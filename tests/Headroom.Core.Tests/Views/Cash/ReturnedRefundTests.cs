using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

/// <summary>Refunds that come back: 400.00 was given back of a receipt of anthropic, 300.10 of its credit note, and 300.10 of google's.</summary>
public sealed class ReturnedRefundTests
{
    static readonly Instant Now = At(2026, 8, 1);

    static readonly Book Refunded = CashLife.Billed.Told(Now,
        new RecordReceipt(null, Buyer, Day(2026, 6, 12), 400m, "USD", "", "p1", []), new PayRefund("rct-0000001", Day(2026, 6, 20), 400m, "USD", "back", "r1"),
        new PayRefund("INV-0000003", Day(2026, 7, 2), 300.10m, "USD", "back", "r2"), new PayRefund("INV-0000006", Day(2026, 7, 2), 300.10m, "USD", "back", "r3"));

    // By hand: named, certain; the only refund of 400, likely; 300.10 without a word is of two; 399 is of none; before it went nothing comes back.
    [Theory]
    [InlineData(400, "returned rct-0000001", 30, "certain", "rct-0000001")]
    [InlineData(400, "account closed", 30, "likely", "rct-0000001")]
    [InlineData(300.10, "INV-0000006", 40, "certain", "INV-0000006")]
    [InlineData(300.10, "account closed", 40, "ambiguous", null)]
    [InlineData(399, "rct-0000001", 30, "ambiguous", null)]
    [InlineData(400, "rct-0000001", -20, "ambiguous", null)]
    public void It_is_received_again_from_whom_it_was_for(double amount, string remittance, int day, string grade, string? of)
    {
        var match = Of(Refunded, Line((decimal)amount, remittance, day)).Single();

        Assert.Equal((grade, of), (match.Grade.ToString().ToLowerInvariant(), match.ReturnedRefundOf));
        Assert.Contains(of is null ? "takes an earlier booking back" : "stands unapplied", match.Reason);
    }

    [Fact]
    public void The_account_stands_as_before_the_refund_and_nothing_comes_back_twice()
    {
        var line = Line(400m, "rct-0000001", 30);
        Assert.Equal([MatchGrade.Certain, MatchGrade.Ambiguous], Of(Refunded, line, line with { Reference = "again" }).Select(match => match.Grade));

        var book = Refunded.Told(Now, BankBooking.Of(Of(Refunded, line).Single())!);
        Assert.Equal(400m, Statement.Of(book, CashLife.Last).Single(account => account.Customer == Buyer && account.Currency.Code == "USD").Unapplied);
        Assert.Equal([MatchGrade.Recorded, MatchGrade.Ambiguous], Of(book, line, line with { Reference = "again" }).Select(match => match.Grade));
    }

    static IReadOnlyList<BankMatch> Of(Book book, params BankLine[] lines) => BankMatches.Of(book, [.. lines], new Dictionary<string, Slug>(), CashLife.Last);

    static BankLine Line(decimal amount, string remittance, int day) => new("line 2", CashLife.First.PlusDays(day), amount, "USD", "b1", remittance) { IsReversal = true };
}

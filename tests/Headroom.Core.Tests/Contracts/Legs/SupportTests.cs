using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class SupportTests
{
    internal static readonly Slug Parent = Slug.Of("parent-one");

    internal static readonly Support Backing = new(Parent, 1_500m, null, 10, 30);

    internal static Terms Backed(Support support) => With(Reserving((Start, 110_000)), Fee((Start, 1_000m)), support);

    /// <summary>May to August are invoiced at 1,000 each and unpaid; May is due on 1 July, so it may be called for from 11 July.</summary>
    internal static Book Unpaid(Support support) => new[] { 5, 6, 7, 8 }.Aggregate(Ready.Told(At(2026, 4, 20), new SignContract(Backed(support))),
        (book, month) => book.Told(At(2026, month + 1, 1), new CloseMonth(Month(2026, month))));

    internal static readonly Book Open = Unpaid(Backing);

    internal static RecordEvent Call(LocalDate on, decimal amount, string invoice = "INV-0000001") => new(Id, new SupportCalled(on, invoice, amount));

    // Law: whatever is called in whatever order, calls never come to more than the cap, nor those for an invoice to more than the invoice.
    [Fact]
    public void Calls_never_exceed_the_cap_nor_the_invoice() =>
        Prop.ForAll(Gen.Choose(1, 5_000).ToArbitrary(), Gen.Choose(1, 900).Zip(Gen.Choose(1, 3)).ListOf().ToArbitrary(), (cap, calls) =>
        {
            var book = calls.Aggregate(Unpaid(Backing with { Cap = cap }), (book, call) =>
                Call(Day(2026, 9, 20), call.Item1, $"INV-000000{call.Item2}") is var said && said.Decide(book, At(2026, 9, 20)) is Accepted
                ? book.Told(At(2026, 9, 20), said) : book);
            var made = book.Contracts[Id].Events.OfType<SupportCalled>().ToList();
            return made.Sum(call => call.Amount) <= cap && made.GroupBy(call => call.Invoice).All(of => of.Sum(call => call.Amount) <= 1_000m)
                && Support.CalledBy(book.Contracts[Id], Day(2026, 9, 20)) == made.Sum(call => call.Amount);
        }).Check(Laws.Seeded.WithMaxTest(100));

    // By hand: a cap of 1,500; 1,000 for May leaves 500, so 600 for June is refused and 500 is not.
    [Fact]
    public void The_cap_counts_all_calls_together()
    {
        var called = Open.Told(At(2026, 9, 1), Call(Day(2026, 9, 1), 1_000m));

        Assert.Equal("500", called.Refusing(At(2026, 9, 1), Call(Day(2026, 9, 1), 600m, "INV-0000002")).Numbers["left"]);
        Assert.Equal(0m, Backing.Left(called.Told(At(2026, 9, 1), Call(Day(2026, 9, 1), 500m, "INV-0000002")).Contracts[Id], Day(2026, 9, 1)));
    }

    // By hand: called on 1 September, it may step in until 1 October; from 1 November it is invoiced, and it answers for itself no more.
    [Fact]
    public void Stepping_in_makes_the_guarantor_the_buyer_from_a_month_on()
    {
        var called = Open.Told(At(2026, 9, 1), Call(Day(2026, 9, 1), 1_000m));
        var stepped = called.Told(At(2026, 10, 1), new RecordEvent(Id, new SteppedIn(Day(2026, 10, 1), Day(2026, 11, 1))));

        Assert.Equal((Buyer, Parent), (stepped.Contracts[Id].TermsOn(Day(2026, 10, 31)).Buyer, stepped.Contracts[Id].TermsOn(Day(2026, 11, 1)).Buyer));
        Assert.Null(Support.Of(stepped.Contracts[Id], Day(2026, 11, 1)));
        Assert.Equal(called.Contracts[Id].Schedule(null).Due.Total, stepped.Contracts[Id].Schedule(null).Due.Total);
    }

    [Fact]
    public void Each_reason_to_refuse_a_call_or_stepping_in()
    {
        var called = Open.Told(At(2026, 9, 1), Call(Day(2026, 9, 1), 1_000m));
        static RecordEvent In(LocalDate on, LocalDate from) => new(Id, new SteppedIn(on, from));

        SignedBook.Refuses(At(2026, 9, 1), Call(Day(2026, 9, 1), 1m), RefusalCode.NotFound, "event");
        SignedBook.Refuses(At(2026, 9, 1), In(Day(2026, 9, 1), Day(2026, 10, 1)), RefusalCode.NotFound, "event");
        Open.Refuses(At(2026, 9, 1), Call(Day(2026, 9, 1), 0m), RefusalCode.OutOfRange, "amount");
        Open.Refuses(At(2026, 9, 1), Call(Day(2026, 9, 1), 0.001m), RefusalCode.OutOfRange, "amount");
        Unpaid(Backing with { Until = Day(2026, 8, 31) }).Refuses(At(2026, 9, 1), Call(Day(2026, 9, 1), 1m), RefusalCode.DatesUpsideDown, "on");
        Open.Refuses(At(2026, 9, 1), In(Day(2026, 9, 1), Day(2026, 10, 1)), RefusalCode.NoticeNotAllowed, "on");
        Assert.Equal("2026-10-01", called.Refusing(At(2026, 10, 2), In(Day(2026, 10, 2), Day(2026, 11, 1))).Numbers["until"]);
        called.Refuses(At(2026, 9, 2), In(Day(2026, 9, 2), Through.PlusDays(1)), RefusalCode.DatesUpsideDown, "from");
        Unpaid(Backing with { StepInDays = null }).Refuses(At(2026, 9, 1), In(Day(2026, 9, 1), Day(2026, 10, 1)), RefusalCode.NotFound, "event");
    }

    [Fact]
    public void The_clause_is_checked_and_sets_its_dates()
    {
        Assert.Equal("legs[0].cap", Assert.Single(With(Backing with { Cap = 0 }).Check()).Field);
        Assert.Equal("legs[0].until", Assert.Single(With(Backing with { Until = Start.PlusDays(-1) }).Check()).Field);
        Assert.Equal("legs[0].past-due-days", Assert.Single(With(Backing with { PastDueDays = 366 }).Check()).Field);
        Assert.Equal("legs[0].step-in-days", Assert.Single(With(Backing with { StepInDays = 0 }).Check()).Field);
        Assert.Equal("legs[0].support", Assert.Single(With(Backing with { Guarantor = Buyer }).Check()).Field);
        Assert.Equal("legs[1].support", Assert.Single(With(Backing, new Support(Other, 1m, null, 0, null)).Check()).Field);
        Assert.Equal([Day(2026, 12, 31)],
            Signed(Backed(Backing with { Until = Day(2026, 12, 31) })).Milestones(null).Where(milestone => milestone.What.Contains("parent-one"))
            .Select(milestone => milestone.Date));
        Assert.Equal([Day(2026, 10, 1)],
            Open.Told(At(2026, 9, 1), Call(Day(2026, 9, 1), 1_000m)).Contracts[Id].Milestones(null).Where(milestone => milestone.What.Contains("parent-one"))
            .Select(milestone => milestone.Date));
    }
}

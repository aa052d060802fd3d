using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class AssignPartTests
{
    static readonly Slug As = Slug.Of("google-part");

    static readonly AssignPart Third = new(Id, As, Other, Day(2026, 8, 1), null, new Gpus(66_000), Day(2026, 7, 9), "letter of 8 July");

    static readonly Instant July = At(2026, 7, 9);

    static Book After(AssignPart part, Book? book = null) => (book ?? SignedBook).Told(July, part);

    static decimal Total(Book book, Slug id) => book.Contracts[id].Schedule(null).Due.Total.Round(2);

    // Law: what both come to is what the contract came to, whatever is assigned and from whichever day; and so do the totals of the pool.
    [Fact]
    public void Both_come_to_the_undivided_total() =>
        Prop.ForAll(Gen.Choose(1, 99_999).ToArbitrary(), Gen.Choose(1, 1_126).ToArbitrary(), (share, days) =>
        {
            var book = After(Third with { Gpus = null, Share = share / 100_000m, From = Start.PlusDays(days) });
            var (before, after) = (SignedBook.TotalsOf(Colossus).Gpus.ToTimeline(), book.TotalsOf(Colossus).Gpus.ToTimeline());
            return Total(book, Id) + Total(book, As) == Total(SignedBook, Id)
                && before.Changes.Concat(after.Changes).All(change => before.At(change) == after.At(change));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 66,000 of 220,000 are three tenths: of 1,250M a month 375M and 875M. May and June stay whole.
    [Fact]
    public void The_part_is_a_contract_of_its_own_with_another_buyer()
    {
        var book = After(Third);
        var part = book.Contracts[As];

        Assert.Equal((Other, Day(2026, 8, 1), Through), (part.Terms.Buyer, part.Terms.From, part.Terms.Through));
        Assert.Equal([(Id, Buyer, 875_000_000.00m), (As, Other, 375_000_000.00m)],
            new[] { Id, As }.SelectMany(id =>
                Billing.Drafts(book.Told(At(2026, 8, 1), new CloseMonth(Month(2026, 5)), new CloseMonth(Month(2026, 6)), new CloseMonth(Month(2026, 7))), book.Contracts[id],
                    Month(2026, 8)))
            .Select(draft => (draft.Contract, draft.Buyer, draft.Total)));
        Assert.Equal((875_000_000m, 375_000_000m), (Exposure.Of(book, book.Contracts[Id], Day(2026, 8, 15)).MonthlyFee, Exposure.Of(book, part, Day(2026, 8, 15)).MonthlyFee));
        Assert.Equal(66_000, part.Schedule(null).ReservedInAll.At(At(2026, 8, 1)).Count);
        Assert.Equal(375_000_000.00m, Revenue.Earned(part, RevenuePolicy.StraightLineStated, Day(2026, 8, 31)).Amount(Day(2026, 8, 1), Day(2026, 9, 1), 2));
        Assert.Equal(0m, Revenue.Earned(part, RevenuePolicy.StraightLineStated, Day(2026, 7, 31)).At(Day(2026, 8, 1)).Round(2));
    }

    [Fact]
    public void The_parts_life_begins_with_the_fact_that_assigned_it()
    {
        var book = After(Third);
        var (part, rest) = (Lifecycle.Of(book, As, Day(2026, 8, 1))!.Entered[0], Lifecycle.Of(book, Id, Day(2026, 8, 1))!.Entered[0]);

        Assert.Equal((Stage.Signed, Day(2026, 7, 9), "assigned by 'anthropic-colossus' as a part of it"), (part.Stage, part.Since, part.Because));
        Assert.IsType<PartAssigned>(part.By!.Body);
        Assert.IsType<ContractSigned>(rest.By!.Body);
    }

    // By hand: the part's buyer leaves on 90 days' notice of 1 September; the rest goes on to May 2029.
    [Fact]
    public void Notice_of_the_one_leaves_the_other_alone()
    {
        var book = After(Third).Told(At(2026, 9, 1), new GiveNotice(As, Side.Buyer, Day(2026, 9, 1)));

        Assert.Equal((Day(2026, 11, 30), Through), (book.Contracts[As].LastDay, book.Contracts[Id].LastDay));
    }

    // By hand: July was invoiced whole, 1,250M; three tenths from July on are taken off it by an adjustment, and billed to the other.
    [Fact]
    public void An_invoice_that_was_issued_stays_and_the_next_one_carries_the_difference()
    {
        var book = SignedBook.Told(At(2026, 8, 5), new CloseMonth(Month(2026, 5)), new CloseMonth(Month(2026, 6)), new CloseMonth(Month(2026, 7)))
            .Told(At(2026, 8, 6), Third with { From = Day(2026, 7, 1) });
        var draft = Assert.Single(Billing.Drafts(book, book.Contracts[Id], Month(2026, 8)));

        Assert.Equal([(Month(2026, 7), -375_000_000.00m), (Month(2026, 8), 875_000_000.00m)], draft.Lines.Select(line => (line.Period, line.Amount)));
        Assert.Equal(750_000_000.00m, Assert.Single(Billing.Drafts(book, book.Contracts[As], Month(2026, 8))).Total);
    }

    [Fact]
    public void A_part_can_be_divided_again_and_a_change_from_before_keeps_the_division()
    {
        var again = After(Third).Told(July, new AssignPart(Id, Slug.Of("another"), Slug.Of("reflection"), Day(2027, 1, 1), 0.5m, null, Day(2026, 7, 9), "letter"));

        Assert.Equal(Total(SignedBook, Id), Total(again, Id) + Total(again, As) + Total(again, Slug.Of("another")));
        again.Refuses(July, new AmendContract(Agreed with { NetDays = 45 }, Day(2026, 7, 1), Treatment.Prospective, Day(2027, 1, 1)), RefusalCode.Superseded, "legs");
    }

    [Fact]
    public void Each_reason_to_refuse_it()
    {
        void Refused(AssignPart part, RefusalCode code, string field) => SignedBook.Refuses(July, part, code, field);

        Refused(Third with { Contract = Other }, RefusalCode.NotFound, "contract");
        Refused(Third with { As = Id }, RefusalCode.AlreadyExists, "as");
        Refused(Third with { To = Buyer }, RefusalCode.InvalidTerms, "to");
        Refused(Third with { To = Us }, RefusalCode.InvalidTerms, "to");
        Refused(Third with { Gpus = null, Share = 0.3m, From = Through.PlusDays(1) }, RefusalCode.DatesUpsideDown, "from");
        Refused(Third with { From = Start }, RefusalCode.DatesUpsideDown, "from");
        Refused(Third with { Gpus = new Gpus(220_000) }, RefusalCode.OutOfRange, "gpus");
        Refused(Third with { Gpus = null, Share = 0.000000001m }, RefusalCode.OutOfRange, "share");
        Refused(Third with { On = Day(2026, 7, 10) }, RefusalCode.InTheFuture, "on");
        Ready.Told(At(2026, 4, 20), new SignContract(With(RampCapacity, RampFee, new Usage("compute", "gpu-hours", 2.50m, 0m, 1, 2.50m))))
            .Refuses(July, Third, RefusalCode.InvalidTerms, "contract");
    }
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class QuotasTests
{
    static readonly Gen<int> Day = Gen.Choose(-100, 1300);

    static readonly Reclaim AtOnceBack = new("spot", Colossus, new Gpus(10_000), 0, "spot", 0, []), ByNotice = new("reclaim", Colossus, new Gpus(30_000), 7, "recallable", 0, []);

    // Law: whatever happened, customers have what is committed to them, to the GPU.
    [Fact]
    public void Customers_have_exactly_what_is_committed() => Prop.ForAll(Life.Any, Day.ToArbitrary(), (numbers, day) =>
    {
        var (book, at) = (Life.End(numbers), Chicago.StartOf(Start.PlusDays(day)));
        return Quotas.Of(book, at).At(at).Where(quota => quota.Line.Tenant != Us).Sum(quota => quota.Gpus.Count) == book.TotalsOf(Colossus).Gpus.ToWhole().At(at);
    }).Holds();

    // Law: what is promised to somebody, lending left out, is never more than there is; where the site fails, the missing part is told.
    [Fact]
    public void Quotas_never_exceed_supply_but_for_what_is_told_short() => Prop.ForAll(Life.Any, Day.ToArbitrary(), (numbers, day) =>
    {
        var (book, at) = (Life.End(numbers), Chicago.StartOf(Start.PlusDays(day)));
        var (quotas, pool) = (Quotas.Of(book, at), book.Fleet.Pools[Colossus]);
        var supply = new CapacityPicture(book, at).Supply(pool).At(at);
        var lent = quotas.At(new(Colossus, Us, QuotaTier.Interruptible), at).Count;
        var handover = book.TotalsOf(Colossus).Handover.ToWhole().At(at);
        return quotas.At(at).Sum(quota => quota.Gpus.Count) - lent + handover - quotas.ShortAt(Colossus, at).Count == supply
            && lent == book.TotalsOf(Colossus).Gpus.ToWhole().At(at);
    }).Holds();

    // Law: between a change and the next one nothing moves.
    [Fact]
    public void Nothing_changes_before_the_next_change() => Prop.ForAll(Life.Any, Day.ToArbitrary(), (numbers, day) =>
    {
        var at = Chicago.StartOf(Start.PlusDays(day));
        var quotas = Quotas.Of(Life.End(numbers), at);
        return quotas.NextChange(at) is { } next
            ? quotas.At(at).SequenceEqual(quotas.At(next - Duration.Epsilon)) && !quotas.At(next - Duration.Epsilon).SequenceEqual(quotas.At(next))
            : quotas.At(at).SequenceEqual(quotas.At(Instant.MaxValue));
    }).Holds();

    // By hand: 220,000 there, 110,000 sold from May and all of it from July; the rest is ours, and what is sold may be borrowed.
    [Fact]
    public void The_deal_in_May_and_in_July()
    {
        var quotas = Quotas.Of(SignedBook, At(2026, 5, 2));

        Assert.Equal([(Buyer, QuotaTier.Firm, 110_000), (Us, QuotaTier.Firm, 110_000), (Us, QuotaTier.Interruptible, 110_000)], Figures(quotas, At(2026, 5, 2)));
        Assert.Equal([(Buyer, QuotaTier.Firm, 220_000), (Us, QuotaTier.Interruptible, 220_000)], Figures(quotas, At(2026, 7, 1)));
        Assert.Equal((At(2026, 7, 1), At(2029, 6, 1), null), (quotas.NextChange(At(2026, 5, 2)), quotas.NextChange(At(2026, 7, 1)), quotas.NextChange(At(2029, 6, 1))));
    }

    // By hand: of 110,000, 10,000 may be taken at once and 30,000 by notice; 12,000 are taken in June, which leaves 18,000 to take by notice.
    [Fact]
    public void What_may_be_taken_back_is_no_firm_quota()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(Reserving((Start, 110_000)), Fee((Start, 1m)), AtOnceBack, ByNotice)))
            .Told(At(2026, 5, 20), new RecordEvent(Id, new CapacityReclaimed(Day(2026, 5, 20), "reclaim", new Gpus(12_000), Day(2026, 6, 1))));
        var quotas = Quotas.Of(book, At(2026, 5, 20));

        Assert.Equal([(Buyer, QuotaTier.Firm, 70_000), (Buyer, QuotaTier.Recallable, 30_000), (Buyer, QuotaTier.Interruptible, 10_000), (Us, QuotaTier.Firm, 110_000),
            (Us, QuotaTier.Interruptible, 110_000)], Figures(quotas, At(2026, 5, 31)));
        Assert.Equal([(Buyer, QuotaTier.Firm, 70_000), (Buyer, QuotaTier.Recallable, 18_000), (Buyer, QuotaTier.Interruptible, 10_000), (Us, QuotaTier.Firm, 122_000),
            (Us, QuotaTier.Interruptible, 98_000)], Figures(quotas, At(2026, 6, 1)));

        static LocalDate Day(int year, int month, int day) => new(year, month, day);
    }

    // By hand: three blocks of 22,000 deliver 66,000 of the 110,000; of 70,000 firm 4,000 are left for schedulers, the softer tiers wholly, and own work can borrow what is not in
    // blocks.
    [Fact]
    public void What_is_delivered_in_blocks_is_not_in_the_quotas_of_schedulers()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(Reserving((Start, 110_000)), Fee((Start, 1m)), AtOnceBack, ByNotice)));
        foreach (var block in new[] { "a", "b", "c" })
            book = book.Told(At(2026, 5, 1), new NameBlock(new(Slug.Of(block), Colossus, new Gpus(22_000), [], null)),
                new MoveBlock(Slug.Of(block), new(BlockState.Assigned, At(2026, 5, 1), Id, null, "")));
        var quotas = Quotas.Of(book, At(2026, 5, 2)).BesideBlocks(At(2026, 5, 2));

        Assert.Equal([(Buyer, QuotaTier.Firm, 4_000), (Buyer, QuotaTier.Recallable, 30_000), (Buyer, QuotaTier.Interruptible, 10_000), (Us, QuotaTier.Firm, 110_000),
            (Us, QuotaTier.Interruptible, 44_000)], Figures(quotas, At(2026, 5, 2)));
    }

    // After the last day served nobody may use what is being handed over, neither the customer nor we.
    [Fact]
    public void What_is_being_handed_over_is_nobodys()
    {
        var quotas = Quotas.Of(SignedBook.WithPolicy(Policy.Default with { HandoverDays = 14 }), At(2026, 5, 2));

        Assert.Empty(quotas.At(At(2029, 6, 1)));
        Assert.Equal([(Us, QuotaTier.Firm, 220_000)], Figures(quotas, At(2029, 6, 15)));
    }

    [Fact]
    public void A_customer_that_takes_anothers_place_takes_its_quota()
    {
        var assigned = SignedBook.WithContract(SignedBook.Contracts[Id].AssignedTo(Other, new LocalDate(2026, 6, 1)));
        var quotas = Quotas.Of(assigned, At(2026, 5, 2));

        Assert.Equal((110_000, 0), (quotas.At(new(Colossus, Buyer, QuotaTier.Firm), At(2026, 5, 31)).Count, quotas.At(new(Colossus, Buyer, QuotaTier.Firm), At(2026, 6, 1)).Count));
        Assert.Equal((0, 110_000), (quotas.At(new(Colossus, Other, QuotaTier.Firm), At(2026, 5, 31)).Count, quotas.At(new(Colossus, Other, QuotaTier.Firm), At(2026, 6, 1)).Count));
    }

    // What a scheduler enforced since the signature has to be brought to zero, so the line may not vanish with the GPUs.
    [Fact]
    public void What_was_taken_back_for_the_whole_term_stays_as_a_line_of_zero()
    {
        var signed = Ready.Told(At(2026, 4, 20), new SignContract(With(Reserving((Start, 110_000)), Fee((Start, 1m)), AtOnceBack)));
        var taken = signed.Told(At(2026, 5, 1), new RecordEvent(Id, new CapacityReclaimed(Start, AtOnceBack.Name, new Gpus(10_000), Start)));
        QuotaLine[] before = [.. Quotas.Of(signed, At(2026, 4, 20)).Lines], after = [.. Quotas.Of(taken, At(2026, 4, 20)).Lines];

        Assert.Contains(new QuotaLine(Colossus, Buyer, QuotaTier.Interruptible), before);
        Assert.Equal(before, after);
        Assert.Equal([(Buyer, QuotaTier.Firm, 100_000), (Us, QuotaTier.Firm, 120_000), (Us, QuotaTier.Interruptible, 100_000)],
            Figures(Quotas.Of(taken, At(2026, 5, 2)), At(2026, 5, 2)));
    }

    static List<(Slug Tenant, QuotaTier Tier, long Gpus)> Figures(Quotas quotas, Instant at) =>
        [.. quotas.At(at).Select(quota => (quota.Line.Tenant, quota.Line.Tier, quota.Gpus.Count))];
}

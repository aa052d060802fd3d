using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class AcceptanceTests
{
    static readonly Instant Now = At(2026, 4, 20);

    // Law: no sequence of accepted commands oversells. At every instant what is sold is within what is planned, in GPUs and in power.
    [Fact]
    public void What_is_sold_never_exceeds_planned_supply_or_power() =>
        Prop.ForAll(Sales.ToArbitrary(), Gen.Choose(0, 20).ToArbitrary(), (sales, handover) =>
        {
            var book = Sold(sales, handover);
            var (planned, totals) = (book.Fleet.Planned(book.Fleet.Pools[Colossus]), book.TotalsOf(Colossus));
            return Never(totals.Gpus.ToTimeline().Zip(planned, (sold, supply) => sold > supply))
                && Never(totals.Kilowatts.ToTimeline().Map(power => power > 300_000m));
        }).Check(Laws.Seeded);

    // Law: what is being handed over cannot be used, so it is never sold either, in whatever order the contracts came.
    [Fact]
    public void Nothing_is_sold_that_is_still_being_handed_over() =>
        Prop.ForAll(Sales.ToArbitrary(), Gen.Choose(1, 20).ToArbitrary(), (sales, handover) =>
        {
            var book = Sold(sales, handover);
            var totals = book.TotalsOf(Colossus);
            return Never(totals.Gpus.ToTimeline().Zip(totals.Handover.ToTimeline(), (sold, held) => sold + held)
                .Zip(book.Fleet.Planned(book.Fleet.Pools[Colossus]), (taken, supply) => taken > supply));
        }).Check(Laws.Seeded);

    // Law: parts that add up to the whole site fit in it, exactly.
    [Fact]
    public void The_site_can_be_sold_in_any_parts_that_make_the_whole() =>
        Prop.ForAll(Gen.Choose(1, 219_998).ArrayOf(3).ToArbitrary(), cuts =>
        {
            var at = cuts.Append(0).Append(220_000).Distinct().Order().ToList();
            var parts = at.Zip(at.Skip(1), (from, end) => end - from).ToList();
            return parts.Index().Aggregate(Ready, (book, part) => book.Asked(Now, Sign($"k{part.Index}", part.Item))).Contracts.Count == parts.Count;
        }).Check(Laws.Seeded);

    [Fact]
    public void A_site_of_299_9_megawatts_refuses_the_whole_pool_short_by_100_kilowatts()
    {
        var site = Slug.Of("short-site");
        var book = Ready.Told(Now,
            new AddSite(site, null, "America/Chicago", [(Day(2024, 1, 1), 299_900m)]),
            new AddPool(new Pool(Slug.Of("c2"), site, null, new Gpus(8), Whole, Gpus.Zero)),
            new PlanSupply(Block("c2", 220_000) with { Id = Slug.Of("c2"), Pool = Slug.Of("c2"), Planned = Day(2026, 4, 30) }));

        var refusal = book.Refusing(Now, new SignContract(With(RampCapacity with { Pool = Slug.Of("c2") }, RampFee, AfterLockIn)));

        Assert.Equal((RefusalCode.Oversold, "100", "299900", "2026-07-01"),
            (refusal.Code, refusal.Numbers["short_by_kilowatts"], refusal.Numbers["limit_kilowatts"], refusal.Numbers["from"]));
    }

    // No recall cures a double sale: the first contract may end by then, and nothing says that it will.
    [Fact]
    public void A_second_sale_of_the_pool_from_2027_is_refused_although_the_first_can_be_recalled()
    {
        var second = With(Reserving((Day(2027, 1, 1), 220_000)), Fee((Day(2027, 1, 1), 1m)), AfterLockIn) with { Contract = Slug.Of("second"), From = Day(2027, 1, 1) };

        var refusal = SignedBook.Refusing(Now, new SignContract(second));

        Assert.Equal((RefusalCode.Oversold, "220000", "2027-01-01"), (refusal.Code, refusal.Numbers["short_by_gpus"], refusal.Numbers["from"]));
    }

    [Fact]
    public void After_notice_was_served_the_second_sale_is_accepted_from_the_day_after_the_handover()
    {
        var book = SignedBook.Told(Now, new SetPolicy(Policy.Default with { HandoverDays = 14 })).Told(At(2026, 9, 10), new GiveNotice(Id, Side.Seller, Day(2026, 9, 10)));
        SignContract From(LocalDate from) => new(With(Reserving((from, 220_000)), Fee((from, 1m))) with { Contract = Slug.Of("second"), From = from });

        Assert.Equal(RefusalCode.Oversold, book.Refusing(At(2026, 9, 11), From(Day(2026, 12, 23))).Code);
        Assert.IsType<Accepted>(From(Day(2026, 12, 24)).Decide(book, At(2026, 9, 11)));
    }

    // The same two contracts the other way round: the earlier one is signed last, and its handover falls into the later one.
    [Fact]
    public void A_sale_whose_handover_falls_into_a_later_contract_is_refused()
    {
        var autumn = With(Reserving((Day(2026, 9, 1), 220_000))) with { Contract = Slug.Of("autumn"), From = Day(2026, 9, 1) };
        var summer = With(Reserving((Start, 220_000)), AtOnce) with { Contract = Slug.Of("summer"), Through = Day(2026, 8, 31) };
        var book = Ready.Told(Now, new SetPolicy(Policy.Default with { HandoverDays = 14 }), new SignContract(autumn));

        Assert.Equal((RefusalCode.Oversold, "2026-09-01"), book.Refusing(Now, new SignContract(summer)) is var refusal ? (refusal.Code, refusal.Numbers["from"]) : default);
        Assert.IsType<Accepted>(new SignContract(summer with { Through = Day(2026, 8, 17) }).Decide(book, Now));
    }

    [Fact]
    public void Own_products_that_run_there_are_crowded_out_until_they_are_moved()
    {
        var elsewhere = Slug.Of("colossus-2");
        var book = Ready.Told(Now,
            Using("grok", 30_000),
            new AddPool(new Pool(elsewhere, Memphis, null, new Gpus(8), new PowerDraw(Kilowatts.Zero, new Gpus(1)), Gpus.Zero)));

        var refusal = book.Refusing(Now, new SignContract(Agreed));
        Assert.Equal((RefusalCode.OwnDemandCrowdedOut, "1", "0.05"), (refusal.Code, refusal.Numbers["probability"], refusal.Numbers["risk"]));

        Assert.IsType<Accepted>(new SignContract(Agreed).Decide(book.Told(Now, new MoveDemand(Slug.Of("grok"), elsewhere, Day(2026, 5, 1))), Now));
    }

    [Fact]
    public void Half_the_site_beside_a_small_product_is_accepted() =>
        Assert.IsType<Accepted>(Sign("half", 110_000).Decide(Ready.Told(Now, Using("grok", 5_000)), Now));

    [Fact]
    public void GPUs_sold_by_number_leave_the_allowance_against_failures_and_the_whole_pool_does_not()
    {
        var pool = new Pool(Slug.Of("spared"), Memphis, null, new Gpus(8), new PowerDraw(Kilowatts.Zero, new Gpus(1)), new Gpus(2_000));
        var book = Ready.Told(Now, new AddPool(pool), new PlanSupply(Block("s1", 20_000) with { Pool = pool.Id, Planned = Day(2026, 4, 30) }));
        SignContract Of(PowerDraw? whole, long gpus) => new(With(new Reserve(pool.Id, whole, [new ReserveStep(Start, new Gpus(gpus))])));

        Assert.Equal("8", book.Refusing(Now, Of(null, 18_008)).Numbers["short_by_gpus"]);
        Assert.IsType<Accepted>(Of(null, 18_000).Decide(book, Now));
        Assert.IsType<Accepted>(Of(new PowerDraw(Kilowatts.Zero, new Gpus(20_000)), 20_000).Decide(book, Now));
    }

    [Fact]
    public void The_horizon_runs_to_the_first_day_usable_after_our_earliest_notice()
    {
        var book = Ready.WithPolicy(Policy.Default with { HandoverDays = 14 });

        Assert.Equal(Chicago.Between(Start, Day(2026, 11, 14)), Acceptance.RecallHorizon(book, Anthropic, Now));
        Assert.Equal(Chicago.Between(Start, Day(2029, 6, 15)), Acceptance.RecallHorizon(book, Signed(With(RampCapacity, RampFee)), Now));
        Assert.Null(Acceptance.RecallHorizon(book, Anthropic, At(2029, 7, 1)));
    }

    static readonly Gen<(int Offset, int Days, int Gpus, bool Whole, bool Ends)[]> Sales =
        (from offset in Gen.Choose(0, 300)
         from days in Gen.Choose(1, 500)
         from gpus in Gen.Choose(1, 20)
         from whole in Gen.Elements(true, false)
         from ends in Gen.Elements(true, false, false)
         select (offset, days, gpus * 11_000, whole, ends)).ArrayOf(8);

    static Book Sold((int Offset, int Days, int Gpus, bool Whole, bool Ends)[] sales, int handover)
    {
        var book = Ready.Told(At(2026, 3, 2), new SetPolicy(Policy.Default with { HandoverDays = handover }));
        foreach (var ((offset, days, gpus, whole, ends), i) in sales.Select((sale, i) => (sale, i)))
        {
            var from = Day(2026, 4, 1).PlusDays(offset);
            var terms = With(new Reserve(Colossus, whole ? Whole : null, [new ReserveStep(from, new Gpus(gpus))]), AfterLockIn with { NoticeFrom = from, Length = Days(10) })
                with
            { Contract = Slug.Of($"k{i}"), From = from, Through = from.PlusDays(days) };
            var now = Chicago.StartOf(Day(2026, 3, 20).PlusDays(i * 40));
            book = book.Asked(now, new SignContract(terms));
            if (ends) book = book.Asked(now, new GiveNotice(terms.Contract, Side.Buyer, Chicago.DateOf(now)));
        }
        return book;
    }

    static SignContract Sign(string id, long gpus) =>
        new(With(new Reserve(Colossus, null, [new ReserveStep(Start, new Gpus(gpus))])) with { Contract = Slug.Of(id) });

    static bool Never(Timeline<bool> broken) => !broken.At(Instant.MinValue) && !broken.Changes.Any(broken.At);
}

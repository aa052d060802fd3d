using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

/// <summary>What clauses say of the amounts on an invoice; every figure in a sentence is worked out by hand.</summary>
public sealed class LegTests
{
    static readonly Monthly Plain = Fee((Start, 1_000_000m));

    // 31 + 28 days of the stated term are left of 2027 when it ends on 31 December: two months of a million, a tenth of them.
    [Fact]
    public void An_exit_shows_the_share_and_what_it_is_a_share_of() =>
        Assert.Equal("10% of the 2,000,000.00 USD that would still have fallen due from 2027-01-01 through 2027-02-28, for ending early by notice of the buyer",
            Assert.Single(Of(Until(Day(2027, 2, 28), Plain, AtOnce with { FeeShare = 0.1m }), Exit.FeeCharge, Month(2026, 12),
                new Notice(Side.Buyer, Day(2026, 10, 2), Day(2026, 12, 31)))));

    [Fact]
    public void Damages_show_the_share_and_who_owes_them() =>
        Assert.Equal(
            "5% of the 2,000,000.00 USD that would still have fallen due from 2027-01-01 through 2027-02-28, owed by the seller, whose breach was not cured within 30 days",
            Assert.Single(Of(Until(Day(2027, 2, 28), Plain, new Cause("breach", Side.Either, ["non-payment"], 30, 0.05m)), "breach", Month(2026, 12),
                new Notice(Side.Buyer, Day(2026, 12, 31), Day(2026, 12, 31)) { Ground = Ground.Cause, Clause = "breach" })));

    [Fact]
    public void A_fee_says_what_changed_it_and_nothing_of_itself()
    {
        var terms = With(Reserving((Start, 200)), Plain, new ProRata(Colossus, Day(2026, 6, 30)), new Escalator("rise", 0.03m, Day(2027, 5, 1), 12));
        var contract = Signed(terms).InService([new Delivery(Colossus, Day(2026, 6, 1), new Gpus(150)), new Delivery(Colossus, Day(2026, 8, 10), new Gpus(180))], []);

        Assert.Empty(contract.Workings("fee", Month(2026, 6)));
        Assert.Equal(["150 of 200 GPUs of pool 'colossus-1' in service since 2026-07-01"], contract.Workings("fee", Month(2026, 7)));
        Assert.Equal(["150 of 200 GPUs of pool 'colossus-1' in service since 2026-07-01", "180 of 200 GPUs of pool 'colossus-1' in service since 2026-08-10"],
            contract.Workings("fee", Month(2026, 8)));
        Assert.Equal(["180 of 200 GPUs of pool 'colossus-1' in service since 2026-08-10", "'rise': changed by 3% 2 times, the last on 2028-05-01"],
            contract.Workings("fee", Month(2028, 6)));
    }

    // 572,000 = 440,000 x 1.3; at 0.10 USD 57,200.
    [Fact]
    public void Energy_shows_what_was_read_what_is_passed_on_and_its_price()
    {
        var contract = Signed(With(new Power("energy", "kwh", [new(Start, 0.10m)], null, new("computers", 1.3m), null, 1))) with
        { Observed = [new Quantity("kwh", Month(2026, 5), 600_000m, "meter 1"), Clauses.Reading("computers", Month(2026, 5), 440_000m)] };

        Assert.Equal(["kwh in 2026-05: 600,000 (meter 1)", "computers in 2026-05: 440,000 (export)",
            "2026-05: 572,000 kilowatt-hours (at most 440,000 × 1.3) at 0.1 USD = 57,200.00 USD"],
            contract.Workings("energy", Month(2026, 5)));
        Assert.Equal(["nothing was read of kwh and computers in 2026-06 yet", "2026-06: not read yet"], contract.Workings("energy", Month(2026, 6)));
    }

    // May has 44,640 minutes; 446.4 down are one percent.
    [Fact]
    public void A_credit_for_missed_service_shows_minutes_and_tier()
    {
        var sla = new Sla("uptime", "down", "excluded", [new SlaTier(0.999m, 0.1m), new SlaTier(0.98m, 0.3m)], 0.5m, null);
        var contract = Signed(With(Plain, sla)) with { Observed = [Clauses.Reading("down", Month(2026, 5), 446.4m)] };

        Assert.Equal(["down in 2026-05: 446.4 (export)", "446.4 of 44,640 minutes down: 10% of the month's fees of 1,000,000.00 USD, at most 50% of a month: 100,000.00 USD"],
            contract.Workings("uptime", Month(2026, 5)));
    }

    // 2 of 30 days down are 93.3%: half the fee, of which the cap of the month leaves 30% of 1,000,000; the year's 450,000 had 150,000 left after May, also when amended then.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_credit_that_a_cap_cuts_says_what_the_year_had_left(bool amended)
    {
        var sla = new Sla("uptime", "down", "excluded", [new SlaTier(0.999m, 0.1m), new SlaTier(0.95m, 0.5m)], 0.3m, 450_000m);
        var contract = Signed(With(Plain, sla)) with { Observed = [Clauses.Reading("down", Month(2026, 5), 2_880m), Clauses.Reading("down", Month(2026, 6), 2_880m)] };
        if (amended) contract = contract with { Versions = contract.Versions.Add(new TermsVersion(Day(2026, 6, 1), With(Plain, sla), Treatment.Prospective)) };

        Assert.Equal("2,880 of 43,200 minutes down: 50% of the month's fees of 1,000,000.00 USD, at most 30% of a month and 450,000.00 USD a calendar year: 300,000.00 USD, "
            + "of which 150,000.00 USD were left in 2026", contract.Workings("uptime", Month(2026, 6)).Last());
    }

    [Fact]
    public void Packs_show_what_was_bought_used_and_left()
    {
        var credits = new BulkCredits("hours", "gpu-hours", [new CreditPack(Day(2026, 5, 10), 100_000m, 2m, Day(2026, 6, 30))], 2.5m, false);
        var contract = Signed(With(credits))
            with
        {
            Observed = [Clauses.Reading("gpu-hours", Month(2026, 5), 30_000m), Clauses.Reading("gpu-hours", Month(2026, 6), 10_000m),
                Clauses.Reading("gpu-hours", Month(2026, 7), 4_000m)]
        };

        Assert.Contains("100,000 units of 'gpu-hours' bought on 2026-05-10 at 2 USD, good through 2026-06-30", contract.Workings("hours paid ahead", Month(2026, 5)));
        Assert.Equal(["30,000 units from packs: 60,000.00 USD", "70,000 units left, good through 2026-06-30 at least"], contract.Workings("hours", Month(2026, 5)).Skip(1));
        Assert.Equal(["10,000 units from packs: 20,000.00 USD", "60,000 units lapse unused: 120,000.00 USD"], contract.Workings("hours", Month(2026, 6)).Skip(1));
        Assert.Equal(["4,000 units that no pack covers at 2.5 USD"], contract.Workings("hours", Month(2026, 7)).Skip(1));
    }

    // 40,000 of 100,000 hours at 2.00 are left when notice ends the contract on 10 June.
    [Theory]
    [InlineData(true, "hours paid ahead", "40,000 units left at the end are given back: 80,000.00 USD")]
    [InlineData(false, "hours", "40,000 units left at the end are lost: 80,000.00 USD")]
    public void Packs_show_what_becomes_of_what_is_left_at_the_end(bool refunds, string charge, string said)
    {
        var credits = new BulkCredits("hours", "gpu-hours", [new CreditPack(Day(2026, 5, 10), 100_000m, 2m, Day(2026, 12, 31))], 2.5m, refunds);
        var contract = Signed(With(credits))
            with
        { Observed = [Clauses.Reading("gpu-hours", Month(2026, 5), 60_000m)], Notice = new Notice(Side.Buyer, Day(2026, 5, 11), Day(2026, 6, 10)) };

        Assert.Equal(said, contract.Workings(charge, Month(2026, 6)).Last());
        Assert.DoesNotContain(contract.Workings(refunds ? "hours" : "hours paid ahead", Month(2026, 6)), words => words.Contains("left at the end", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fee_says_its_rule_for_months_that_are_not_whole_unless_it_is_the_usual_one()
    {
        Assert.Equal("'fee': 1,000,000.00 USD a month from 2026-05-01", Plain.Says(With(Plain)));
        Assert.EndsWith("a month from 2026-05-01; each month counts thirty days (30/360)", (Plain with { Proration = Proration.Thirty360 }).Says(With(Plain)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_paused_taken_back_or_not_yet_delivered_is_said_of_the_fee()
    {
        var terms = With(Reserving((Start, 200)), Plain, new Pause("rest", Side.Buyer, 60, 10, 0.2m, true, false),
            new Reclaim("take", Colossus, new Gpus(50), 5, "interruptible", 0.1m, []),
            new TrancheDelivery("second", Colossus, new Gpus(80), Day(2026, 6, 1), [new Carried("fee", 0.4m)], FeeStart.Acceptance, [], null));
        var contract = Signed(terms) with
        {
            Events = [new ServicePaused(Day(2026, 6, 1), "rest", Side.Buyer, Day(2026, 7, 10), Day(2026, 7, 19)),
                new CapacityReclaimed(Day(2026, 8, 1), "take", new Gpus(20), Day(2026, 8, 6)),
                new TrancheAccepted(Day(2026, 8, 3), "second", ["burn-in"], "report 1")],
        };

        Assert.Equal(["paused from 2026-07-10 through 2026-07-19, at 20% of the fee", "without the 40% that tranche 'second' carries"], contract.Workings("fee", Month(2026, 7)));
        Assert.Equal(["20 GPUs of pool 'colossus-1' taken back from 2026-08-06", "the 40% that tranche 'second' carries from 2026-08-03"],
            contract.Workings("fee", Month(2026, 8)));
        Assert.Equal(["10% of what the fees fell by for what the seller took back", "20 GPUs of pool 'colossus-1' taken back from 2026-08-06"],
            contract.Workings("take", Month(2026, 8)));
    }

    // Another agrees to 450 for each of 200 GPUs on 11 June; a quarter of all is another party's from August on.
    [Fact]
    public void What_lowered_or_divided_a_fee_is_said_of_it()
    {
        var terms = With(Reserving((Start, 200)), Plain, new MostFavoured("equal price", [], GpuUnit.Month, new(new(null, null), null, null, null, null), LowersFrom.Signing),
            new AssignedPart("part", Day(2026, 8, 1), 1, 4, DividedPart.Rest));
        var contract = Signed(terms) with { Prices = [new("equal price", Slug.Of("other"), Day(2026, 6, 11), Day(2026, 6, 11), 450)] };

        Assert.Empty(contract.Workings("fee", Month(2026, 5)));
        Assert.Equal(["'equal price': from 2026-06-11 no more than 450 USD a GPU and month, which another agreed to pay"], contract.Workings("fee", Month(2026, 6)));
        Assert.Equal(["'equal price': from 2026-06-11 no more than 450 USD a GPU and month, which another agreed to pay", "3 of 4 parts of what is due together with 'part'"],
            contract.Workings("fee", Month(2026, 8)));
    }

    [Fact]
    public void Where_the_document_says_so_stands_last() => Assert.Equal(["moved in", "as agreed in order form, 7.1"],
        Signed(With(new Once("set-up", Start, 5m, "moved in.") { Cites = new Citation("order form", "7.1", null) })).Workings("set-up", Month(2026, 5)));

    static Terms Until(LocalDate through, params Leg[] legs) => With(legs) with { Through = through };

    static IEnumerable<string> Of(Terms terms, string charge, YearMonth month, Notice notice) => (Signed(terms) with { Notice = notice }).Workings(charge, month);
}

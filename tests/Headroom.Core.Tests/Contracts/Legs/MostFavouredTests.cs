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

namespace Headroom.Core.Tests.Contracts;

public sealed class MostFavouredTests
{
    static readonly MostFavoured Clause = new("price", [], GpuUnit.Month, new Comparability(new PoolScope(Colossus, null), null, null, null, null), LowersFrom.Signing);

    static readonly Slug Third = Slug.Of("reflection");

    /// <summary>GPUs at so much a GPU and month, in steps that start on these days.</summary>
    static Terms Terms(string id, Slug buyer, LocalDate from, long gpus, decimal price, params Leg[] more) =>
        new(Slug.Of(id), Us, buyer, Chicago, Currency.Usd, from, Day(2027, 4, 30),
            [new Reserve(Colossus, null, [new ReserveStep(from, new Gpus(gpus))]), Fee((from, gpus * price)), .. more]);

    static Terms Holder(params Leg[] more) => Terms("holder", Buyer, Start, 1_000, 500m, [.. more, Clause]);

    static Terms Cheaper(decimal price, long gpus = 400) => Terms("cheaper", Other, Day(2026, 8, 1), gpus, price);

    static Book Signing(Terms holder) => Ready.Told(At(2026, 4, 20), new SignContract(holder));

    static Cumulative Fees(Book book, string id = "holder") => book.Contracts[Slug.Of(id)].Schedule(Day(2027, 4, 30)).DueUnder("fee");

    static decimal Month(Cumulative due, int year, int month) => due.Amount(Day(year, month, 1), Day(year, month, 1).PlusMonths(1), 2);

    // Law: from the day of a signature on no day's fee is above the least price signed so far for the GPUs reserved, and before it nothing changes; whatever is signed and in
    // whichever order.
    [Fact]
    public void A_fee_is_the_lesser_of_its_own_and_the_least_price_signed_so_far() =>
        Prop.ForAll(Gen.Choose(300, 700).ArrayOf(3).ToArbitrary(), Gen.Choose(0, 250).ArrayOf(3).ToArbitrary(), Gen.Choose(0, 364).ToArbitrary(), (prices, days, later) =>
        {
            var signed = days.Select(day => Start.PlusDays(day)).Order().Zip(prices, (on, price) => (On: on, Price: price)).ToList();
            var book = signed.Select((each, i) => (each, i)).Aggregate(Signing(Holder()), (told, sale) =>
                told.Told(Chicago.StartOf(sale.each.On), new SignContract(Terms($"sale-{sale.i}", Other, sale.each.On, 8, sale.each.Price))));
            var day = Start.PlusDays(later);
            var least = signed.Where(each => each.On <= day).Select(each => each.Price).Append(500).Min();
            return Fees(book).PerDayOn(day) == Rational.Of(1_000 * least, CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 1,000 GPUs at 500; another signs at 450 on 11 June: 10 of June's 30 days at 500,000 and 20 at 450,000 are 466,666.67, then 450,000 a month.
    [Fact]
    public void A_lower_price_holds_from_the_day_on_which_it_is_signed()
    {
        var due = Fees(Signing(Holder()).Told(At(2026, 6, 11), new SignContract(Cheaper(450m))));

        Assert.Equal((500_000.00m, 466_666.67m, 450_000.00m, 450_000.00m), (Month(due, 2026, 5), Month(due, 2026, 6), Month(due, 2026, 7), Month(due, 2027, 4)));
    }

    // By hand: the other's term starts on 1 August; a claim is made on 16 September, so 15 of 30 days are at 500,000 and 15 at 450,000.
    [Fact]
    public void It_may_hold_from_its_start_or_from_a_claim_instead()
    {
        Book With(LowersFrom from) =>
            Ready.Told(At(2026, 4, 20), new SignContract(Terms("holder", Buyer, Start, 1_000, 500m, Clause with { LowersFrom = from })))
            .Told(At(2026, 6, 11), new SignContract(Cheaper(450m)));
        var claimed = With(LowersFrom.Notice).Told(At(2026, 9, 16), new RecordEvent(Slug.Of("holder"), new LowerPriceClaimed(Day(2026, 9, 16), "price", Slug.Of("cheaper"))));

        Assert.Equal((500_000.00m, 450_000.00m), (Month(Fees(With(LowersFrom.Start)), 2026, 7), Month(Fees(With(LowersFrom.Start)), 2026, 8)));
        Assert.Equal(500_000.00m, Month(Fees(With(LowersFrom.Notice)), 2026, 12));
        Assert.Equal((500_000.00m, 475_000.00m, 450_000.00m), (Month(Fees(claimed), 2026, 8), Month(Fees(claimed), 2026, 9), Month(Fees(claimed), 2026, 10)));
        claimed.Refuses(At(2026, 9, 17), new RecordEvent(Slug.Of("holder"), new LowerPriceClaimed(Day(2026, 9, 17), "price", Slug.Of("cheaper"))), RefusalCode.AlreadyExists,
            "contract");
        claimed.Refuses(At(2026, 9, 17), new RecordEvent(Slug.Of("holder"), new LowerPriceClaimed(Day(2026, 9, 17), "price", Third)), RefusalCode.NotFound, "contract");
        Signing(Holder()).Refuses(At(2026, 9, 17), new RecordEvent(Slug.Of("holder"), new LowerPriceClaimed(Day(2026, 9, 17), "price", Third)), RefusalCode.NotFound, "clause");
    }

    // By hand: 400 GPUs for a year at 144 a GPU and month, and 0.50 for each of 8,760 hours: 365.00 a month on average, so 509; without the meter 144. At 0.48 it is 494.40, and so
    // with a commitment or a pack of all hours.
    [Fact]
    public void Metered_use_counts_as_if_every_GPU_ran_all_hours()
    {
        var metered = Clause with { Meter = "gpu-hours" };
        Terms Using(params Leg[] legs) => Terms("cheaper", Other, Start, 400, 144m, legs);
        Usage At(decimal price, decimal commit = 0) => new("compute", "gpu-hours", price, commit, 12, price);

        Assert.Equal(144m, Clause.PriceOf(Using(At(0.5m)), Start)!.Value.Round(6));
        Assert.Equal(509m, metered.PriceOf(Using(At(0.5m)), Start)!.Value.Round(6));
        Assert.Equal([494.4m, 494.4m, 494.4m],
            new[] { Using(At(0.48m)), Using(At(0.48m, 3_504_000m)),
                Using(new BulkCredits("hours", "gpu-hours", [new CreditPack(Start, 3_504_000m, 0.48m, Day(2027, 4, 30))], 1m, false)) }
            .Select(terms => metered.PriceOf(terms, Start)!.Value.Round(6)));
        Assert.Equal(144m, metered.PriceOf(Using(new Usage("storage", "terabytes", 9m, 0, 1, 9m)), Start)!.Value.Round(6));
        Assert.Null(metered.PriceOf(Using(At(0.5m)) with { Legs = [At(0.5m)] }, Start));
    }

    // By hand: 1,000 GPUs at 500; the price of 509 lowers nothing, that of 494.40 lowers June to 494,400.
    [Fact]
    public void What_use_costs_keeps_a_small_monthly_fee_from_lowering_a_fee()
    {
        decimal June(MostFavoured clause, decimal price) => Month(Fees(Ready.Told(At(2026, 4, 20), new SignContract(Terms("holder", Buyer, Start, 1_000, 500m, clause)))
            .Told(At(2026, 4, 21), new SignContract(Terms("cheaper", Other, Start, 400, 144m, new Usage("compute", "gpu-hours", price, 0, 1, price))))), 2026, 6);

        Assert.Equal((500_000m, 494_400m, 144_000m), (June(Clause with { Meter = "gpu-hours" }, 0.5m), June(Clause with { Meter = "gpu-hours" }, 0.48m), June(Clause, 0.5m)));
        Assert.Contains((Terms("holder", Buyer, Start, 1_000, 500m, Clause with { Meter = "gpu-hours" }, new Usage("compute", "gpu-hours", 1m, 0, 1, 1m))).Check(),
            refusal => refusal.Says.Contains("only monthly fees can be lowered"));
    }

    // By hand: two holders at 500 and 480, the second signed after the first, so the first pays 480 at once; a third at 450 lowers both, and neither moves the other again.
    [Fact]
    public void Two_holders_who_refer_to_each_other_come_to_rest()
    {
        var book = Signing(Holder()).Told(At(2026, 5, 1), new SignContract(Terms("second", Other, Start, 1_000, 480m, Clause)));
        var lower = book.Told(At(2026, 7, 1), new SignContract(Terms("third", Third, Day(2026, 7, 1), 8, 450m)));

        Assert.Equal((480_000.00m, 480_000.00m), (Month(Fees(book), 2026, 5), Month(Fees(book, "second"), 2026, 5)));
        Assert.Equal((450_000.00m, 450_000.00m), (Month(Fees(lower), 2026, 7), Month(Fees(lower, "second"), 2026, 7)));
        Assert.Equal(3_600m, Month(Fees(lower, "third"), 2026, 7));
    }

    [Fact]
    public void What_is_not_comparable_lowers_nothing()
    {
        static Terms Bounded(Comparability among) => Terms("holder", Buyer, Start, 1_000, 500m, Clause with { Among = among });
        static decimal After(Terms holder, Terms sale) => Month(Fees(Signing(holder).Told(At(2026, 6, 1), new SignContract(sale))), 2026, 8);
        var all = Clause.Among;

        Assert.Equal(450_000.00m, After(Bounded(all with { LeastMonths = 9, MostMonths = 9, LeastGpus = new Gpus(400), MostGpus = new Gpus(400) }), Cheaper(450m)));
        Assert.Equal(500_000.00m, After(Bounded(all with { LeastMonths = 10 }), Cheaper(450m)));
        Assert.Equal(500_000.00m, After(Bounded(all with { MostMonths = 8 }), Cheaper(450m)));
        Assert.Equal(500_000.00m, After(Bounded(all with { LeastGpus = new Gpus(408) }), Cheaper(450m)));
        Assert.Equal(500_000.00m, After(Bounded(all with { MostGpus = new Gpus(392) }), Cheaper(450m)));
        Assert.Equal(500_000.00m, After(Holder(), Cheaper(450m) with { Buyer = Buyer }));
        Assert.Equal(500_000.00m, After(Holder(), Cheaper(450m) with { Currency = Currency.Of("EUR")! }));
        Assert.Equal(500_000.00m, Month(Fees(Ready.Told(At(2026, 4, 1), new SignContract(Cheaper(450m))).Told(At(2026, 4, 20), new SignContract(Holder()))), 2026, 8));
    }

    // By hand: an amendment from 500 to 470 agrees a price; one that changes only the days to pay agrees none.
    [Fact]
    public void An_amendment_agrees_a_price_when_it_lowers_one()
    {
        var book = Ready.Told(At(2026, 4, 1), new SignContract(Cheaper(450m))).Told(At(2026, 4, 20), new SignContract(Holder()));
        AmendContract Amending(Terms terms) => new(terms, Day(2026, 9, 1), Treatment.Prospective, null);

        Assert.Equal(500_000.00m, Month(Fees(book.Told(At(2026, 9, 1), Amending(Cheaper(450m) with { NetDays = 45 }))), 2026, 9));
        Assert.Equal(440_000.00m, Month(Fees(book.Told(At(2026, 9, 1), Amending(Cheaper(440m)))), 2026, 9));
    }

    // By hand: 450 a month of 30 days is 0.625 an hour; at 0.625 a month of 31 days costs 1,000 x 744 x 0.625 = 465,000.
    [Fact]
    public void Prices_by_the_hour_count_the_hours_of_the_month()
    {
        var holder = Terms("holder", Buyer, Start, 1_000, 500m, Clause with { Per = GpuUnit.Hour });
        var june = Terms("june", Other, Day(2026, 6, 1), 8, 450m) with { Through = Day(2026, 6, 30) };
        var due = Fees(Signing(holder).Told(At(2026, 6, 1), new SignContract(june)));

        Assert.Equal((450_000.00m, 465_000.00m), (Month(due, 2026, 6), Month(due, 2026, 7)));
    }

    // By hand: an escalator of 10% from February makes 550; a price of 520 lowers only from then on.
    [Fact]
    public void It_lowers_what_other_clauses_made_of_the_fee()
    {
        var due = Fees(Signing(Holder(new Escalator("rise", 0.1m, Day(2027, 2, 1), 12))).Told(At(2026, 6, 1), new SignContract(Cheaper(520m))));

        Assert.Equal((500_000.00m, 520_000.00m), (Month(due, 2027, 1), Month(due, 2027, 2)));
    }

    // By hand: twelve months at 500,000 earned evenly; from July on 450,000: what was earned stays, the ten months left are at 450,000.
    [Fact]
    public void Revenue_follows_from_then_on_and_backlog_with_it()
    {
        var book = Signing(Holder() with { Revenue = RevenuePolicy.StraightLineStated }).Told(At(2026, 7, 1), new SignContract(Cheaper(450m)));
        var contract = book.Contracts[Slug.Of("holder")];
        var earned = Revenue.Earned(contract, RevenuePolicy.StraightLineStated, Day(2026, 7, 31));

        Assert.Equal((500_000.00m, 500_000.00m, 450_000.00m, 450_000.00m), (Month(earned, 2026, 5), Month(earned, 2026, 6), Month(earned, 2026, 7), Month(earned, 2027, 4)));
        Assert.Equal(10 * 450_000m, Backlog.Of(contract, Day(2026, 6, 30)).Stated);
        Assert.Equal(Day(2026, 7, 1), Assert.Single(contract.Milestones(Start), each => each.What.Contains("another agreed")).Date);
    }

    [Fact]
    public void Bounds_of_the_clause()
    {
        static string Fault(MostFavoured clause) => Assert.Single(Terms("holder", Buyer, Start, 8, 1m, clause).Check()).Field;

        Assert.Equal("legs[2].class", Fault(Clause with { Among = Clause.Among with { Pools = new PoolScope(Colossus, Third) } }));
        Assert.Equal("legs[2].charges", Fault(Clause with { Charges = ["other"] }));
        Assert.Equal("legs[2].months", Fault(Clause with { Among = Clause.Among with { LeastMonths = 13, MostMonths = 12 } }));
        Assert.Equal("legs[2].gpus", Fault(Clause with { Among = Clause.Among with { LeastGpus = new Gpus(9), MostGpus = new Gpus(8) } }));
        Assert.Equal("legs[0].most-favoured", Assert.Single(With(Clause).Check()).Field);
        Ready.Refuses(At(2026, 4, 20), new SignContract(Terms("holder", Buyer, Start, 8, 1m, Clause with { Among = Clause.Among with { Pools = new PoolScope(Third, null) } })),
            RefusalCode.NotFound, "legs[2].pool");
    }
}

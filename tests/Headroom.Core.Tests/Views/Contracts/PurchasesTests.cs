using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class PurchasesTests
{
    static readonly Slug Elsewhere = Slug.Of("elsewhere"), Rented = Slug.Of("rented");
    static readonly LocalDate June = Day(2026, 6, 30);

    static readonly Book Buying = Ready.Told(At(2026, 4, 1), new AddSite(Elsewhere, null, "America/Chicago", []),
        new AddPool(new Core.Capacity.Pool(Rented, Elsewhere, null, new Gpus(8), new PowerDraw(Kilowatts.Zero, new Gpus(1)), Gpus.Zero)));

    /// <summary>1,000 GPUs for 730,000 a month, a dollar an hour, three years from May 2026 on.</summary>
    static Terms Terms(params Leg[] more) => With([new Reserve(Rented, null, [new ReserveStep(Start, new Gpus(1_000))]), Fee((Start, 730_000m)), .. more])
        with
    { Contract = Slug.Of("rented-cloud"), Seller = Slug.Of("cloud"), Buyer = Us };

    static Purchase Bought(params Leg[] more) => Assert.Single(Purchases.Of(Buying.Told(At(2026, 4, 20), new SignContract(Terms(more))), June).Contracts);

    // Law: what the years hold adds up to what the contracts hold, and nobody is committed to more than staying.
    [Fact]
    public void Years_sum_to_what_is_committed_and_stated() =>
        Prop.ForAll(Gen.Choose(0, 36).ToArbitrary(), Gen.Choose(0, 200).ToArbitrary(), Gen.Choose(0, 1200).ToArbitrary(), (months, notice, day) =>
        {
            var terms = Terms(AfterLockIn with { By = Side.Buyer, NoticeFrom = Start.PlusMonths(months), Length = Days(notice), FeeShare = months / 100m });
            var purchases = Purchases.Of(Buying.WithContract(Signed(terms)), Start.PlusDays(day - 60));
            return purchases.Years.Sum(year => year.Stated) == purchases.Contracts.Sum(purchase => purchase.Stated)
                && purchases.Years.Sum(year => year.Committed) == purchases.Contracts.Sum(purchase => purchase.FeesUntilLeaving)
                && purchases.Years.All(year => year.Committed <= year.Stated && year.Committed >= 0);
        }).Check(Laws.Seeded);

    // Notice from 1 August ends it on 30 October: 730,000 times three months and 30 of 31 days.
    [Fact]
    public void Leaving_early_costs_the_fees_until_then_and_the_fee_for_it()
    {
        var free = Bought(AfterLockIn with { By = Side.Buyer });
        var dear = Bought(AfterLockIn with { By = Side.Buyer, FeeShare = 0.5m });

        Assert.Equal((Day(2026, 10, 30), 2_896_451.61m, 0m), (free.LeaveBy, free.FeesUntilLeaving, free.LeavingFee));
        Assert.Equal((35 * 730_000m, Through), (free.Stated, free.GuaranteedUntil));
        Assert.InRange(dear.LeavingFee, (35 * 730_000m - 2_896_451.61m) / 2 - 0.01m, (35 * 730_000m - 2_896_451.61m) / 2 + 0.01m);
        Assert.Equal(dear.FeesUntilLeaving + dear.LeavingFee, dear.CostOfLeaving);
    }

    [Fact]
    public void Without_a_right_to_leave_all_of_it_is_committed()
    {
        var bound = Bought(AfterLockIn with { By = Side.Seller });

        Assert.Equal((null, bound.Stated, 0m), (bound.LeaveBy, bound.FeesUntilLeaving, bound.LeavingFee));
        Assert.Equal(Day(2026, 10, 30), bound.GuaranteedUntil);
    }

    [Fact]
    public void The_price_of_an_hour_stands_against_the_markets_of_its_pool()
    {
        static MakeAssumption Assume(string name, decimal value) =>
            new(new Assumption(name, value, "USD per GPU-hour", 0, 10, null, ImmutableSortedDictionary<string, decimal>.Empty, "index"));
        var signed = Buying.Told(At(2026, 4, 20), new SignContract(Terms(AfterLockIn)));

        Assert.Equal((1m, (decimal?)null), Purchases.Of(signed, June).Contracts[0] is var alone ? (alone.PerGpuHour!.Value, alone.AboveMarket) : default);
        var told = signed.Told(At(2026, 4, 21), Assume("market-per-gpu-hour", 2m));
        Assert.Equal(-0.5m, Purchases.Of(told, June).Contracts[0].AboveMarket);
        Assert.Equal(0.25m, Purchases.Of(told.Told(At(2026, 4, 22), Assume("market-per-gpu-hour-rented", 0.8m)), June).Contracts[0].AboveMarket);
    }

    [Fact]
    public void Suppliers_stand_by_their_part()
    {
        var other = Terms(AfterLockIn)
            with
        {
            Contract = Slug.Of("second"),
            Seller = Deal.Other,
            Legs = [new Reserve(Rented, null, [new ReserveStep(Start, new Gpus(3_000))]), Fee((Start, 730_000m)), AfterLockIn]
        };
        var parts = Purchases.Of(Buying.Told(At(2026, 4, 20), new SignContract(Terms(AfterLockIn)), new SignContract(other)), June).Suppliers;

        Assert.Equal([("google", 0.5m, 0.75m), ("cloud", 0.5m, 0.25m)], parts.Select(part => (part.Supplier.ToString(), part.ShareOfFees, part.ShareOfGpus)));
    }
}

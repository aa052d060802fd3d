using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class CapacityHoursTests
{
    // Law: every GPU-hour installed is used for exactly one thing, and none is used for less than nothing.
    [Fact]
    public void Parts_add_up_to_what_is_installed() => Prop.ForAll(CostLife.Any, Gen.Choose(1, 12).ToArbitrary(), (book, month) =>
    {
        var hours = new CapacityHours(book, CostLife.Today);
        return CostLife.Pools.All(pool => hours.Of(pool, Month(2026, month)) is var use
            && use.Parts.Aggregate(Rational.Zero, (sum, part) => sum + part.Hours) == use.Installed && use.Parts.All(part => !(part.Hours < Rational.Zero)));
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand, June of 720 hours with 220,000 GPUs: 1,000 out for ten days, 110,000 sold all month, own products 5,000 as measured.
    [Fact]
    public void A_month_with_an_outage_a_contract_and_measured_use()
    {
        var book = Ready.Told(At(2026, 7, 2), new SignContract(With(Reserving((Start, 110_000)))),
            new RecordOutage(new(Slug.Of("row"), Colossus, new Gpus(1_000), Day(2026, 6, 11), Day(2026, 6, 20))),
            new MeasureUse(Measured(6, 3_600_000m)));

        Assert.Equal((158_400_000m, 240_000m, 79_200_000m, 0m, 3_600_000m, 75_360_000m, OwnBasis.Measured), Figures(book, 6));
    }

    // By hand: 300,000 are sold of 220,000, two thirds and one third of them.
    [Fact]
    public void Where_more_is_sold_than_installed_each_contract_gets_its_share()
    {
        Terms Sold(string id, long gpus) => With(new Reserve(Colossus, null, [new ReserveStep(Start, new Gpus(gpus))])) with { Contract = Slug.Of(id) };
        var use = Of(Ready.Saying(At(2026, 7, 2), new ContractSigned(Sold("a", 200_000)), new ContractSigned(Sold("b", 100_000))), 6);

        Assert.Equal(216_000_000m, use.Contracted.Round(2));
        Assert.Equal(use.Sold[Slug.Of("b")] + use.Sold[Slug.Of("b")], use.Sold[Slug.Of("a")]);
        Assert.Equal(use.Installed, use.SoldInAll);
    }

    // By hand: 220,000 are reserved all July; the customer is ours from the 16th, so that 15 days are sold and 16 are own use of its name.
    [Fact]
    public void What_a_customer_holds_that_became_ours_is_own_use_under_its_name()
    {
        var use = Of(SignedBook.Told(At(2026, 8, 2), new AcquireCustomer(new CustomerAcquired(Buyer, Day(2026, 7, 16), "8-K"))), 7);

        Assert.Equal((15 * 24 * 220_000m, 15 * 24 * 220_000m, 16 * 24 * 220_000m, 0m),
            (use.SoldInAll.Round(2), use.Contracted.Round(2), use.Own[Buyer].Round(2), use.Idle.Round(2)));
    }

    static MeasuredUse Measured(int month, decimal own) =>
        new(Colossus, Month(2026, month), null, null, null, ImmutableSortedDictionary<Slug, decimal>.Empty.Add(Slug.Of("grok"), own), "accounting");

    static PoolMonth Of(Book book, int month) => new CapacityHours(book, book.Calendar.DateOf(book.RecordedAt)).Of(Colossus, Month(2026, month));

    static (decimal, decimal, decimal, decimal, decimal, decimal, OwnBasis) Figures(Book book, int month) => Of(book, month) is var use
        ? (use.Installed.Round(0), use.Failed.Round(0), use.SoldInAll.Round(0), use.Handover.Round(0), use.OwnInAll.Round(0), use.Idle.Round(0), use.Basis) : default;
}

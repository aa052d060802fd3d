using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class SupplyGapTests
{
    static readonly Slug Elsewhere = Slug.Of("elsewhere"), Rented = Slug.Of("rented");

    /// <summary>1,000 GPUs are rented, of which 600 are sold on; the own site has so many and uses none of them.</summary>
    static SupplyGap Gap(long own, params Core.Demand.Need[] needs)
    {
        var book = Core.Books.Book.Empty.Told(At(2026, 3, 1),
            new OpenBook(Us, "America/Chicago", Sandbox: true, null), new AddSite(Elsewhere, null, "America/Chicago", []),
            new AddPool(new Core.Capacity.Pool(Rented, Elsewhere, null, new Gpus(8), new PowerDraw(Kilowatts.Zero, new Gpus(1)), Gpus.Zero)),
            new AddPool(new Core.Capacity.Pool(Colossus, Elsewhere, null, new Gpus(8), new PowerDraw(Kilowatts.Zero, new Gpus(1)), Gpus.Zero)));
        if (own > 0) book = book.Told(At(2026, 3, 1), new PlanSupply(Block("c1", own)), new EnergiseSupply(Slug.Of("c1"), Day(2025, 1, 1)));
        Terms Of(string id, long gpus) =>
            With(new Reserve(Rented, null, [new ReserveStep(Start, new Gpus(gpus))]), Fee((Start, 730_000m)), AfterLockIn) with { Contract = Slug.Of(id) };
        // As it is found: no command would sell beyond what the supplier guarantees.
        book = book.WithContract(Signed(Of("rented-cloud", 1_000) with { Seller = Slug.Of("cloud"), Buyer = Us })).WithContract(Signed(Of("sold-on", 600)));
        book = book.Told(At(2026, 3, 2), [.. needs.Select(need => new FileNeed(need))]);
        return Assert.Single(Purchases.Of(book, Day(2026, 6, 30)).Contracts).Gap!;
    }

    // By hand: of 1,000 rented GPUs 600 are sold on and a product files a need of 500 that is 60% certain, 300 in the mean: 100 would not be missed. Of the own site's 2,000 a
    // certain need asks 1,500, so that 500 are left there.
    [Fact]
    public void What_needs_ask_for_is_missed_and_fills_no_gap()
    {
        Core.Demand.Need Of(string id, Slug home, long gpus, decimal certainty) =>
            new(Slug.Of(id), Slug.Of("model"), home, [new(Day(2026, 9, 1), new(gpus))], Day(2027, 12, 31), certainty, Gpus.Zero, "");
        var gap = Gap(2_000, Of("build", Rented, 500, 0.6m), Of("serve", Colossus, 1_500, 1m));

        Assert.Equal((100m, 500m, 400m), (gap.InPlace, gap.Elsewhere, gap.Missing));
    }

    [Theory]
    [InlineData(0, 0, 600)]
    [InlineData(200, 200, 400)]
    [InlineData(8_000, 600, 0)]
    public void Idle_capacity_of_other_pools_fills_what_it_can(long own, decimal elsewhere, decimal missing)
    {
        var gap = Gap(own);

        Assert.Equal((Day(2026, 10, 31), 1_000), (gap.From, gap.Gpus.Count));
        Assert.Equal((400m, elsewhere, missing), (gap.InPlace, gap.Elsewhere, gap.Missing));
        Assert.Equal(1_000m, gap.InPlace + gap.Elsewhere + gap.Missing);
    }
}

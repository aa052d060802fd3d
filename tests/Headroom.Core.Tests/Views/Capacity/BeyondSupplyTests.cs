using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class BeyondSupplyTests
{
    // Law: it counts the hours above the 220,000 GPUs of the pool, and no other.
    [Fact]
    public void It_counts_the_hours_above_what_the_pool_had() => Prop.ForAll(Gen.Choose(219_000, 221_000).NonEmptyListOf().ToArbitrary(), hours =>
    {
        var book = Ready.Told(At(2026, 3, 1), Using("grok", [.. hours]));
        var beyond = BeyondSupply.Of(book, book.Demand[Slug.Of("grok")]);
        return beyond is null ? hours.All(gpus => gpus <= 220_000)
            : beyond.Hours == hours.Count(gpus => gpus > 220_000) && beyond.Greatest.Count == hours.Max() && beyond.Supply.Count == 220_000;
    }).Check(Laws.Seeded);
}

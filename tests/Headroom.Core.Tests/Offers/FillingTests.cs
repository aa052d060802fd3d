using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Offers;

namespace Headroom.Core.Tests.Offers;

public sealed class FillingTests
{
    static readonly Gen<Packing> Choice =
        from things in Gen.Choose(1, 20)
        from rows in Gen.Choose(1, 8)
        from values in Gen.Choose(1, 1000).ArrayOf(things)
        from uses in Gen.Choose(0, 40).ArrayOf(things).ArrayOf(rows)
        from room in Gen.Choose(20, 200).ArrayOf(rows)
        select new Packing([.. values.Select(value => (long)value)], [.. uses.Select((row, i) => new Limit([.. row.Select(use => (long)use)], room[i]))]);

    // Law: swaps never lose, never break a limit, and end where none of them gains.
    [Fact]
    public void Swapping_gains_and_keeps_every_limit() =>
        Prop.ForAll(Choice.ToArbitrary(), packing =>
        {
            var dense = Filling.ByDensity(packing);
            var improved = Filling.Improved(packing, dense);
            return packing.Fits(dense) && packing.Fits(improved) && packing.ValueOf(improved) >= packing.ValueOf(dense)
                && Filling.Improved(packing, improved).SequenceEqual(improved);
        }).Check(Laws.Seeded);

    // By hand: 11 for 1 unit is denser than 100 for 10; of ten units the dense one leaves nine, and swapping it for the big one gains 89.
    [Fact]
    public void A_small_dense_thing_is_swapped_for_a_big_one()
    {
        var packing = new Packing([11, 100], [new([1, 10], 10)]);

        Assert.Equal([0], Filling.ByDensity(packing));
        Assert.Equal([1], Filling.Improved(packing, Filling.ByDensity(packing)));
    }

    // By hand: one of value 10 fills the room; two of 6 fit in its place.
    [Fact]
    public void One_is_swapped_for_two() => Assert.Equal([1, 2], Filling.Improved(new Packing([10, 6, 6], [new([4, 2, 2], 4)]), [0]));
}

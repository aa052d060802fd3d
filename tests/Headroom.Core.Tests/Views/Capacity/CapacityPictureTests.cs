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

public sealed class CapacityPictureTests
{
    static readonly Pool First = Ready.Fleet.Pools[Colossus];
    static readonly Window June = Chicago.Of(Month(2026, 6));

    // Law: what is free with the allowance against failures held back is never more than without it.
    [Fact]
    public void Holding_spares_back_never_frees_anything() =>
        Prop.ForAll(Gen.Choose(0, 9_000).ToArbitrary(), Gen.Choose(0, 60_000).ToArbitrary(), (spare, used) =>
        {
            var pool = First with { Spare = new Gpus(spare) };
            var book = Ready.Told(At(2026, 3, 2), Using("grok", used));
            var picture = new CapacityPicture(book with { Fleet = book.Fleet with { Pools = book.Fleet.Pools.SetItem(Colossus, pool) } }, At(2026, 3, 2));
            return picture.LeastFree(pool, June, spare: true).Zip(picture.LeastFree(pool, June, spare: false)).All(pair => pair.First <= pair.Second);
        }).Check(Laws.Seeded.WithMaxTest(5));

    [Fact]
    public void What_is_bought_counts_until_the_day_on_which_its_supplier_can_end_it()
    {
        var rented = With(new Reserve(Colossus, null, [new ReserveStep(Start, new Gpus(8_000))]), AfterLockIn) with { Seller = Deal.Other, Buyer = Us };
        var supply = new CapacityPicture(Ready.Told(At(2026, 4, 1), new SignContract(rented)), At(2026, 4, 1)).Supply(First);

        Assert.Equal(228_000, supply.At(At(2026, 10, 30)));
        Assert.Equal(220_000, supply.At(At(2026, 10, 31)));
    }

    [Fact]
    public void Two_pools_share_the_power_of_their_site()
    {
        var second = new Pool(Slug.Of("c2"), Memphis, null, new Gpus(8), Whole, Gpus.Zero);
        var book = SignedBook.Told(At(2026, 4, 21), new AddPool(second),
            new PlanSupply(Block("c2", 220_000) with { Id = Slug.Of("c2"), Pool = second.Id, Planned = Day(2026, 5, 1) }));
        var picture = new CapacityPicture(book, At(2026, 4, 21));

        Assert.All(picture.LeastFree(second, June, spare: false), free => Assert.Equal(110_000, free));
        Assert.All(picture.LeastPower(book.Fleet.Sites[Memphis], June).ToArray(), power => Assert.Equal(150_000, power));
    }

    [Fact]
    public void Own_demand_of_a_class_counts_against_all_its_pools_together()
    {
        var name = Slug.Of("hopper");
        Pool Of(string id) => new(Slug.Of(id), Memphis, name, new Gpus(8), new PowerDraw(Kilowatts.Zero, new Gpus(1)), Gpus.Zero);
        PlanSupply Supply(string id) => new(Block(id, 10_000) with { Pool = Slug.Of(id), Planned = Day(2026, 5, 1) });
        var demand = Using("grok", 1_000) is var recorded ? recorded with { History = recorded.History with { Pool = name } } : null!;
        var book = Ready.Told(At(2026, 4, 1), new AddPool(Of("h1")), new AddPool(Of("h2")), Supply("h1"), Supply("h2"), demand);
        var sold = book.Told(At(2026, 4, 1), new SignContract(With(new Reserve(Slug.Of("h1"), null, [new ReserveStep(Start, new Gpus(10_000))]))));

        Assert.All(new CapacityPicture(book, At(2026, 4, 1)).LeastFree(Of("h2"), new(At(2026, 5, 2), At(2026, 5, 3)), false), free => Assert.Equal(10_000, free));
        Assert.All(new CapacityPicture(sold, At(2026, 4, 1)).LeastFree(Of("h2"), new(At(2026, 5, 2), At(2026, 5, 3)), false), free => Assert.InRange(free, 7_000, 9_800));
    }

    [Fact]
    public void What_own_products_want_beyond_their_pool_takes_no_power_from_the_neighbours()
    {
        var book = Ready.Told(At(2026, 3, 2), Using("grok", 900_000));

        Assert.All(new CapacityPicture(book, At(2026, 3, 2)).LeastPower(book.Fleet.Sites[Memphis], June).ToArray(), power => Assert.Equal(0, power));
    }
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class BlockTenantsTests
{
    static Slug Name(int block) => Slug.Of($"c1-{block:00}");

    /// <summary>Half of the site from May and all of it from July, and ten blocks of 22,000.</summary>
    static Book Named { get; } = Enumerable.Range(1, 10)
        .Aggregate(Ready.Told(At(2026, 4, 20), new SignContract(With(Reserving((Start, 110_000), (Day(2026, 7, 1), 220_000)), Fee((Start, 1m))))),
        (book, block) => book.Told(At(2026, 4, 20), new NameBlock(new(Name(block), Colossus, new Gpus(22_000), [], null))));

    static Book AllAssigned { get; } = Enumerable.Range(1, 10).Aggregate(Named, (book, block) => book.Told(At(2026, 5, 1), Move(block, BlockState.Assigned, At(2026, 5, 1))));

    static MoveBlock Move(int block, BlockState to, Instant at) =>
        new(Name(block), new(to, at, to == BlockState.Assigned ? Id : null, to == BlockState.Revalidating ? "certificate" : null, ""));

    static string Held(Book book, Instant at) => string.Join(' ', new BlockTenants(book).At(at).Where(held => held.Tenant == Buyer).Select(held => held.Block.Id));

    // Law: whatever blocks went through, a tenant has what its contract reserves, or all that was made over to it; and without the last of its blocks it would have less than that.
    [Fact]
    public void Blocks_cover_what_is_reserved_and_no_block_more() =>
    Prop.ForAll(Gen.Choose(0, 9_999).ArrayOf(30).ToArbitrary(), Gen.Choose(-10, 1300).ToArbitrary(), (numbers, day) =>
    {
        var (book, now) = (Named, At(2026, 5, 1));
        foreach (var number in numbers)
        {
            now += Duration.FromHours(number % 200);
            var (block, states) = (number % 10 + 1, book.Blocks[Name(number % 10 + 1)].StateAt(now).Next());
            book = book.Asked(now, Move(block, states[number / 10 % states.Length], now));
        }
        var at = now + Duration.FromDays(day);
        var (held, reserved) = (new BlockTenants(book).At(at).Where(each => each.Tenant is not null).ToList(), book.Contracts[Id].Schedule(null).Reserved(Colossus).At(at).Count);
        var with = book.Blocks.Values.Count(block => block.StateAt(at) is BlockState.Assigned or BlockState.InUse or BlockState.Draining);
        var sum = held.Sum(each => each.Block.Gpus.Count);
        return held.All(each => each is { Contract: var contract, Tenant: var tenant } && contract == Id && tenant == Buyer)
            && (sum >= reserved || held.Count >= with) && (held.Count == 0 || sum - 22_000 < reserved)
            && new BlockTenants(book).Of(Buyer, Colossus, at).Count == sum;
    }).Holds();

    // By hand: five blocks cover May's 110,000, all ten July's 220,000, and after the last day there is nothing to cover.
    [Fact]
    public void Blocks_assigned_ahead_pass_at_the_step_and_are_free_at_the_end()
    {
        Assert.Equal("c1-01 c1-02 c1-03 c1-04 c1-05", Held(AllAssigned, At(2026, 7, 1) - Duration.Epsilon));
        Assert.Equal(10, Held(AllAssigned, At(2026, 7, 1)).Split(' ').Length);
        Assert.Equal("", Held(AllAssigned, At(2029, 6, 1)));
        Assert.Equal("", Held(Named, At(2026, 7, 1)));
    }

    // By hand: of six blocks in May one breaks, and the sixth stands in for it; of five it stays, since nothing does. One that is being erased is nobody's at once.
    [Fact]
    public void A_broken_block_leaves_once_another_stands_in_for_it()
    {
        var broken = AllAssigned.Told(At(2026, 5, 10), Move(2, BlockState.Failed, At(2026, 5, 10)));
        Assert.Equal("c1-01 c1-02 c1-03 c1-04 c1-05", Held(broken, At(2026, 5, 9)));
        Assert.Equal("c1-01 c1-03 c1-04 c1-05 c1-06", Held(broken, At(2026, 5, 10)));

        var five = Enumerable.Range(1, 5).Aggregate(Named, (book, block) => book.Told(At(2026, 5, 1), Move(block, BlockState.Assigned, At(2026, 5, 1))))
            .Told(At(2026, 5, 10), Move(2, BlockState.Failed, At(2026, 5, 10)));
        Assert.Equal("c1-01 c1-02 c1-03 c1-04 c1-05", Held(five, At(2026, 5, 10)));
        Assert.Equal("c1-01 c1-03 c1-04 c1-05", Held(five.Told(At(2026, 5, 11), Move(2, BlockState.Erasing, At(2026, 5, 11))), At(2026, 5, 11)));
    }
}

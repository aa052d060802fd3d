using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Capacity;

public sealed class HandoverBlockTests
{
    static readonly Slug Row = Slug.Of("row-1");

    static Book Named => SignedBook.Told(At(2026, 4, 21), new NameBlock(new(Row, Colossus, new Gpus(4_608), [], null)));

    // Law: whatever is asked in whatever order, the state at an instant is that of the last move accepted by then, and what is refused changes nothing.
    [Fact]
    public void The_state_at_an_instant_is_that_of_the_last_move() => Prop.ForAll(Moves.ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), (moves, hours) =>
    {
        var (book, accepted, at) = (Named, new List<BlockMove>(), At(2026, 5, 1) + Duration.FromHours(hours));
        foreach (var move in moves)
        {
            var decision = new MoveBlock(Row, move).Decide(book, At(2026, 7, 1));
            if (decision is Accepted) accepted.Add(move);
            book = book.Asked(At(2026, 7, 1), new MoveBlock(Row, move));
        }
        var last = accepted.LastOrDefault(move => move.At <= at);
        return book.Blocks[Row].Moves.SequenceEqual(accepted) && book.Blocks[Row].StateAt(at) == (last?.To ?? BlockState.Ready)
            && accepted.Zip(accepted.Skip(1)).All(pair => pair.First.To.Next().Contains(pair.Second.To) && pair.First.At <= pair.Second.At);
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: between a use and the next time that it is ready a certificate was given.
    [Fact]
    public void No_block_is_ready_after_use_without_a_certificate() => Prop.ForAll(Moves.ToArbitrary(), moves =>
    {
        var block = moves.Aggregate(Named, (book, move) => book.Asked(At(2026, 7, 1), new MoveBlock(Row, move))).Blocks[Row];
        var used = false;
        foreach (var move in block.Moves)
        {
            used = move.To == BlockState.InUse || (used && move.Certificate is null);
            if (used && move.To is BlockState.Ready or BlockState.Assigned) return false;
        }
        return block.MayHoldWork == used;
    }).Check(Laws.Seeded.WithMaxTest(1000));

    [Fact]
    public void It_is_with_its_contract_until_it_is_ready_again()
    {
        var book = Named.Told(At(2026, 6, 1),
            new MoveBlock(Row, To(BlockState.Assigned, 0) with { Contract = Id }), new MoveBlock(Row, To(BlockState.InUse, 72)), new MoveBlock(Row, To(BlockState.Draining, 200)),
            new MoveBlock(Row, To(BlockState.Erasing, 224)), new MoveBlock(Row, To(BlockState.Revalidating, 230) with { Certificate = "17" }),
            new MoveBlock(Row, To(BlockState.BurnIn, 240)), new MoveBlock(Row, To(BlockState.Ready, 312)));
        var block = book.Blocks[Row];
        Instant Hour(int hour) => At(2026, 5, 1) + Duration.FromHours(hour);

        Assert.Equal(new Slug?[] { null, Id, Id, Id, Id, null }, new[] { -1, 0, 72, 200, 311, 312 }.Select(hour => block.ContractAt(Hour(hour))));
        Assert.Equal([BlockState.Ready, BlockState.Assigned, BlockState.InUse, BlockState.Ready], new[] { -1, 71, 72, 312 }.Select(hour => block.StateAt(Hour(hour))));
        Assert.Equal((1, 0, "17"), (book.BlocksOf(Id, Hour(200)).Count(), book.BlocksOf(Id, Hour(224)).Count(), block.Certificate));
    }

    // Certificates and contracts come with most moves that need them.
    static Gen<BlockMove[]> Moves { get; } = (from to in Gen.Choose(0, 7)
                                              from hour in Gen.Choose(0, 400)
                                              from complete in Gen.Choose(0, 4)
                                              select To((BlockState)to, hour) with
                                              {
                                                  Contract = to == (int)BlockState.Assigned ? Id : null,
                                                  Certificate = to == (int)BlockState.Revalidating && complete > 0 ? "17" : null,
                                              }).ArrayOf(60).Select(moves =>
                                                  moves.Select((move, i) =>
                                                      move with { At = At(2026, 5, 1) + Duration.FromHours(i * 7 + (move.At - At(2026, 5, 1)).TotalHours % 9) }).ToArray());

    static BlockMove To(BlockState to, int hours) => new(to, At(2026, 5, 1) + Duration.FromHours(hours), null, null, "");
}

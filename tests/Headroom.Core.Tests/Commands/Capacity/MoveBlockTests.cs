using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class MoveBlockTests
{
    static readonly Slug Row = Slug.Of("row-1");

    static Book Named { get; } = Ready.Told(At(2026, 4, 20), new SignContract(With(Reserving((Start, 110_000)), RampFee, AfterLockIn)),
        new NameBlock(new(Row, Colossus, new Gpus(4_608), [], null)), new NameBlock(new(Slug.Of("hall"), Colossus, new Gpus(105_393), [], null)));

    static MoveBlock To(BlockState to, LocalDate on) => new(Row, new(to, Chicago.StartOf(on), null, null, ""));

    static MoveBlock Assign(LocalDate on) => To(BlockState.Assigned, on) is var move ? move with { Move = move.Move with { Contract = Id } } : default!;

    [Fact]
    public void Each_reason_to_refuse_a_move()
    {
        var used = Named.Told(At(2026, 6, 1), Assign(Day(2026, 5, 1)), To(BlockState.InUse, Day(2026, 5, 4)), To(BlockState.Draining, Day(2026, 5, 10)),
            To(BlockState.Erasing, Day(2026, 5, 11)));
        void Refused(Book book, MoveBlock command, RefusalCode code, string field) => book.Refuses(At(2026, 6, 2), command, code, field);

        Refused(Named, To(BlockState.Failed, Day(2026, 5, 1)) with { Block = Slug.Of("row-2") }, RefusalCode.NotFound, "block");
        Refused(Named, To(BlockState.Failed, Day(2026, 6, 3)), RefusalCode.InTheFuture, "at");
        Refused(Named, To(BlockState.InUse, Day(2026, 5, 1)), RefusalCode.OutOfRange, "to");
        Refused(Named, To(BlockState.Assigned, Day(2026, 5, 1)), RefusalCode.Malformed, "contract");
        Refused(used, To(BlockState.Failed, Day(2026, 5, 10)), RefusalCode.DatesUpsideDown, "at");
        Refused(used, To(BlockState.Revalidating, Day(2026, 5, 12)), RefusalCode.Malformed, "certificate");
        Refused(used, new MoveBlock(Row, new(BlockState.Failed, At(2026, 5, 12), null, "17", "")), RefusalCode.OutOfRange, "certificate");
        Refused(used, new MoveBlock(Row, new(BlockState.Failed, At(2026, 5, 12), Id, null, "")), RefusalCode.OutOfRange, "contract");
    }

    [Fact]
    public void Each_reason_to_refuse_an_assignment()
    {
        var full = Named.Told(At(2026, 5, 2), new MoveBlock(Slug.Of("hall"), new(BlockState.Assigned, At(2026, 5, 1), Id, null, "")));
        MoveBlock To(Slug contract, LocalDate on) => new(Row, new(BlockState.Assigned, Chicago.StartOf(on), contract, null, ""));

        Named.Refuses(At(2026, 6, 2), To(Slug.Of("nothing"), Day(2026, 5, 1)), RefusalCode.NotFound, "contract");
        Named.Refuses(At(2029, 7, 2), To(Id, Day(2029, 6, 1)), RefusalCode.DatesUpsideDown, "at");
        full.Refuses(At(2026, 6, 2), To(Id, Day(2026, 5, 2)), RefusalCode.OutOfRange, "contract");
        Assert.Equal("105393", full.Refusing(At(2026, 6, 2), To(Id, Day(2026, 5, 2))).Numbers["held_gpus"]);
    }

    // What has failed unused needs no certificate; a sandbox's clock follows the move.
    [Fact]
    public void A_block_that_nobody_used_is_repaired_without_a_certificate()
    {
        var book = Named.Told(At(2026, 6, 1), To(BlockState.Failed, Day(2026, 5, 1)), To(BlockState.Revalidating, Day(2026, 5, 3)), To(BlockState.BurnIn, Day(2026, 5, 4)),
            To(BlockState.Ready, Day(2026, 5, 7)));

        Assert.Equal((BlockState.Ready, 4), (book.Blocks[Row].StateAt(At(2026, 5, 7)), book.Blocks[Row].Moves.Length));
        Assert.Equal("erasing, revalidating",
            Named.Told(At(2026, 6, 1), To(BlockState.Failed, Day(2026, 5, 1))).Refusing(At(2026, 6, 1), To(BlockState.Ready, Day(2026, 5, 2))).Numbers["next"]);
        Assert.Equal(At(2026, 5, 7), To(BlockState.Ready, Day(2026, 5, 7)).NotBefore(book));
    }
}

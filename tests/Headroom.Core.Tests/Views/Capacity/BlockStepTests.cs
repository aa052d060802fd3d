using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class BlockStepTests
{
    static readonly Slug Row = Slug.Of("row-1");
    static readonly Policy Planned = Policy.Default with
    { HandoverDays = 5, Handover = [new(BlockState.Draining, 1), new(BlockState.Erasing, 1), new(BlockState.BurnIn, 3)] };

    static HandoverBlock Erasing { get; } = Moved((BlockState.Assigned, 0), (BlockState.InUse, 48), (BlockState.Draining, 100), (BlockState.Erasing, 130));

    // Drained in 30 hours instead of 24; erased for 24 at the most, then burnt in for 72: ready 96 hours after it began.
    [Fact]
    public void Each_step_is_measured_against_its_plan()
    {
        var steps = BlockStep.Of(Erasing, Planned).ToList();

        Assert.Equal([48.0, 52, 30, 20], steps.Select(step => step.Took(Hour(150)).TotalHours));
        Assert.Equal([null, null, 24.0, 24.0], steps.Select(step => step.Plan?.TotalHours));
        Assert.Equal((Hour(130 + 96), false, true), (steps[^1].ReadyBy, steps[^1].IsOverdue(Hour(154)), steps[^1].IsOverdue(Hour(155))));
        Assert.All(steps.Take(2), step => Assert.Null(step.ReadyBy));
    }

    [Fact]
    public void Without_steps_the_days_of_handover_are_the_plan_for_the_way_back()
    {
        var step = BlockStep.At(Erasing, Policy.Default with { HandoverDays = 14 }, Hour(200))!;

        Assert.Equal((Hour(100) + Duration.FromDays(14), null, false, true), (step.ReadyBy, step.Plan, step.IsOverdue(Hour(430)), step.IsOverdue(Hour(440))));
    }

    [Fact]
    public void The_agenda_says_what_is_late()
    {
        var book = Ready.Told(At(2026, 4, 20), new SetPolicy(Planned), new SignContract(Agreed), new NameBlock(new(Row, Colossus, new Gpus(4_608), [], null)))
            .Told(At(2026, 6, 1), [.. Erasing.Moves.Select(move => new MoveBlock(Row, move))]);
        string Said(LocalDate at) => Assert.Single(Agenda.Of(book, book.Contracts[Id], at), item => item.What.Contains("row-1", StringComparison.Ordinal)).What;

        Assert.Equal("block row-1 of 4,608 GPUs is to be ready again; it is draining since 2026-05-05", Said(Day(2026, 5, 5)));
        Assert.Equal("overdue: block row-1 of 4,608 GPUs is erasing since 2026-05-06, longer than planned", Said(Day(2026, 5, 8)));
    }

    static Instant Hour(int hour) => At(2026, 5, 1) + Duration.FromHours(hour);

    static HandoverBlock Moved(params (BlockState To, int Hour)[] moves) => new HandoverBlock(Row, Colossus, new Gpus(4_608), [], null) with
    { Moves = [.. moves.Select(move => new BlockMove(move.To, Hour(move.Hour), move.To == BlockState.Assigned ? Id : null, null, ""))] };
}

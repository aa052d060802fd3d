using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class ReclaimProgressTests
{
    static readonly Slug Run = Slug.Of("run-9"), Row = Slug.Of("row-1");

    // 110,000 GPUs at 11,000 a month; 22,000 may be taken by 7 days' notice for a tenth on top; 14 days of handover.
    internal static Book Sold { get; } = Ready.Told(At(2026, 4, 20), new SetPolicy(Policy.Default with { HandoverDays = 14 }),
        new SignContract(With(Reserving((Start, 110_000)), Fee((Start, 11_000m)), new Reclaim("reclaim", Colossus, new Gpus(22_000), 7, "interruptible", 0.1m, []))));

    internal static ReclaimCase Case { get; } = new(Run, Id, "reclaim", new Gpus(22_000), Day(2026, 6, 22), At(2026, 5, 10), [], "a larger model");

    internal static MoveReclaim To(ReclaimStage stage, LocalDate on, LocalDate? from = null) => new(Run, new(stage, Chicago.StartOf(on), from, ""));

    static ReclaimProgress Seen(Book book) => ReclaimProgress.Of(book, book.Reclaims[Run]);

    // Law: what it is said to come to is what the contract makes of its notice.
    [Fact]
    public void The_compensation_is_that_of_the_contract() => Prop.ForAll(Gen.Choose(1, 22_000).ToArbitrary(), Gen.Choose(7, 400).ToArbitrary(), (gpus, days) =>
    {
        var from = Day(2026, 5, 10).PlusDays(days);
        var book = Sold.Told(At(2026, 5, 10), new AskReclaim(Case with { Gpus = new Gpus(gpus) }), To(ReclaimStage.Noticed, Day(2026, 5, 10), from));
        var (progress, schedule, before) = (Seen(book), book.Contracts[Id].Schedule(Day(2026, 5, 10)), Sold.Contracts[Id].Schedule(Day(2026, 5, 10)));
        return progress.Compensation == -schedule.DueUnder("reclaim").Total.Round(2)
            && Math.Abs(progress.Fall + progress.Compensation - (before.Due.Total - schedule.Due.Total).Round(2)) <= 0.01m;
    }).Check(Laws.Seeded);

    // Needed on 22 June: 14 days of handover and 7 of notice before it. 2,200 of the fee for 23 of 30 days of June and 35 months more, and a tenth on top.
    [Fact]
    public void Before_its_notice_it_shows_by_when_that_must_be_served_and_what_it_would_come_to()
    {
        var progress = Seen(Sold.Told(At(2026, 5, 10), new AskReclaim(Case)));

        Assert.Equal(ReclaimStage.Asked, progress.Stage);
        Assert.Equal([Day(2026, 6, 1), Day(2026, 6, 8), Day(2026, 6, 22)], progress.Stages.Select(stage => stage.Promised));
        Assert.Equal((78_686.67m, 7_868.67m), (progress.Fall, progress.Compensation));
        Assert.Equal((false, true), (progress.IsOverdue(Day(2026, 6, 1)), progress.IsOverdue(Day(2026, 6, 2))));
    }

    [Fact]
    public void Each_stage_is_measured_against_its_promise()
    {
        var book = Sold.Told(At(2026, 7, 1), new AskReclaim(Case), To(ReclaimStage.Noticed, Day(2026, 6, 2), Day(2026, 6, 9)), To(ReclaimStage.Drained, Day(2026, 6, 10)),
            To(ReclaimStage.Back, Day(2026, 6, 20)));
        var progress = Seen(book);

        StageTime Measured(ReclaimStage stage, LocalDate promised, LocalDate reached) => new(stage, promised, reached, book.Reclaims[Case.Id].At(stage)!.At);
        Assert.Equal([Measured(ReclaimStage.Noticed, Day(2026, 6, 1), Day(2026, 6, 2)), Measured(ReclaimStage.Drained, Day(2026, 6, 9), Day(2026, 6, 10)),
            Measured(ReclaimStage.Back, Day(2026, 6, 23), Day(2026, 6, 20))], progress.Stages);
        Assert.Equal((ReclaimStage.Back, null, false), (progress.Stage, progress.Next, progress.IsOverdue(Day(2026, 12, 1))));
    }

    // The block's own moves say when it is drained and back.
    [Fact]
    public void Blocks_tell_when_it_is_drained_and_back()
    {
        MoveBlock Move(BlockState to, LocalDate on) =>
            new(Row, new(to, Chicago.StartOf(on), to == BlockState.Assigned ? Id : null, to == BlockState.Revalidating ? "17" : null, ""));
        var noticed = Sold.Told(At(2026, 5, 10), new NameBlock(new(Row, Colossus, new Gpus(22_000), [], null)), Move(BlockState.Assigned, Day(2026, 5, 1)),
            Move(BlockState.InUse, Day(2026, 5, 2)),
            new AskReclaim(Case with { Blocks = [Row] }), To(ReclaimStage.Noticed, Day(2026, 5, 10), Day(2026, 5, 20)));
        var drained = noticed.Told(At(2026, 7, 1), Move(BlockState.Draining, Day(2026, 5, 18)), Move(BlockState.Erasing, Day(2026, 5, 21)));
        var back = drained.Told(At(2026, 7, 1), Move(BlockState.Revalidating, Day(2026, 5, 22)), Move(BlockState.BurnIn, Day(2026, 5, 23)),
            Move(BlockState.Ready, Day(2026, 5, 26)));

        Assert.Equal([ReclaimStage.Noticed, ReclaimStage.Drained, ReclaimStage.Back], new[] { noticed, drained, back }.Select(book => Seen(book).Stage));
        Assert.Equal([Day(2026, 5, 10), Day(2026, 5, 21), Day(2026, 5, 26)], Seen(back).Stages.Select(stage => stage.Reached!.Value));
        noticed.Refuses(At(2026, 7, 1), To(ReclaimStage.Drained, Day(2026, 5, 21)), RefusalCode.OutOfRange, "to");
    }

    [Fact]
    public void The_agenda_waits_for_the_next_stage()
    {
        var asked = Sold.Told(At(2026, 5, 10), new AskReclaim(Case));
        string Said(Book book, LocalDate at) => Assert.Single(Agenda.Of(book, book.Contracts[Id], at), item => item.What.Contains("run-9", StringComparison.Ordinal)).What;

        Assert.Equal("reclaim run-9 of 22,000 GPUs is to be noticed", Said(asked, Day(2026, 5, 11)));
        Assert.Equal("overdue: reclaim run-9 of 22,000 GPUs is to be noticed", Said(asked, Day(2026, 6, 5)));
        Assert.Equal("reclaim run-9 of 22,000 GPUs is to be drained",
            Said(asked.Told(At(2026, 6, 5), To(ReclaimStage.Noticed, Day(2026, 6, 5), Day(2026, 6, 12))), Day(2026, 6, 6)));
    }
}

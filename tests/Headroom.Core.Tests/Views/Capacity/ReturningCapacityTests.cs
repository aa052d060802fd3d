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

public sealed class ReturningCapacityTests
{
    static readonly Instant Now = At(2026, 4, 20);

    static Book Handing(params HandoverStep[] steps) =>
        SignedBook.Told(Now, new SetPolicy(Policy.Default with { HandoverDays = steps.Length == 0 ? 7 : steps.Sum(step => step.Days), Handover = [.. steps] }));

    // Law: what is shown in handover on a day is what the book counts as handed over on it, however the days are split.
    [Fact]
    public void Steps_split_the_days_of_handover_and_nothing_else() =>
        Prop.ForAll(Gen.Choose(0, 3).Four().Where(days => days.Item1 + days.Item2 + days.Item3 + days.Item4 > 0).ToArbitrary(), Gen.Choose(-5, 20).ToArbitrary(), (days, day) =>
        {
            var (a, b, c, d) = days;
            HandoverStep[] steps = [.. new[] { (BlockState.Draining, a), (BlockState.Erasing, b), (BlockState.Revalidating, c),
                (BlockState.BurnIn, d) }.Where(step => step.Item2 > 0).Select(step => new HandoverStep(step.Item1, step.Item2))];
            var (book, on) = (Handing(steps), Through.PlusDays(day));
            var shown = ReturningCapacity.Of(book, book.Fleet.Pools[Colossus], on, on.PlusDays(1)).Sum(back => back.Gpus.Count);
            return shown == book.TotalsOf(Colossus).Handover.ToWhole().At(Chicago.StartOf(on));
        }).Check(Laws.Seeded.WithMaxTest(60));

    // By hand: the last day served is 31 May 2029; one day of draining, two of erasing, one of checks and three under load end on 7 June.
    [Fact]
    public void Each_step_begins_when_the_one_before_it_is_done()
    {
        var book = Handing(new(BlockState.Draining, 1), new(BlockState.Erasing, 2), new(BlockState.Revalidating, 1), new(BlockState.BurnIn, 3));
        var back = ReturningCapacity.Of(book, book.Fleet.Pools[Colossus], Through, Day(2030, 1, 1)).Single();

        Assert.Equal((Id, 220_000L, Day(2029, 6, 8)), (back.Contract, back.Gpus.Count, back.Usable));
        Assert.Equal([(BlockState.Draining, Day(2029, 6, 1)), (BlockState.Erasing, Day(2029, 6, 2)), (BlockState.Revalidating, Day(2029, 6, 4)),
            (BlockState.BurnIn, Day(2029, 6, 5))], back.Steps.Select(step => (step.State!.Value, step.From)));
        Assert.Equal(Day(2029, 6, 7), back.Steps[^1].Through);
    }

    [Fact]
    public void Without_named_steps_the_days_are_one()
    {
        var back = ReturningCapacity.Of(Handing(), Ready.Fleet.Pools[Colossus], Through, Day(2030, 1, 1)).Single();

        Assert.Equal([new ReturningStep(null, Day(2029, 6, 1), Day(2029, 6, 7))], back.Steps);
    }
}

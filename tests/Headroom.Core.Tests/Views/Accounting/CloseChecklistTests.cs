using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class CloseChecklistTests
{
    internal static readonly Slug Usage = Slug.Of("usage"), Tied = Slug.Of("trial-balance"), Ann = Slug.Of("ann"), Bob = Slug.Of("bob");

    /// <summary>The deal's book under a policy of two steps: usage before the close, the trial balance after it.</summary>
    internal static Book Stepped { get; } =
        SignedBook.Told(At(2026, 4, 21),
            new SetPolicy(Policy.Default with { CloseSteps = [new(Usage, "Usage sealed", true, false), new(Tied, "Trial balance tied out", true, true)] }));

    [Fact]
    public void A_month_waits_for_its_steps_and_for_those_after_the_close_before_it()
    {
        Assert.Equal([(Month(2026, 5), Usage)], CloseChecklist.Blocking(Stepped, Month(2026, 5)).Select(each => (each.Month, each.Step.Step.Id)));
        Stepped.Refuses(At(2026, 6, 1), new CloseMonth(Month(2026, 5)), RefusalCode.StepMissing, "step");

        var prepared = Stepped.Told(At(2026, 6, 1), new PrepareStep(Month(2026, 5), Usage, Ann, ""));
        Assert.Equal("not reviewed", CloseChecklist.Of(prepared, Month(2026, 5))[0].Missing);
        var closed = prepared.Told(At(2026, 6, 1), new ReviewStep(Month(2026, 5), Usage, Bob, "meters"), new CloseMonth(Month(2026, 5)),
            new PrepareStep(Month(2026, 6), Usage, Ann, ""), new ReviewStep(Month(2026, 6), Usage, Bob, ""));
        Assert.Equal([(Month(2026, 5), Tied)], CloseChecklist.Blocking(closed, Month(2026, 6)).Select(each => (each.Month, each.Step.Step.Id)));
        Assert.Empty(CloseChecklist.Blocking(closed.Told(At(2026, 6, 2), new PrepareStep(Month(2026, 5), Tied, Bob, ""), new ReviewStep(Month(2026, 5), Tied, Ann, "")),
            Month(2026, 6)));
    }

    [Fact]
    public void The_steps_of_a_month_that_was_opened_again_are_done_anew()
    {
        var closed = Stepped.Told(At(2026, 6, 1), new PrepareStep(Month(2026, 5), Usage, Ann, ""), new ReviewStep(Month(2026, 5), Usage, Bob, ""), new CloseMonth(Month(2026, 5)));

        Assert.True(CloseChecklist.Of(closed, Month(2026, 5))[0].IsDone);
        Assert.Equal("not prepared", CloseChecklist.Of(closed.Told(At(2026, 6, 2), new ReopenMonth(Month(2026, 5), Bob, "late reading")), Month(2026, 5))[0].Missing);
    }

    [Fact]
    public void It_shows_what_the_book_itself_sees()
    {
        var map = Stepped.Told(At(2026, 6, 1), new PrepareStep(Month(2026, 5), Usage, Ann, ""), new ReviewStep(Month(2026, 5), Usage, Bob, ""), new CloseMonth(Month(2026, 5)),
            new SetAccountMap(GeneralLedgerTests.Map));
        var tied = map.Told(At(2026, 6, 2), new ImportTrialBalance(Day(2026, 5, 31), [new("US01", "1100", "USD", 1m)], "tb.csv"));

        Assert.Equal(["0 readings of the month", "not imported"], CloseChecklist.Of(map, Month(2026, 5)).Select(step => step.Seen));
        Assert.Equal("imported from tb.csv", CloseChecklist.Of(tied, Month(2026, 5))[1].Seen);
    }
}

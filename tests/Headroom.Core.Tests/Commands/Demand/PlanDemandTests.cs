using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class PlanDemandTests
{
    static readonly Slug Agents = Slug.Of("agents"), Chat = Slug.Of("chat");
    static readonly Instant Now = At(2026, 3, 2);
    static readonly Launch Start = new(Slug.Of("start"), Agents, Day(2026, 6, 1), Estimate.Certain(40_000), 0, 1, "");
    static readonly Growth Grows = new(Slug.Of("base"), Chat, Day(2026, 6, 1), Estimate.Certain(0.05m), Day(2027, 5, 31), 0.6m, "");
    static readonly Book Known = Ready.Told(Now, new RecordDemand("x", new History(Colossus, Chat, Now - Duration.FromHours(400), [.. Enumerable.Repeat(800, 400)], 0)));

    // As a certain need of 40,000 does: their power leaves 179,992 in blocks of eight.
    [Fact]
    public void A_launch_of_a_new_workload_takes_headroom_from_its_first_day_on()
    {
        var planned = Ready.Told(Now, new PlanDemand(Start, Colossus));

        Assert.Equal((220_000, 179_992), (Firm(planned, Day(2026, 5, 1)), Firm(planned, Day(2026, 6, 1))));
        Assert.Equal((40_000, 0), (planned.Demand[Agents].In(Colossus)!.At(At(2026, 6, 1))[0], planned.Demand[Agents].In(Colossus)!.At(At(2026, 5, 31))[0]));
    }

    [Fact]
    public void What_is_filed_anew_holds_and_what_is_cancelled_is_there_no_more()
    {
        var planned = Ready.Told(Now, new PlanDemand(Start, Colossus), new PlanDemand(Start with { From = Day(2026, 8, 1) }, null));
        var cancelled = planned.Told(Now, new CancelDemand(Start.Id, "put off"));

        Assert.Equal((220_000, 179_992), (Firm(planned, Day(2026, 6, 1)), Firm(planned, Day(2026, 8, 1))));
        Assert.Equal(220_000, Firm(cancelled, Day(2026, 8, 1)));
        Assert.Empty(cancelled.Demand);
        Assert.Equal(RefusalCode.NotFound, Refusal(new CancelDemand(Start.Id, "again"), cancelled));
    }

    // Measured from 1 to 11 June at 40,000: the launch lies in the history then and is not added to it.
    [Fact]
    public void A_launch_that_was_measured_lies_in_the_history()
    {
        var measured = new History(Colossus, Agents, At(2026, 6, 1), [.. Enumerable.Repeat(40_000, 240)], 0);
        var known = Ready.Told(Now, new PlanDemand(Start, Colossus)).Told(At(2026, 6, 12), new RecordDemand("x", measured));

        Assert.Equal((measured, 40_000), (known.Demand[Agents].History, known.Demand[Agents].Everywhere.At(At(2026, 6, 20))[0]));
        Assert.Equal(RefusalCode.DatesUpsideDown, Refusal(new PlanDemand(Start with { Id = Slug.Of("late") }, null), known, At(2026, 6, 12)));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Equal(RefusalCode.NotFound, Refusal(new PlanDemand(Start, null)));
        Assert.Equal(RefusalCode.NotFound, Refusal(new PlanDemand(Start, Slug.Of("nowhere"))));
        Assert.Equal(RefusalCode.NotFound, Refusal(new PlanDemand(Grows with { Workload = Agents }, Colossus)));
        Assert.Equal(RefusalCode.AlreadyExists, Refusal(new PlanDemand(Start with { Workload = Chat }, Slug.Of("colossus-2"))));
        Assert.Equal(RefusalCode.AlreadyExists, Refusal(new PlanDemand(Grows with { Id = Start.Id }, null), Known.Told(Now, new PlanDemand(Start, Colossus))));
        Assert.Equal(RefusalCode.OutOfRange, Refusal(new PlanDemand(Start with { Certainty = 0 }, Colossus)));
        Assert.Equal(RefusalCode.OutOfRange, Refusal(new PlanDemand(Start with { Gpus = new(10, 5, 20) }, Colossus)));
        Assert.Equal(RefusalCode.OutOfRange, Refusal(new PlanDemand(Start with { Gpus = new(-5, 5, 20) }, Colossus)));
        Assert.Equal(RefusalCode.OutOfRange, Refusal(new PlanDemand(Start with { RampDays = 1097 }, Colossus)));
        Assert.Equal(RefusalCode.OutOfRange, Refusal(new PlanDemand(Grows with { Monthly = Estimate.Certain(1.5m) }, null)));
        Assert.Equal(RefusalCode.DatesUpsideDown, Refusal(new PlanDemand(Grows with { Through = Day(2026, 5, 1) }, null)));
        Assert.Equal(RefusalCode.OutOfRange, Refusal(new PlanDemand(new Hardware(Slug.Of("h"), Chat, Day(2026, 6, 1), Estimate.Certain(0), 0, 1, ""), null)));
    }

    [Fact]
    public void Scenarios_of_growth_are_together_at_most_certain()
    {
        var boom = Grows with { Id = Slug.Of("boom"), Certainty = 0.4m };
        var both = Known.Told(Now, new PlanDemand(Grows, null), new PlanDemand(boom, null));

        Assert.Equal(RefusalCode.OutOfRange, Refusal(new PlanDemand(boom with { Certainty = 0.41m }, null), both));
        Assert.Equal(2, both.Told(Now, new PlanDemand(Grows with { Certainty = 0.5m }, null)).Demand[Chat].Events.Length);
    }

    static long Firm(Book book, LocalDate from) =>
        SellableCapacity.Of(new(book, Now), book.Fleet.Pools[Colossus], Chicago.Between(from, from.PlusDays(10)), 0.05m).Firm.Count;

    static RefusalCode Refusal(Command command, Book? book = null, Instant? at = null) => ((Refused)command.Decide(book ?? Known, at ?? Now)).Refusal.Code;
}

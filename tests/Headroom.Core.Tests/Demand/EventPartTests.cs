using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Demand;

public sealed class EventPartTests
{
    static readonly Instant Now = At(2026, 5, 1);

    // 400 more from the first of ten days on and 200 fewer from the sixth: 400 and -100 in the mean, four fifths and one.
    [Fact]
    public void The_parts_of_events_add_up_to_what_they_change()
    {
        var demand = new OwnDemand(History.None(Colossus, Slug.Of("chat"), Now), [], 20, 1)
            .Expecting(new(new Launch(Slug.Of("start"), Slug.Of("chat"), default, Estimate.Certain(400), 0, 1, ""), Now))
            .Expecting(new(new Hardware(Slug.Of("half"), Slug.Of("chat"), default, Estimate.Certain(0.5m), 0, 1, ""), Now + Duration.FromDays(5)))
            .Expecting(new(new Launch(Slug.Of("never"), Slug.Of("chat"), default, Estimate.Certain(400), 0, 1, ""), Now + Duration.FromDays(3000)));

        var forecast = DemandForecast.Of(demand, 10);

        Assert.Equal([("start", 400, 400, 0.8), ("half", -100, 0, 0.2), ("never", 0, 0, 0)],
            forecast.Events.Select(part => (part.Dated.Event.Id.ToString(), part.Mean, part.Peak, part.Share!.Value)));
        Assert.Equal([true, true, false], forecast.Events.Select(part => part.Acts));
        Assert.All(forecast.Days, day => Assert.True(day.IsScenario));
    }
}

using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class IncidentViewTests
{
    // By hand: 70,000 are idle and 25,000 may be interrupted; what is recallable was not announced. Idle GPUs stand in for broken ones, and draw no power that could be spared.
    [Theory]
    [InlineData(80_000, 0, new[] { "Idle 70000 70000", "Interruptible 25000 10000", "Own 0 0" })]
    [InlineData(0, 150_000, new[] { "Interruptible 25000 25000", "Own 0 0" })]
    public void What_could_cover_it_is_what_helps_and_breaks_no_contract(long gpus, long kilowatts, string[] cover)
    {
        var incident = SheddingTests.Gone(gpus, kilowatts);
        var view = IncidentView.Of(SheddingTests.Sold.Told(incident.From, new OpenIncident(incident)), incident, incident.From);
        Assert.Equal(cover, view.Cover.Select(each => $"{each.Step} {each.Gpus.Count} {each.Used.Count}"));
    }
}

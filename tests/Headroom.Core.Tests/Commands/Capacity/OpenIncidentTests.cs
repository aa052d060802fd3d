using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Tests.Views;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class OpenIncidentTests
{
    static readonly Incident Gone = SheddingTests.Gone(100), Cut = SheddingTests.Gone(0, 100);

    [Fact]
    public void Each_reason_to_refuse()
    {
        Refuses(Gone with { Of = Slug.Of("nowhere") }, RefusalCode.NotFound, "pool");
        Refuses(Gone with { Gpus = new(220_001) }, RefusalCode.OutOfRange, "gpus");
        Refuses(Cut with { Of = Slug.Of("nowhere") }, RefusalCode.NotFound, "site");
        Refuses(Cut with { Kilowatts = new(300_001) }, RefusalCode.OutOfRange, "kilowatts");
        Refuses(Gone with { End = Gone.From }, RefusalCode.DatesUpsideDown, "to");
        Refuses(Gone with { Noticed = Gone.From + Duration.FromSeconds(1) }, RefusalCode.DatesUpsideDown, "noticed");
        Refuses(Gone with { From = Gone.From + Duration.FromDays(1) }, RefusalCode.InTheFuture, "from");
        Refuses(Gone with { Kind = IncidentKind.Maintenance }, RefusalCode.Malformed, "to");
        Ready.Told(Gone.From, new OpenIncident(Gone)).Refuses(Gone.From, new OpenIncident(Gone), RefusalCode.AlreadyExists, "incident");

        static void Refuses(Incident incident, RefusalCode code, string field) => Ready.Refuses(Gone.From, new OpenIncident(incident), code, field);
    }

    [Fact]
    public void It_is_corrected_under_its_id_until_it_is_closed()
    {
        var corrected = Ready.Told(Gone.From, new OpenIncident(Gone), new OpenIncident(Gone with { Gpus = new(200) }));
        Assert.Equal(200, Assert.Single(corrected.Incidents.ById.Values).Gpus.Count);
        var later = Gone.From + Duration.FromHours(1);
        corrected.Told(later, new CloseIncident(Gone.Id, later)).Refuses(later, new OpenIncident(Gone), RefusalCode.AlreadyExists, "incident");
    }
}

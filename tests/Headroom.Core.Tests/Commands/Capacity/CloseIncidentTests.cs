using Headroom.Core.Commands;
using Headroom.Core.Tests.Views;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class CloseIncidentTests
{
    [Fact]
    public void Each_reason_to_refuse()
    {
        var gone = SheddingTests.Gone(100);
        var (open, later) = (Ready.Told(gone.From, new OpenIncident(gone)), gone.From + Duration.FromHours(1));
        open.Refuses(later, new CloseIncident(Slug.Of("other"), later), RefusalCode.NotFound, "incident");
        open.Refuses(later, new CloseIncident(gone.Id, gone.From), RefusalCode.DatesUpsideDown, "at");
        open.Refuses(later, new CloseIncident(gone.Id, later + Duration.FromSeconds(1)), RefusalCode.InTheFuture, "at");
        open.Told(later, new CloseIncident(gone.Id, later)).Refuses(later, new CloseIncident(gone.Id, later), RefusalCode.AlreadyExists, "incident");
    }

    [Fact]
    public void What_spare_capacity_covered_is_no_condition_of_any_contract()
    {
        var gone = SheddingTests.Gone(70_000);
        var later = gone.From + Duration.FromHours(1);
        Assert.Empty(SheddingTests.Sold.Told(gone.From, new OpenIncident(gone)).Told(later, new CloseIncident(gone.Id, later)).Conditions);
    }
}

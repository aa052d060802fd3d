using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class ObservationsTests
{
    // Law: the last delivery said of a pool by a date is in service on it; where none was, nothing.
    [Fact]
    public void In_service_is_the_last_delivery_by_the_date() =>
        Prop.ForAll(Any.Date.ArrayOf(3).ToArbitrary(), Any.Date.ToArbitrary(), Any.Date.ToArbitrary(), (dates, through, on) =>
        {
            var observed = new Observations(through, [.. dates.Order().Select((date, i) => new Delivery(Colossus, date, new Gpus(i + 1)))]);
            var count = dates.Count(date => date <= on);
            return observed.DeliveredBy(Colossus, on) == new Gpus(count);
        }).Check(Laws.Seeded);

    [Fact]
    public void Nothing_observed_means_everything_is_an_estimate()
    {
        Assert.Equal(LocalDate.MinIsoValue, Observations.None.NextDay);
        Assert.Equal(Gpus.Zero, Observations.None.DeliveredBy(Colossus, Start));
        Assert.Equal(Day(2026, 5, 2), new Observations(Start, []).NextDay);
    }

    [Fact]
    public void The_delivery_of_one_pool_says_nothing_of_another() =>
        Assert.Equal(Gpus.Zero, new Observations(Start, [new Delivery(Colossus, Start, new Gpus(8))]).DeliveredBy(Slug.Of("colossus-2"), Start));
}

using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class IncidentDatesTests
{
    static Incident Pumps(IncidentKind kind, Instant from, Instant? end) => new(Slug.Of("pumps"), kind, Colossus, new(150_000), default, from, end, "pumps of hall 2");

    static List<(LocalDate, Slug?, long, string)> Of(Book book, LocalDate at) =>
        [.. IncidentDates.Of(book, at, At(at.Year, at.Month, at.Day)).Select(item => (item.Date, item.Contract, item.GpusChange.Count, item.What))];

    // By hand: of 220,000 GPUs 110,000 are sold in June; 150,000 are worked on for two days, so 40,000 are lacking.
    [Fact]
    public void Planned_work_stands_with_its_beginning_and_its_end_for_every_contract_that_it_makes_short()
    {
        var book = SignedBook.Told(At(2026, 6, 1), new OpenIncident(Pumps(IncidentKind.Maintenance, At(2026, 6, 10), At(2026, 6, 12))));
        Assert.Equal(
        [
            (Day(2026, 6, 10), Id, -40_000, "maintenance pumps, by which it lacks 40,000 GPUs, begins 2026-06-10T05:00:00Z"),
            (Day(2026, 6, 12), Id, 40_000, "maintenance pumps, by which it lacks 40,000 GPUs, is to end 2026-06-12T05:00:00Z"),
        ], Of(book, Day(2026, 6, 2)));
        Assert.Equal("maintenance pumps, by which it lacks 40,000 GPUs, lasts since 2026-06-10T05:00:00Z", Of(book, Day(2026, 6, 11))[0].Item4);
        Assert.Empty(Of(book, Day(2026, 6, 13)));
    }

    [Fact]
    public void What_makes_nobody_short_stands_by_itself_until_it_is_closed()
    {
        var book = Ready.Told(At(2026, 6, 1), new OpenIncident(Pumps(IncidentKind.Incident, At(2026, 6, 1), null)));
        Assert.Equal([(Day(2026, 6, 3), null, 0, "incident pumps, lasts since 2026-06-01T05:00:00Z until it is closed")], Of(book, Day(2026, 6, 3)));
        Assert.Empty(Of(book.Told(At(2026, 6, 4), new CloseIncident(Slug.Of("pumps"), At(2026, 6, 4))), Day(2026, 6, 4)));
    }
}

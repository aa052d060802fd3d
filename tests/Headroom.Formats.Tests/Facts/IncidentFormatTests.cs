using System.Text;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats.Facts;
using NodaTime;

namespace Headroom.Formats.Tests.Facts;

public sealed class IncidentFormatTests
{
    static readonly Instant Now = Instant.FromUtc(2026, 6, 4, 3, 0) + Duration.FromMilliseconds(281);

    // The fact holds whole seconds, and the clock of a real book does not stand on one.
    [Fact]
    public void Without_a_time_an_incident_is_over_in_this_second() => Assert.Equal((Instant.FromUtc(2026, 6, 4, 3, 0), 0), Closed("{}"));

    [Fact]
    public void A_part_of_a_second_is_refused() => Assert.Equal(1, Closed("""{"at":"2026-06-04T02:00:00.5Z"}""").Faults);

    static (Instant At, int Faults) Closed(string json)
    {
        var faults = new List<Refusal>();
        CloseIncident close = IncidentFormat.Close(Slug.Of("row-7"), Fields.Of(Node.FromJson(Encoding.UTF8.GetBytes(json)).Value!, faults), Now);
        return (close.At, faults.Count);
    }
}

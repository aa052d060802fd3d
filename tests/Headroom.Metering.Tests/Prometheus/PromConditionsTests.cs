using System.Globalization;
using System.Text;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Metering.Conditions;
using Headroom.Metering.Prometheus;
using NodaTime;

namespace Headroom.Metering.Tests.Prometheus;

public sealed class PromConditionsTests
{
    static readonly Instant Start = Instant.FromUtc(2026, 6, 1, 0, 0);
    static readonly Slug Hall = Slug.Of("hall");

    static PromNodes Nodes(Uri server) => new(server, "max by (Hostname) (DCGM_FI_DEV_XID_ERRORS)", "Hostname", "xid-{}", Hall, new(8), Duration.FromMinutes(1));

    static Window Hours(int from, int to) => new(Start + Duration.FromHours(from), Start + Duration.FromHours(to));

    // By hand: n1 has XID 79 from 2:00 to 5:00 and XID 31 from 5:00 to 6:00; n2 XID 79 from 9:00 on; the exporter is away from 7:00 to 8:00.
    // Prometheus looks back five minutes, so what stops at the hour is seen until five minutes later only where no other value follows.
    [Fact]
    public void Errors_of_the_exporter_are_conditions_that_go_on_where_an_earlier_reading_ended()
    {
        if (!RealPrometheus.IsHere) Assert.Skip("prometheus is not installed; run: apt-get install prometheus");
        using var server = new RealPrometheus(Metrics());
        using var http = new HttpClient();
        var first = new PromConditions(http, Nodes(server.Address)).Read(Hours(0, 10), Start + Duration.FromHours(10), []).Value!;

        Assert.Equal([("n1", "xid-79", 2, 5), ("n1", "xid-31", 5, 6), ("n2", "xid-79", 9, null)],
            first.Conditions.Select(each => (each.Condition.Node, each.Condition.Code.ToString(), Hour(each.Condition.From)!.Value, Hour(each.Condition.End))));
        Assert.Equal(new Window(Start + Duration.FromMinutes(7 * 60 + 5), Start + Duration.FromHours(8)), Assert.Single(first.Gaps));

        var known = first.Conditions.Select(each => each.Condition).ToList();
        var later = new PromConditions(http, Nodes(server.Address)).Read(Hours(10, 12), Start + Duration.FromHours(12), known).Value!;
        var ended = Assert.Single(later.Conditions).Condition;
        Assert.Equal((known[^1].Id, known[^1].From, 11), (ended.Id, ended.From, Hour(ended.End)));
    }

    [Fact]
    public void A_server_that_is_away_is_a_fault_and_says_no_condition()
    {
        using var http = new HttpClient();
        Assert.Equal("server", Assert.Single(new PromConditions(http, Nodes(new("http://127.0.0.1:9/"))).Read(Hours(0, 1), Start + Duration.FromHours(1), []).Faults).Field);
    }

    static int? Hour(Instant? at) => at is { } known ? (int)(known - Start).TotalHours : null;

    static string Metrics()
    {
        var text = new StringBuilder("# TYPE DCGM_FI_DEV_XID_ERRORS gauge\n");
        foreach (var node in new[] { "n1", "n2" })
            for (var minute = 0; minute < 13 * 60; minute++)
                if (minute is < 7 * 60 or >= 8 * 60)
                    text.Append(CultureInfo.InvariantCulture,
                        $"DCGM_FI_DEV_XID_ERRORS{{Hostname=\"{node}\",gpu=\"0\"}} {Error(node, minute / 60)} {Start.ToUnixTimeSeconds() + minute * 60}\n");
        return text.Append("# EOF\n").ToString();
    }

    static int Error(string node, int hour) => (node, hour) switch { ("n1", >= 2 and < 5) => 79, ("n1", 5) => 31, ("n2", 9 or 10) => 79, _ => 0 };
}

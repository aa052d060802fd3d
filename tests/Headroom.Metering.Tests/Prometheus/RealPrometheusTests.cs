using System.Globalization;
using System.Text;
using Headroom.Core.Time;
using Headroom.Metering.Prometheus;
using NodaTime;

namespace Headroom.Metering.Tests.Prometheus;

public sealed class RealPrometheusTests
{
    static readonly Instant Start = Instant.FromUtc(2026, 6, 1, 0, 0);
    static readonly Window June = new(Start, Instant.FromUtc(2026, 7, 1, 0, 0));

    // By hand: two nodes of tenant_a with 8 GPUs each in use and one of own work with half of 8, for forty hours but for one in which
    // Prometheus was away: 16 x 39 and 4 x 39 GPU-hours. The five minutes that it looks back make the hour 55 minutes.
    [Fact]
    public void Use_is_read_from_the_exporters_metrics_and_an_hour_away_is_a_gap()
    {
        if (!RealPrometheus.IsHere) Assert.Skip("prometheus is not installed; run: apt-get install prometheus");
        using var server = new RealPrometheus(Metrics());
        using var http = new HttpClient();
        var request = new PromRequest(server.Address, "sum by (account) (DCGM_FI_DEV_GPU_UTIL / 100)", "account", Duration.FromMinutes(1));
        var import = new PromUse(http, request).Read(June, Start + Duration.FromHours(40), 1_000).Value!;

        var gap = Assert.Single(import.Gaps);
        Assert.Equal(Start + Duration.FromHours(30), gap.From - Duration.FromMinutes(5));
        Assert.Equal(Start + Duration.FromHours(31), gap.End);
        var measured = (40 * 60 - (int)gap.Length.TotalMinutes) * 60L;
        Assert.Equal((16 * measured, 4 * measured), (import.Use.Of("tenant_a"), import.Use.Of("own")));
        Assert.Equal(16 * 300, import.Use.Accounts["tenant_a"][30]);
        Assert.Equal(0, import.Quarantine.Count);
    }

    // A sample every minute, stamped on it, but for the hour from 30:00 whose first sample is the last before the gap.
    static string Metrics()
    {
        var text = new StringBuilder("# TYPE DCGM_FI_DEV_GPU_UTIL gauge\n");
        foreach (var (account, node, gpus, utilisation) in new[] { ("tenant_a", "n1", 8, 100), ("tenant_a", "n2", 8, 100), ("own", "n3", 8, 50) })
            for (var gpu = 0; gpu < gpus; gpu++)
                for (var minute = 0; minute < 40 * 60; minute++)
                    if (minute is < 30 * 60 or >= 31 * 60)
                        text.Append(CultureInfo.InvariantCulture,
                            $"DCGM_FI_DEV_GPU_UTIL{{account=\"{account}\",Hostname=\"{node}\",gpu=\"{gpu}\"}} {utilisation} {Start.ToUnixTimeSeconds() + minute * 60}\n");
        return text.Append("# EOF\n").ToString();
    }
}

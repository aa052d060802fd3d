using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Metering.Hours;
using NodaTime;

namespace Headroom.Metering.Prometheus;

/// <summary>What is asked of a server that speaks PromQL.</summary>
/// <param name="Server">Its address, such as http://127.0.0.1:9090.</param>
/// <param name="Query">An expression whose series each bear the account's label, and whose value is the units held at an instant: GPUs, or watts.</param>
/// <param name="Label">The label that names the account.</param>
/// <param name="Step">A value stands for so long from its instant on; it divides an hour.</param>
public sealed record PromRequest(Uri Server, string Query, string Label, Duration Step);

/// <summary>
/// Reads use from Prometheus, or whatever answers its queries (Mimir, Thanos, VictoriaMetrics), a day at a time. A step in which no series has a value is a gap:
/// it is shown and counts as no use, and is read again when the month is. Prometheus itself looks back five minutes for a value, so gaps shorter than that are not seen.
/// </summary>
public sealed class PromUse(HttpMessageInvoker http, PromRequest request)
{
    /// <summary>The least and the greatest step, in seconds.</summary>
    public const int LeastStep = 15, MostStep = 3600;

    readonly PromServer _server = new(http, request.Server);
    readonly SortedDictionary<string, decimal[]> _hours = new(StringComparer.Ordinal);
    readonly Quarantine _quarantine = new();
    long _samples, _counted;

    /// <summary>The hours of a window; a fault when the server does not answer, or not with series of such a label.</summary>
    /// <param name="readAt">Steps that begin at or after it are not asked for; they have not come.</param>
    /// <param name="mostUnits">No value is greater.</param>
    public Parsed<Imported> Read(Window window, Instant readAt, long mostUnits)
    {
        var (gaps, step) = (new List<Window>(), request.Step);
        for (var from = window.From; from < Instant.Min(window.End, readAt);)
        {
            var end = Instant.Min(Instant.Min(from + Duration.FromDays(1), window.End), readAt);
            if (!_server.Ask(request.Query, from, end, step).TryGet(out var document, out var fault)) return fault;
            using (document)
            {
                var steps = new bool[(int)Math.Ceiling((end - from) / step)];
                if (Add(document.RootElement, window, from, steps, mostUnits) is { } refusal) return refusal;
                gaps.AddRange(PromServer.Gaps(from, step, steps));
            }
            from = end;
        }
        return new Imported(Use(window), new RecordCounts(_samples, _counted, 0, _samples - _counted - _quarantine.Count), _quarantine) { Gaps = PromServer.Joined(gaps) };
    }

    Refusal? Add(JsonElement root, Window window, Instant from, bool[] steps, long mostUnits)
    {
        foreach (var each in PromServer.Series(root))
        {
            if (!each.GetProperty("metric").TryGetProperty(request.Label, out var account))
                return new(RefusalCode.Malformed, "label", $"A series of the answer has no label '{request.Label}'; group the query by it.");
            foreach (var sample in each.GetProperty("values").EnumerateArray()) Count(account.GetString()!, sample, window, from, steps, mostUnits);
        }
        return null;
    }

    void Count(string account, JsonElement sample, Window window, Instant from, bool[] steps, long mostUnits)
    {
        _samples++;
        var (at, text) = (Instant.FromUnixTimeSeconds((long)sample[0].GetDecimal()), sample[1].GetString()!);
        steps[(int)((at - from) / request.Step)] = true;
        if (!AccountNames.IsName(System.Text.Encoding.UTF8.GetBytes(account))) Aside(Doubt.AccountName, request.Label, account);
        else if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var units) || units < 0) Aside(Doubt.Malformed, "value", text);
        else if (units > mostUnits) Aside(Doubt.MoreThanThereAre, "value", text);
        else Into(account, window, at, units);
    }

    void Aside(Doubt doubt, string field, string value) => _quarantine.Add(new(_samples, doubt, field, Quarantine.Short(value)));

    // A step that begins before an hour's end may reach into the next: it is cut there, and at the window's end.
    void Into(string account, Window window, Instant at, decimal units)
    {
        _counted++;
        if (!_hours.TryGetValue(account, out var hours)) _hours[account] = hours = new decimal[HourlyUse.HoursOf(window)];
        var (start, end) = (at.ToUnixTimeSeconds(), Instant.Min(at + request.Step, window.End).ToUnixTimeSeconds());
        while (start < end)
        {
            var hour = start / NodaConstants.SecondsPerHour;
            var until = Math.Min(end, (hour + 1) * NodaConstants.SecondsPerHour);
            hours[hour - HourlyUse.FirstHourOf(window)] += units * (until - start);
            start = until;
        }
    }

    HourlyUse Use(Window window) => new(window, _hours.Select(account => (account.Key, Hours: account.Value.Select(hour => (long)((Rational)hour).Round(0)).ToImmutableArray()))
        .Where(account => account.Hours.Any(hour => hour > 0)).ToImmutableSortedDictionary(account => account.Key, account => account.Hours, StringComparer.Ordinal));
}

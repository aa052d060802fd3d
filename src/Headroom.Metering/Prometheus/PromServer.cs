using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Metering.Hours;
using NodaTime;

namespace Headroom.Metering.Prometheus;

/// <summary>A Prometheus, or whatever answers its queries.</summary>
sealed class PromServer(HttpMessageInvoker http, Uri server)
{
    const int MostSeries = 20_000, MostBytes = 256 << 20;

    /// <summary>The series of a query over [from, end), one value a step; a fault when the server does not answer, or not with series.</summary>
    public Parsed<JsonDocument> Ask(string query, Instant from, Instant end, Duration step)
    {
        var last = end - Duration.FromSeconds(1);
        var address = new Uri(server,
            $"api/v1/query_range?query={Uri.EscapeDataString(query)}&start={from.ToUnixTimeSeconds()}&end={last.ToUnixTimeSeconds()}&step={(long)step.TotalSeconds}");
        try
        {
            using var reply = http.Send(new HttpRequestMessage(HttpMethod.Get, address), CancellationToken.None);
            using var body = reply.Content.ReadAsStream();
            using var read = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int count; (count = body.Read(buffer)) > 0; read.Write(buffer, 0, count))
                if (read.Length + count > MostBytes) return Away($"its answer has more than {MostBytes} bytes; ask for fewer series or a longer step");
            var document = JsonDocument.Parse(read.ToArray());
            if (Fault(document.RootElement, from, end) is not { } fault) return document;
            var says = Text(document.RootElement, "error") ?? (fault.Length > 0 ? fault : $"status {(int)reply.StatusCode}, and no series over time");
            document.Dispose();
            return new Refusal(RefusalCode.Malformed, "query", $"The server refuses the query: {Quarantine.Short(says)}");
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or IOException or TaskCanceledException)
        {
            return Away(fault.Message);
        }
    }

    /// <summary>
    /// Why an answer is not the series that were asked for, with every value inside of [from, end); empty when it is no list of series at all, null when it is right.
    /// </summary>
    static string? Fault(JsonElement root, Instant from, Instant end) => !IsMatrix(root) ? ""
        : Series(root).Count() > MostSeries ? $"more than {MostSeries} series"
        : Series(root).All(series => IsWithin(series, from.ToUnixTimeSeconds(), end.ToUnixTimeSeconds())) ? null : "series that were not asked for, or are none";

    static bool IsWithin(JsonElement series, long from, long end) => series.ValueKind == JsonValueKind.Object
        && series.TryGetProperty("metric", out var metric) && metric.ValueKind == JsonValueKind.Object
        && metric.EnumerateObject().All(label => label.Value.ValueKind == JsonValueKind.String)
        && series.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
        && values.EnumerateArray().All(sample => sample.ValueKind == JsonValueKind.Array && sample.GetArrayLength() == 2 && sample[1].ValueKind == JsonValueKind.String
            && sample[0].ValueKind == JsonValueKind.Number && sample[0].TryGetDecimal(out var at) && at >= from && at < end);

    /// <summary>The series of an answer.</summary>
    public static IEnumerable<JsonElement> Series(JsonElement root) => root.GetProperty("data").GetProperty("result").EnumerateArray();

    /// <summary>The steps without any value.</summary>
    public static IEnumerable<Window> Gaps(Instant from, Duration step, bool[] steps)
    {
        for (var i = 0; i < steps.Length; i++)
            if (!steps[i]) yield return new(from + step * i, from + step * (i + 1));
    }

    /// <summary>Gaps with neighbours made one.</summary>
    public static ImmutableArray<Window> Joined(List<Window> gaps)
    {
        var joined = ImmutableArray.CreateBuilder<Window>();
        foreach (var gap in gaps)
            if (joined.Count > 0 && joined[^1].End == gap.From) joined[^1] = new(joined[^1].From, gap.End);
            else joined.Add(gap);
        return joined.ToImmutable();
    }

    static bool IsMatrix(JsonElement root) => Text(root, "status") == "success" && root.TryGetProperty("data", out var answer) && Text(answer, "resultType") == "matrix"
        && answer.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Array;

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    Refusal Away(string why) => new(RefusalCode.NotFound, "server", $"{server} cannot be read: {why}. Nothing was recorded; ask again later.");
}

using System.Globalization;
using System.Text.Json;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Metering.Conditions;
using NodaTime;

namespace Headroom.Metering.Prometheus;

/// <summary>What is asked of a server that speaks PromQL about nodes.</summary>
/// <param name="Query">An expression whose series each bear the node's label, and whose value is above 0 while the condition lasts, such as <c>max by (Hostname)
/// (DCGM_FI_DEV_XID_ERRORS)</c>.</param>
/// <param name="Label">The label that names the node.</param>
/// <param name="Code">The condition's code; in <c>xid-{}</c> the value stands for the braces.</param>
/// <param name="Gpus">How many GPUs each series speaks of.</param>
/// <param name="Step">A value stands for so long from its instant on.</param>
public sealed record PromNodes(Uri Server, string Query, string Label, string Code, Slug Pool, Gpus Gpus, Duration Step);

/// <summary>
/// Reads conditions of nodes from Prometheus, a day at a time: a run of steps with one value is one condition. One that goes on from what is known already keeps its id; one that
/// goes on at the end of what is read has no end yet. Where a step has no value nothing is known, so a run ends there; steps in which no series has a value are gaps, which are
/// listed.
/// </summary>
public sealed class PromConditions(HttpMessageInvoker http, PromNodes request)
{
    readonly PromServer _server = new(http, request.Server);
    readonly List<(string, NodeCondition)> _read = [];
    readonly List<(string, Refusal)> _aside = [];
    readonly Dictionary<string, NodeCondition> _running = new(StringComparer.Ordinal);

    /// <summary>The conditions of a window; a fault when the server does not answer, or not with series of such a label.</summary>
    /// <param name="known">What the book holds of the pool; what lasts or ends where the window begins may go on.</param>
    /// <param name="readAt">Steps that begin at or after it are not asked for.</param>
    public Parsed<ConditionsRead> Read(Window window, Instant readAt, IEnumerable<NodeCondition> known)
    {
        foreach (var condition in known.Where(condition =>
            condition.Pool == request.Pool && condition.From < window.From && (condition.End ?? window.From) == window.From && condition.Evidence == Evidence))
            _running[condition.Node] = condition with { End = window.From };
        var (gaps, end) = (new List<Window>(), Instant.Min(window.End, readAt));
        for (var from = window.From; from < end;)
        {
            var until = Instant.Min(from + Duration.FromDays(1), end);
            if (!_server.Ask(request.Query, from, until, request.Step).TryGet(out var document, out var fault)) return fault;
            using (document)
            {
                var steps = new bool[(int)Math.Ceiling((until - from) / request.Step)];
                foreach (var series in PromServer.Series(document.RootElement))
                    if (Add(series, from, steps) is { } refusal) return refusal;
                gaps.AddRange(PromServer.Gaps(from, request.Step, steps));
            }
            from = until;
        }
        foreach (var condition in _running.Values) _read.Add((condition.Node, condition.End >= end ? condition with { End = null } : condition));
        return new ConditionsRead([.. _read], [.. _aside]) { Gaps = PromServer.Joined(gaps) };
    }

    string Evidence => $"{(request.Query.Length <= 300 ? request.Query : request.Query[..300])} at {request.Server}";

    Refusal? Add(JsonElement series, Instant from, bool[] steps)
    {
        if (!series.GetProperty("metric").TryGetProperty(request.Label, out var label) || label.GetString() is not { Length: > 0 and <= 100 } node)
            return new(RefusalCode.Malformed, "label", $"A series of the answer has no label '{request.Label}' of 1 to 100 characters; group the query by it.");
        foreach (var sample in series.GetProperty("values").EnumerateArray())
        {
            var at = Instant.FromUnixTimeSeconds((long)sample[0].GetDecimal());
            steps[(int)((at - from) / request.Step)] = true;
            if (CodeOf(node, at, sample[1].GetString()!) is { } code) Lasts(node, code, at);
        }
        return null;
    }

    /// <summary>The condition that a value stands for; null for none.</summary>
    Slug? CodeOf(string node, Instant at, string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            _aside.Add(($"{node} at {Json.Text(at)}", new(RefusalCode.Malformed, "value", $"'{Fields.Short(text)}' is not a number.")));
            return null;
        }
        if (value <= 0) return null;
        if (Slug.TryParse(request.Code.Replace("{}", value.ToString("0.####", CultureInfo.InvariantCulture), StringComparison.Ordinal)) is { } code) return code;
        _aside.Add(($"{node} at {Json.Text(at)}",
            new(RefusalCode.Malformed, "value", $"{value.ToString(CultureInfo.InvariantCulture)} makes no code of '{Fields.Short(request.Code)}'.")));
        return null;
    }

    // While it runs, a condition's end is the end of the last step that it was seen in.
    void Lasts(string node, Slug code, Instant at)
    {
        if (_running.TryGetValue(node, out var running))
        {
            if (running.Code == code && running.End == at)
            {
                _running[node] = running with { End = at + request.Step };
                return;
            }
            _read.Add((node, running));
        }
        _running[node] = new($"{node} {code} {Json.Text(at)}", request.Pool, node, request.Gpus, code, at, at + request.Step) { Evidence = Evidence };
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Formats.Facts;

/// <summary>Incidents, maintenance and curtailments, in facts as in files and requests.</summary>
public static class IncidentFormat
{
    /// <summary>The kinds of facts that stand here.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["incident.opened.v1", "incident.closed.v1"];

    /// <summary>The words for what it is.</summary>
    public static readonly (string Word, IncidentKind Meaning)[] Words =
        [("incident", IncidentKind.Incident), ("maintenance", IncidentKind.Maintenance), ("curtailment", IncidentKind.Curtailment)];

    /// <summary>The word for what it is.</summary>
    public static string Word(IncidentKind kind) => Terms.Words.Of(Words, kind);

    /// <summary>What is gone, from its fields: GPUs of a pool or kilowatts of a site.</summary>
    public static OpenIncident Open(Fields f) => new(Incident(f, Nodes(f)));

    /// <summary>The same with its nodes read otherwise.</summary>
    public static OpenIncident Open(Fields f, IReadOnlyList<string> nodes) => new(Incident(f, nodes));

    /// <summary>That it is over.</summary>
    public static CloseIncident Close(Fields f, string word) => new(f.Id(word), Second(f, "at"));

    /// <summary>The same of an incident that is named already; without a time it is over now.</summary>
    public static CloseIncident Close(Slug incident, Fields f, Instant now) => new(incident, f.Has("at") ? Second(f, "at") : Calendar.WholeSecond(now));

    static IReadOnlyList<string> Nodes(Fields f) => f.Has("nodes") ? f.Texts("nodes", Core.Capacity.Incident.MostNodes) : [];

    static Incident Incident(Fields f, IReadOnlyList<string> nodes)
    {
        var (id, kind) = (f.Id("incident"), f.WordOr("kind", IncidentKind.Incident, Words));
        var ofPower = f.OneOf("pool", "site") == "site";
        if (f.Has("pool") && f.Has("site")) f.Fault("site", RefusalCode.Malformed, "GPUs of a pool are gone, or power of a site; say one of them.");
        var kilowatts = ofPower ? f.Decimal("kilowatts", 0, Kilowatts.Most, "kW") : 0;
        if (ofPower && kilowatts == 0 && f.Has("kilowatts")) f.Fault("kilowatts", RefusalCode.OutOfRange, "A cut takes more than 0 kW.");
        return new(id, kind, f.Id(ofPower ? "site" : "pool"), ofPower ? Gpus.Zero : f.Gpus("gpus", low: 1), new(kilowatts), Second(f, "from"), f.Has("to") ? Second(f, "to") : null,
            f.Text("says", 200))
        {
            Nodes = [.. nodes],
            Noticed = f.Has("noticed") ? Second(f, "noticed") : null,
        };
    }

    internal static FactBody? Read(string kind, Fields f) => kind switch
    {
        "incident.opened.v1" => new IncidentOpened(Incident(f, Nodes(f))),
        "incident.closed.v1" => new IncidentClosed(f.Id("incident"), Second(f, "at")),
        _ => null,
    };

    internal static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case IncidentOpened fact: Write(json, fact.Incident); return true;
            case IncidentClosed fact:
                json.WriteString("incident", fact.Incident.ToString());
                json.Time("at", fact.At);
                return true;
            default: return false;
        }
    }

    /// <summary>An incident's fields.</summary>
    public static void Write(Utf8JsonWriter json, Incident incident)
    {
        json.WriteString("incident", incident.Id.ToString());
        json.WriteString("kind", Word(incident.Kind));
        json.WriteString(incident.IsPower ? "site" : "pool", incident.Of.ToString());
        if (incident.IsPower) json.WriteNumber("kilowatts", incident.Kilowatts.Value);
        else json.WriteNumber("gpus", incident.Gpus.Count);
        if (incident.Nodes.Length > 0) json.List("nodes", incident.Nodes, json.WriteStringValue);
        json.Time("from", incident.From);
        if (incident.End is { } end) json.Time("to", end);
        if (incident.Noticed is { } noticed) json.Time("noticed", noticed);
        json.WriteString("says", incident.Says);
    }

    static Instant Second(Fields f, string name)
    {
        var instant = f.Instant(name);
        if (instant.ToUnixTimeTicks() % NodaConstants.TicksPerSecond != 0) f.Fault(name, RefusalCode.Malformed, "Whole seconds are expected.");
        return instant;
    }
}

using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Facts;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>Incidents with the contracts that they hit, the order of shedding, and the credits by the hour, as JSON.</summary>
public static class IncidentJson
{
    /// <summary>Incidents, those that last or are to come first.</summary>
    public static void List(Utf8JsonWriter json, IEnumerable<Incident> incidents, Instant now) => json.List("incidents", incidents, incident => json.Map(() =>
    {
        IncidentFormat.Write(json, incident);
        json.WriteString("state", State(incident, now));
    }));

    /// <summary>The order in which incidents are listed.</summary>
    public static IEnumerable<Incident> Ordered(Book book, Instant now) =>
        book.Incidents.ById.Values.OrderBy(incident => incident.End <= now).ThenByDescending(incident => incident.From);

    /// <summary>Where it stands at an instant.</summary>
    public static string State(Incident incident, Instant now) => incident.IsClosed ? "closed" : incident.From > now ? "planned" : incident.IsOn(now) ? "open" : "past its end";

    /// <summary>One incident: who gives way in which order, and what it comes to.</summary>
    public static void One(Utf8JsonWriter json, Book book, IncidentView view)
    {
        IncidentFormat.Write(json, view.Incident);
        json.WriteString("state", State(view.Incident, view.Now));
        json.Time("at", view.Order.At);
        json.List("cover", view.Cover, cover => json.Map(() =>
        {
            json.WriteString("pool", cover.Pool.ToString());
            json.WriteString("by", Step(cover.Step));
            json.WriteNumber("gpus", cover.Gpus.Count);
            json.WriteNumber("used", cover.Used.Count);
        }));
        json.List("order", view.Order.Lines, line => json.Map(() =>
        {
            json.WriteString("step", Step(line.Step));
            json.WriteString("pool", line.Pool.ToString());
            json.WriteString("contract", line.Contract?.ToString());
            json.WriteNumber("held", line.Held.Count);
            json.WriteNumber("shed", line.Shed.Count);
            if (line.PerGpuHour is { } price) json.WriteNumber("per-gpu-hour", price); else json.WriteNull("per-gpu-hour");
            json.WriteBoolean("by-right", line.IsByRight);
        }));
        json.List("contracts", view.Costs, cost => json.Map(() =>
        {
            json.WriteString("contract", cost.Contract.Id.ToString());
            json.WriteNumber("short", cost.Short.Count);
            json.WriteNumber("held", cost.Held.Count);
            json.WriteString("currency", cost.Contract.Terms.Currency.Code);
            json.WriteString("unjudged", cost.Unjudged(view.Incident.Kind));
            json.List("credits", cost.Credits,
                credit => json.Map(() => { json.WriteNumber("hours", credit.Hours); json.Amount("credit", credit.Credit, cost.Contract.Terms.Currency); }));
        }));
        json.WriteNumber("position", book.Position);
    }

    /// <summary>A step of the order in a word.</summary>
    public static string Step(ShedStep step) => step.ToString().ToLowerInvariant();
}

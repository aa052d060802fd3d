using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Incidents, maintenance and curtailments, and what they come to.</summary>
static class IncidentRoutes
{
    static readonly Parameter Incident = new("incident", "string", "The incident's id.", Required: true);

    public static void Map(Routes routes)
    {
        routes.Get("/v1/incidents", "Incidents, planned maintenance and curtailments, those that last or are to come first",
            asked => Answer.Map(json => IncidentJson.List(json, IncidentJson.Ordered(asked.Book, asked.Now), asked.Now)));
        routes.Post("/v1/incidents", "Says that capacity is gone for a while, or will be; said again under its id it is corrected", (_, body) => IncidentFormat.Open(body),
        [
            new("incident", "string", "Its id.", Required: true), new("kind", "string", "incident (the default), maintenance or curtailment."),
            new("pool", "string", "The pool whose GPUs are gone; this or a site."), new("gpus", "integer", "How many of them."),
            new("nodes", "array", "The names of their nodes."), new("site", "string", "The site whose limit is cut."),
            new("kilowatts", "number", "By how much, at the facility meter."),
            new("from", "string", "When it begins, an instant.", Required: true), new("to", "string", "When it ends. Default: nobody knows."),
            new("noticed", "string", "When customers were told."), new("says", "string", "What it is.", Required: true),
        ]);
        routes.Get("/v1/incidents/{incident}", "An incident: the contracts that it hits, what could cover it, who gives way in which order, and the credits by the hour",
            One, Incident);
        routes.Post("/v1/incidents/{incident}/close", "Says that it is over; what each contract lacked by it is recorded as conditions, which its SLA judges",
            (asked, body) => IncidentFormat.Close(asked.Input.Id("incident"), body, asked.Now), [new("at", "string", "When its capacity was back. Default: now.")], Incident);
    }

    static Answer One(Asked asked)
    {
        var (id, now) = (asked.Input.Id("incident"), asked.Now);
        return asked.Book.Incidents.ById.TryGetValue(id, out var incident) ? Answer.Map(json => IncidentJson.One(json, asked.Book, IncidentView.Of(asked.Book, incident, now)))
            : new Refusal(RefusalCode.NotFound, "incident", $"There is no incident '{id}'.");
    }
}

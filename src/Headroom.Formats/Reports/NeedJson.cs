using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Views;
using Headroom.Formats.Facts;

namespace Headroom.Formats.Reports;

/// <summary>What own products need and ask back, and falls of their use that open capacity, as JSON.</summary>
public static class NeedJson
{
    public static void Needs(Utf8JsonWriter json, IEnumerable<Need> needs) => json.List("needs", needs, need => json.Map(() => NeedFormat.Write(json, need)));

    public static void Requests(Utf8JsonWriter json, IEnumerable<RecallRequest> requests) => json.List("recalls", requests, request => json.Map(() =>
    {
        NeedFormat.Write(json, request);
        json.WriteString("state", request.Answer is null ? "open" : request.Answer.Granted ? "granted" : "declined");
        if (request.Answer is not { } answer) return;
        json.Date("answered", answer.On);
        json.WriteString("answer", answer.Reason);
    }));

    public static void Openings(Utf8JsonWriter json, Book book, IEnumerable<Opening> openings) => json.Map(() =>
    {
        json.WriteNumber("position", book.Position);
        json.List("openings", openings, opening => json.Map(() =>
        {
            json.WriteString("workload", opening.Workload.ToString());
            json.WriteString("pool", opening.Pool.ToString());
            json.Date("since", opening.Since);
            json.WriteNumber("look-back-days", opening.LookBackDays);
            json.WriteNumber("before-gpus", opening.Before.Count);
            json.WriteNumber("peak-gpus", opening.Peak.Count);
            json.WriteNumber("opened-gpus", opening.Gpus.Count);
            json.WriteNumber("sellable-gpus", opening.Sellable.Count);
            if (opening.CostADay is { } cost) json.WriteNumber("cost-a-day", cost);
            else json.WriteNull("cost-a-day");
            json.WriteString("currency", opening.CostIn?.Code);
            json.WriteString("cost-rests-on", opening.CostRests);
        }));
        AssumptionsJson.Write(json, book.Assumptions.Values);
    });
}

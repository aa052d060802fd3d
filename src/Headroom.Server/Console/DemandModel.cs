using System.Collections.Immutable;
using System.Text;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Server.Api;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>What the page of own demand shows: one workload's forecast with its evidence, as the address asks for it.</summary>
/// <param name="Chart">The peaks of days as JSON.</param>
/// <param name="Beyond">What is said of hours above what there was; empty where there are none.</param>
public sealed record DemandModel(Surroundings Around, ImmutableArray<Slug> Workloads, OwnDemand Demand, DemandForecast Forecast, ImmutableArray<WindowScore> Evidence, string Chart,
    string Beyond)
{
    /// <summary>What was allocated and not busy; null where that was not measured.</summary>
    public Padding? Padding { get; private init; }

    internal static DemandModel? Of(Asked asked)
    {
        var (book, input) = (asked.Book, asked.Input);
        if (book.Demand.Count == 0) input.Fault("workload", RefusalCode.NotFound, "This book knows no own demand yet. Record it with a step 'demand: FILE' or by POST /v1/demand.");
        var demand = input.Has("workload") ? asked.Workload : book.Demand.Values.FirstOrDefault();
        var days = (int)input.Whole("days", 1, 4 * 364, "days", 90);
        if (input.Faults.Count > 0) return null;
        var forecast = DemandForecast.Of(demand!, days);
        return new(Surroundings.Of(asked), [.. book.Demand.Keys], demand!, forecast, DemandForecast.Evidence(demand!.Counted, AllCores.Spread, Demands.EvidenceOrigins),
            Encoding.UTF8.GetString(Json.Bytes(json => json.Map(() => { DemandJson.Points(json, forecast); DemandJson.Events(json, forecast.Events); }))),
            DemandJson.Beyond(BeyondSupply.Of(book, demand)))
        { Padding = OwnPadding.Of(book, demand!) };
    }

    /// <summary>The address of this page for another workload, all else as it is.</summary>
    public string Link(Slug workload) =>
        FormattableString.Invariant($"/demand?workload={workload}&days={Forecast.Days.Length}")
        + (Around.IsEarlier ? FormattableString.Invariant($"&position={Around.Position}") : "");

    /// <summary>The same view of the API.</summary>
    public string Source => FormattableString.Invariant($"/v1/demand/{Demand.History.Workload}/forecast?days={Forecast.Days.Length}");
}

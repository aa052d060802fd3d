using Headroom.Core.Commands;
using Headroom.Formats.Facts;

namespace Headroom.Formats.Scenarios;

/// <summary>The steps that say what will become of own demand: dated events, each under its id, that one will not come, and what a forecast is made of.</summary>
static class DemandSteps
{
    public static readonly string[] Kinds = [.. DemandEvents.Words, "cancel-demand", "base-demand"];

    public static Command Read(Fields f, string kind) => kind switch
    {
        "cancel-demand" => new CancelDemand(f.Id(kind), f.Text("reason")),
        "base-demand" => new BaseDemand(f.Id(kind), DemandEvents.Basis(f)),
        _ => new PlanDemand(DemandEvents.Event(f, kind, f.Id(kind), f.Id("workload")), f.IdOrNone("pool")),
    };
}

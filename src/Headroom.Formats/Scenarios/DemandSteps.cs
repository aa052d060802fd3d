using Headroom.Core.Commands;
using Headroom.Formats.Facts;

namespace Headroom.Formats.Scenarios;

/// <summary>The steps that say what will become of own demand: dated events, each under its id, and that one will not come.</summary>
static class DemandSteps
{
    public static readonly string[] Kinds = [.. DemandEvents.Words, "cancel-demand"];

    public static Command Read(Fields f, string kind) => kind == "cancel-demand"
        ? new CancelDemand(f.Id(kind), f.Text("reason"))
        : new PlanDemand(DemandEvents.Event(f, kind, f.Id(kind), f.Id("workload")), f.IdOrNone("pool"));
}

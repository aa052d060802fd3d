using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Capacity;

namespace Headroom.Formats.Facts;

/// <summary>The steps of a handover in a policy: days by the name of the state, in the order in which a block takes them.</summary>
static class HandoverFormat
{
    static readonly BlockState[] States = [BlockState.Draining, BlockState.Erasing, BlockState.Revalidating, BlockState.BurnIn];

    /// <summary>The steps stated; empty when none are.</summary>
    public static ImmutableArray<HandoverStep> Read(Fields f)
    {
        if (f.MapOrNone("handover") is not { } steps) return [];
        ImmutableArray<HandoverStep> read =
            [.. States.Where(state => steps.Has(state.Word())).Select(state => new HandoverStep(state, (int)steps.Whole(state.Word(), 0, 90, "days")))
                .Where(step => step.Days > 0)];
        steps.Done();
        return read;
    }

    public static void Write(Utf8JsonWriter json, ImmutableArray<HandoverStep> steps)
    {
        if (steps.Length > 0) json.Map("handover", () => { foreach (var step in steps) json.WriteNumber(step.State.Word(), step.Days); });
    }
}

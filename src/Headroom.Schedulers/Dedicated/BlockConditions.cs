using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers.Dedicated;

/// <summary>
/// What the health of blocks says of their availability: while GPUs of a contract's block are down that is a condition of the block, from the read that saw it to the read that
/// does not. A contract judges it by its own table, as it does every condition of a node. Pure: nothing is said twice, and what changed is ended and begun anew.
/// </summary>
public static class BlockConditions
{
    /// <summary>What was seen, in the words of conditions.</summary>
    public static readonly Slug Code = Slug.Of("gpus-down");

    /// <summary>The conditions to record now: those that have ended, then those that have begun.</summary>
    public static ImmutableArray<NodeCondition> Of(Look look)
    {
        if (look.Observed.Blocks.IsEmpty) return [];
        var now = Core.Time.Calendar.WholeSecond(look.Now);
        var open = look.Book.Conditions.Values.Where(condition =>
            condition.End is null && condition.Code == Code && condition.Id.StartsWith($"{look.Cluster.Id}/", StringComparison.Ordinal)).ToDictionary(condition => condition.Node);
        var down = look.Observed.Blocks.Select(seen => Down(look, seen, now)).OfType<NodeCondition>().ToList();
        var lasting = down.Where(condition => open.TryGetValue(condition.Node, out var before) && (before.Gpus, before.Contract) == (condition.Gpus, condition.Contract))
            .Select(condition => condition.Node).ToHashSet();
        // A condition lasts a second at least; what changes within it is seen by the next read.
        var ended = open.Values.Where(condition => !lasting.Contains(condition.Node) && condition.From < now && look.Observed.Blocks.Any(seen => seen.Name == condition.Node))
            .ToList();
        var begun = down.Where(condition => !lasting.Contains(condition.Node) && (!open.ContainsKey(condition.Node) || ended.Any(before => before.Node == condition.Node)));
        return [.. ended.Select(condition => condition with { End = now }).Concat(begun).Take(NodeCondition.Most)];
    }

    static NodeCondition? Down(Look look, BlockSeen seen, Instant now) =>
        seen.GpusUp < seen.Gpus && Slug.TryParse(seen.Name) is { } name && look.Book.Blocks.GetValueOrDefault(name) is { } block && block.StateAt(look.Now).IsWithContract()
            ? new(string.Create(CultureInfo.InvariantCulture, $"{look.Cluster.Id}/{name}/{now.ToUnixTimeSeconds()}"), block.Pool, seen.Name, new Gpus(seen.Gpus - seen.GpusUp),
                Code, now, null)
            { Contract = block.ContractAt(look.Now), Evidence = $"{look.Observed.Version}: {seen.Health.ToString().ToLowerInvariant()}, {seen.UnwellNodes} nodes unwell" }
            : null;
}

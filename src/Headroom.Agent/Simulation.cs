using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Agent;

/// <summary>What goes wrong on request.</summary>
public sealed class Simulation
{
    int _writes = int.MaxValue;
    volatile bool _isDown;

    /// <summary>Whether connections are dropped without an answer.</summary>
    public bool IsDown { get => _isDown; set => _isDown = value; }

    /// <summary>The next change of hands is made, and its answer lost.</summary>
    public bool LosesNextAnswer { get; set; }

    /// <summary>After so many further changes of hands it is down.</summary>
    public int WritesUntilDown { set => _writes = value; }

    internal bool Fails(PathString path) => IsDown && !path.StartsWithSegments("/Simulation", StringComparison.Ordinal);

    /// <summary>A change was made; whether its answer is lost.</summary>
    internal bool LosesAnswer()
    {
        if (Interlocked.Decrement(ref _writes) == 0) IsDown = true;
        var loses = LosesNextAnswer;
        LosesNextAnswer = false;
        return loses;
    }
}

/// <summary>The doors of the simulation: a stranger breaks things here to see what happens.</summary>
static class Simulating
{
    public static void Map(WebApplication site, Inventory inventory, Simulation simulation)
    {
        site.MapPatch("/Simulation", context => Understood(context, body => Change(context, body, inventory, simulation)));
        site.MapPatch("/Simulation/Blocks/{block}", context => Understood(context, body => Change(context, body, inventory)));
    }

    static async Task Understood(HttpContext context, Func<JsonObject, Task> change)
    {
        try { await (await AgentSite.Body(context) is { } body ? change(body) : AgentSite.Refuse(context, AgentSite.Malformed)); }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException) { await AgentSite.Refuse(context, AgentSite.Malformed); }
    }

    static Task Change(HttpContext context, JsonObject body, Inventory inventory, Simulation simulation)
    {
        if (body["Down"]?.GetValue<bool>() is { } down) simulation.IsDown = down;
        if (body["LoseNextAnswer"]?.GetValue<bool>() is { } loses) simulation.LosesNextAnswer = loses;
        if (body["WritesUntilDown"]?.GetValue<int>() is { } writes) simulation.WritesUntilDown = writes;
        inventory.Pace(body["IsolateSeconds"]?.GetValue<int>(), body["EraseSeconds"]?.GetValue<int>());
        return AgentSite.Answer(context, 200, Resources.Root());
    }

    static Task Change(HttpContext context, JsonObject body, Inventory inventory)
    {
        var block = inventory.Change(AgentSite.Name(context), block => block with
        {
            Tenant = body.ContainsKey("Tenant") ? body["Tenant"]?.GetValue<string>() : block.Tenant,
            Holds = body["Holds"]?.AsArray().Select(plane => plane!.GetValue<string>()).ToImmutableArray() ?? block.Holds,
            Isolation = body["Isolation"]?.AsArray().Select(plane => plane!.GetValue<string>()).ToImmutableArray() ?? block.Isolation,
            IsOn = body["PowerState"] is { } power ? power.GetValue<string>() == "On" : block.IsOn,
            Faults = body["FailedNodes"]?.GetValue<int>() is { } failed ? Failed(block, failed) : block.Faults,
        });
        return block is null ? AgentSite.Refuse(context, AgentSite.NoBlock) : AgentSite.Answer(context, 200, Resources.Of(block));
    }

    /// <summary>The first nodes of a block, failed wholly.</summary>
    internal static ImmutableArray<NodeFault> Failed(Block block, int nodes) =>
        [.. Enumerable.Range(1, Math.Clamp(nodes, 0, block.Nodes)).Select(index => new NodeFault($"{block.Id}-n{index:0000}", "Critical", block.GpusPerNode))];
}

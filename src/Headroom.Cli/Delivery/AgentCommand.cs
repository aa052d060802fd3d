using Headroom.Agent;
using Headroom.Core.Units;
using Headroom.Formats;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>agent</c>: the reference agent of blocks, to try dedicated delivery on one machine.</summary>
static class AgentCommand
{
    /// <summary>The variable of the environment that holds the token, where no file does.</summary>
    const string Variable = "HEADROOM_AGENT_TOKEN";

    /// <summary>The largest file: 100,000 blocks, several times over.</summary>
    const long MostBytes = 256L << 20;

    public static Command Build(IClock clock) =>
        Common.Of("agent",
            "Serve the contract of block agents over an inventory in a file: isolation, slow erasure and failed nodes are simulated. It knows nothing of the book. Ctrl-C ends it.",
        clock, session => Run(session, clock),
        Common.Text("--inventory", "The file of blocks (docs/formats/block-agent.md). Who has which block is kept there."),
        Common.Text("--port", "The port on 127.0.0.1. Default 7080."),
        Common.Text("--token-file", $"A file with the token that requests must bear. Default: the variable {Variable}, or none."));

    static int Run(Session session, IClock clock)
    {
        var (file, port) = (session.Input.Text("inventory", 1000), session.Input.Whole("port", 1, 65535, "", 7080));
        var tokenFile = session.Input.Has("token-file") ? session.Input.Text("token-file", 1000) : null;
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        foreach (var named in new[] { file, tokenFile }.OfType<string>())
            if (!TextFile.Bytes(named, MostBytes).TryGet(out _, out var missing)) return session.Output.Refuse([missing]);
        try
        {
            var token = tokenFile is not null ? File.ReadAllText(tokenFile).Trim() : Environment.GetEnvironmentVariable(Variable);
            DateTimeOffset Now() => clock.GetCurrentInstant().ToDateTimeOffset();
            var inventory = Inventory.Open(file, Now);
            var url = $"http://127.0.0.1:{port}";
            using var site = AgentSite.Build(inventory, new Simulation(), url, string.IsNullOrEmpty(token) ? null : token, Now);
            site.StartAsync().GetAwaiter().GetResult();
            session.Output.Note($"the agent of {inventory.Blocks.Length} blocks answers on {url}/v1{(string.IsNullOrEmpty(token) ? ", to anybody" : "")}. Ctrl-C ends it.");
            Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions.WaitForShutdown(site);
            return Output.Ok;
        }
        catch (InvalidDataException fault) { return session.Output.Refuse([new Refusal(RefusalCode.Malformed, "inventory", fault.Message)]); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            session.Output.Note(fault.Message);
            return Output.Unavailable;
        }
    }
}

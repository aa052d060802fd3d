using Headroom.Agent;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>agent</c>: the reference agent of blocks, to try dedicated delivery on one machine.</summary>
static class AgentCommand
{
    /// <summary>The variable of the environment that holds the token, where no file does.</summary>
    const string Variable = "HEADROOM_AGENT_TOKEN";

    public static Command Build(IClock clock) => Common.Of("agent", "Serve the contract of block agents over an inventory in a file: isolation, slow erasure and failed nodes are simulated. It knows nothing of the book. Ctrl-C ends it.",
        clock, session => Run(session, clock),
        Common.Text("--inventory", "The file of blocks (docs/formats/block-agent.md). Who has which block is kept there."),
        Common.Text("--port", "The port on 127.0.0.1. Default 7080."),
        Common.Text("--token-file", $"A file with the token that requests must bear. Default: the variable {Variable}, or none."));

    static int Run(Session session, IClock clock)
    {
        var (file, port) = (session.Input.Text("inventory", 1000), session.Input.Whole("port", 1, 65535, "", 7080));
        var tokenFile = session.Input.Has("token-file") ? session.Input.Text("token-file", 1000) : null;
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        try
        {
            var token = tokenFile is not null ? File.ReadAllText(tokenFile).Trim() : Environment.GetEnvironmentVariable(Variable);
            DateTimeOffset Now() => clock.GetCurrentInstant().ToDateTimeOffset();
            var inventory = Inventory.Open(file, Now);
            var url = $"http://127.0.0.1:{port}";
            var site = AgentSite.Build(inventory, new Simulation(), url, string.IsNullOrEmpty(token) ? null : token, Now);
            site.StartAsync().GetAwaiter().GetResult();
            session.Output.Note($"the agent of {inventory.Blocks.Length} blocks answers on {url}/v1{(string.IsNullOrEmpty(token) ? ", to anybody" : "")}. Ctrl-C ends it.");
            Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions.WaitForShutdown(site);
            return Output.Ok;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            session.Output.Note(fault.Message);
            return fault is InvalidDataException ? Output.Refused : Output.Unavailable;
        }
    }
}

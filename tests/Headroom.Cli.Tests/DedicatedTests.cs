using System.Text.Json;
using Headroom.Agent;
using Microsoft.AspNetCore.Builder;

namespace Headroom.Cli.Tests;

/// <summary>The founding deal handed over in blocks, with the commands of examples/colossus/delivery and the reference agent as a server.</summary>
public sealed class DedicatedTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();
    readonly WebApplication _site;
    readonly Inventory _inventory;
    readonly string _cluster;
    DateTimeOffset _now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    public DedicatedTests()
    {
        Examples.Copy(Path.Combine(Examples.Colossus, "delivery"), Path.Combine(_terminal.Folder, "delivery"));
        string File(string name) => Path.Combine(_terminal.Folder, "delivery", name);
        _inventory = Inventory.Open(File("inventory.json"), () => _now);
        _site = AgentSite.Build(_inventory, new Simulation(), "http://127.0.0.1:0", "secret", () => _now);
        _site.StartAsync().GetAwaiter().GetResult();
        System.IO.File.WriteAllText(File("token"), "secret");
        _cluster = _terminal.File("delivery/cluster.yaml", System.IO.File.ReadAllText(File("cluster.yaml"))
            .Replace("http://127.0.0.1:7080", _site.Urls.Single(), StringComparison.Ordinal).Replace("token-variable: HEADROOM_AGENT_TOKEN", "token-file: token",
                StringComparison.Ordinal));
        _terminal.Text("say", File("blocks.yaml"));
    }

    public void Dispose()
    {
        _site.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_site).Dispose();
        _terminal.Dispose();
    }

    int Given => _inventory.Blocks.Count(block => block.Tenant == "anthropic");

    string Apply(int code = 0)
    {
        var said = _terminal.Run("cluster", "apply", _cluster);
        Assert.Equal((code, ""), (said.Code, said.Trouble));
        return said.Out;
    }

    JsonElement Status() => JsonDocument.Parse(_terminal.Run("cluster", "status", _cluster, "--json").Out).RootElement;

    void Switch(bool on) { foreach (var block in _inventory.Blocks.Where(block => block.Tenant is not null)) _inventory.Change(block.Id, each => each with { IsOn = on }); }

    // By hand: 110,000 are five blocks of 22,000 and 220,000 are ten; notice of 10 September ends it on 9 December, whose nine days are 9/31 of 1.25 billion.
    [Fact]
    public void The_site_is_handed_over_by_the_ramp_and_comes_back_after_notice_and_the_invoice_says_the_same()
    {
        Assert.StartsWith("applied, read back and said", Apply());
        Assert.Equal(5, Given);
        Switch(on: true);
        _terminal.Text("clock", "--to", "2026-06-30");
        Assert.StartsWith("all is as it should be; nothing was written", Apply());
        _terminal.Text("clock", "--to", "2026-07-01");
        Apply();
        Assert.Equal(10, Given);

        Switch(on: true);
        _inventory.Change("c1-02", block => block with { Faults = [.. Enumerable.Range(1, 400).Select(node => new NodeFault($"c1-02-n{node:0000}", "Critical", 8))] });
        var second = Status().At("blocks.1");
        Assert.Equal(("c1-02", "critical", "3200", "assigned", "holds"),
            (second.Word("block"), second.Word("health"), second.Number("gpus-down"), second.Word("state"), second.Word("isolation")));

        Assert.Equal("conditions of blocks recorded: 1", _terminal.Text("cluster", "observe", _cluster).Trim());
        Assert.Equal("nothing new was seen", _terminal.Text("cluster", "observe", _cluster).Trim());
        _terminal.Text("contract", "notice", "anthropic-colossus", "--by", "buyer", "--served", "2026-09-10");
        _terminal.Text("clock", "--to", "2026-12-10");
        Assert.Contains("Not as it should be: block c1-01: it is occupied", Apply(code: 3));
        Assert.Equal(10, Given);
        Assert.Equal("it is occupied: its nodes are switched on under 'anthropic'", Status().Word("withheld.0.why"));
        Switch(on: false);
        Apply();
        Assert.Equal(0, Given);

        _now += TimeSpan.FromMinutes(1);
        var certificate = Status().Word("blocks.0.erased");
        Assert.StartsWith("erase-c1-01-", certificate);
        ComesBack(certificate!);
        _terminal.Text("clock", "--to", "2027-01-01");
        _terminal.Text("bill", "close", "2026-11", "--with-earlier");
        Assert.Equal("362903225.81", _terminal.Json("bill", "preview", "--month", "2026-12").Number("invoices.0.total"));
    }

    /// <summary>The way of a block back through the states of handover, with the certificate that the agent gave.</summary>
    void ComesBack(string certificate)
    {
        void Move(string to, string at, params string[] further) => _terminal.Text(["block", "move", "c1-01", to, "--at", at, .. further]);
        Move("in-use", "2026-05-08T05:00:00Z");
        Move("draining", "2026-12-09T06:00:00Z");
        Move("erasing", "2026-12-10T06:00:00Z");
        Assert.Equal(1, _terminal.Run("block", "move", "c1-01", "revalidating", "--at", "2026-12-10T07:00:00Z").Code);
        Move("revalidating", "2026-12-10T07:00:00Z", "--certificate", certificate);
        Move("burn-in", "2026-12-11T06:00:00Z");
        Move("ready", "2026-12-16T06:00:00Z");
        Assert.Equal("ready", Status().Word("blocks.0.state"));
    }

    // By hand: apply ends with 0 exactly where status then does; to look is no finding.
    [Fact]
    public void A_script_learns_from_the_exit_code_whether_all_is_enforced()
    {
        var (cluster, plans) = (File.ReadAllText(_cluster), Path.Combine(_terminal.Folder, "delivery", "plans"));
        int Status() => _terminal.Run("cluster", "status", _cluster).Code;
        File.WriteAllText(_cluster, cluster + "plans: plans\n");
        Assert.StartsWith("would be written", _terminal.Text("cluster", "apply", _cluster, "--dry-run"));
        Assert.False(Directory.Exists(plans));

        Assert.StartsWith("the plan waits for review in ", Apply(code: 3));
        Assert.Equal((3, 0), (Status(), Given));
        Assert.Contains("# plan ", File.ReadAllText(Path.Combine(plans, "memphis-1.plan")));
        _terminal.Text("cluster", "approve", _cluster, "--plan", _terminal.Json("cluster", "plan", _cluster).Word("plan")!);
        Assert.StartsWith("applied, read back and said", Apply());
        Assert.Equal((0, 5), (Status(), Given));
        Assert.StartsWith("all is as it should be; nothing was written", Apply());

        File.WriteAllText(_cluster, cluster + "freeze: [{ from: 2026-07-01T00:00:00Z, until: 2026-07-03T00:00:00Z, why: a holiday }]\n");
        _terminal.Text("clock", "--to", "2026-07-01");
        Assert.StartsWith("held back: Nothing is written before 2026-07-03T00:00:00Z: a holiday.", Apply(code: 3));
        Assert.Equal((3, 5), (Status(), Given));
        _terminal.Text("clock", "--to", "2026-07-04");
        Assert.StartsWith("applied, read back and said", Apply());
        Assert.Equal((0, 10), (Status(), Given));
    }

    [Fact]
    public async Task An_agent_that_is_gone_delays_and_a_wrong_inventory_is_told()
    {
        await _site.StopAsync();

        Assert.Equal((69, 69), (_terminal.Run("cluster", "status", _cluster).Code, _terminal.Run("cluster", "apply", _cluster).Code));
        Assert.Contains("the scheduler cannot be used", _terminal.Run("cluster", "status", _cluster).Error);
        var wrong = Terminal.Raw("agent", "--inventory", _terminal.File("wrong.json", "[]"));
        Assert.Equal(1, wrong.Code);
        Assert.StartsWith("refused (malformed) inventory: The file is no inventory", wrong.Error);
        var missing = Terminal.Raw("agent", "--inventory", "none.json");
        Assert.Equal((1, "refused (not-found) none.json: There is no file 'none.json'."), (missing.Code, missing.Error.TrimEnd()));
    }
}

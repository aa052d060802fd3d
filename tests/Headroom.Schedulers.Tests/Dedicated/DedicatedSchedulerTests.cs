using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Dedicated;
using Headroom.Schedulers.Planning;
using NodaTime;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests.Dedicated;

/// <summary>Blocks handed over by the reconciler through the reference agent, which is a real server.</summary>
public sealed class DedicatedSchedulerTests : IDisposable
{
    readonly RunningAgent _agent = new();
    readonly HttpClient _http = new();
    readonly Yard _yard;

    public DedicatedSchedulerTests()
    {
        _yard = new(Served);
        foreach (var row in new[] { 1, 2, 3, 4 }) _yard.Must(new NameBlock(new(Row(row), Yard.Pool, new Gpus(16), [], null)));
    }

    public void Dispose()
    {
        _yard.Dispose();
        _http.Dispose();
        _agent.Dispose();
    }

    static Slug Row(int row) => Slug.Of($"row-{row}");

    Cluster Served(Cluster cluster) => cluster with
    {
        Dedicated = new(_agent.Address, _agent.TokenFile, null, null, Duration.FromSeconds(20)),
        Pools = [new(Yard.Pool, "", [])],
        Consent = new([new(DedicatedEntries.Block, "row-*")]),
    };

    Pass Pass(Func<Cluster, Cluster>? change = null)
    {
        var cluster = change?.Invoke(_yard.Cluster) ?? _yard.Cluster;
        return new Reconciler(_yard.Keeper, cluster, new DedicatedScheduler(cluster, _http), Actor).Pass(dry: false, CancellationToken.None).GetAwaiter().GetResult();
    }

    BlockMove Now(BlockState to, Slug? contract = null, string? certificate = null) => new(to, _yard.Keeper.Now(_yard.Keeper.CatchUp()), contract, certificate, "");

    void Assign(string contract, params int[] rows) { foreach (var row in rows) _yard.Must(new MoveBlock(Row(row), Now(BlockState.Assigned, Slug.Of(contract)))); }

    static Look Look(Pass pass) => pass switch { Pass.Applied applied => applied.Plan, Pass.Settled settled => settled.Look, Pass.Held held => held.Look, _ => throw new InvalidOperationException(pass.ToString()) };

    // Law: whatever was signed, moved, changed by hand and broken in whatever order, once the agent answers and tenants have gone every block is with whom the book says, erased in between, and a further pass writes nothing.
    [Fact]
    public void Any_life_converges_and_then_nothing_more_is_written() => Prop.ForAll(Gen.Choose(0, 999_999).ArrayOf(12).ToArbitrary(), numbers =>
    {
        using var life = new DedicatedSchedulerTests();
        foreach (var number in numbers) life.Live(number);
        (life._agent.Simulation.IsDown, life._agent.Simulation.LosesNextAnswer, life._agent.Simulation.WritesUntilDown) = (false, false, int.MaxValue);
        life._agent.Switch(on: false);
        for (var pass = 0; pass < 4; pass++) { life.Pass(cluster => cluster with { MostCut = 1 }); life._agent.Now += TimeSpan.FromHours(1); }
        var revisions = life._agent.Inventory.Blocks.Sum(block => block.Revision);
        var (last, book) = (life.Pass(), life._yard.Keeper.CatchUp());
        var wanted = new Core.Views.BlockTenants(book).At(life._yard.Keeper.Now(book)).Select(held => held.Tenant?.ToString() ?? "-");
        return last is Pass.Settled { Position: null } && life._agent.Tenants == string.Join(' ', wanted) && life._agent.Inventory.Blocks.Sum(block => block.Revision) == revisions
            && life._agent.Inventory.Blocks.All(block => block.Tenant is null ? !block.IsUsed : block.Holds.Length == 3);
    }).Check(Laws.Seeded.WithMaxTest(30));

    void Live(int number)
    {
        var (n, today, row) = (number / 10, _yard.Keeper.CatchUp() is var book ? book.Calendar.DateOf(_yard.Keeper.Now(book)) : default, number / 10 % 4 + 1);
        switch (number % 10)
        {
            case 0: _yard.Ask(Sign($"k{n % 3}", n % 2 == 0 ? Acme : Zeta, today.PlusDays(20 + n % 100), (today, 16 + n % 2 * 16))); break;
            case 1 or 2: _yard.Ask(new MoveBlock(Row(row), Now(BlockState.Assigned, Slug.Of($"k{n % 3}")))); break;
            case 3: _yard.Ask(new MoveBlock(Row(row), Now(n % 3 == 0 ? BlockState.Failed : BlockState.InUse))); break;
            case 4: _yard.Ask(new MoveClock(At(today.PlusDays(1 + n % 60)))); break;
            case 5: _agent.Change($"row-{row}", block => block with { Tenant = n % 3 == 0 ? null : "mallory", IsUsed = true, IsOn = n % 2 == 0 }); break;
            case 6: _agent.Change($"row-{row}", block => block with { Holds = [], IsOn = n % 2 == 0 }); break;
            case 7: if (n % 3 == 0) _agent.Simulation.LosesNextAnswer = true; else if (n % 3 == 1) _agent.Simulation.WritesUntilDown = 1; else _agent.Simulation.IsDown = n % 2 == 0; break;
            default: Pass(); _agent.Now += TimeSpan.FromSeconds(n % 90); break;
        }
    }

    // By hand: 32 GPUs from New Year and 64 a month later are two blocks and then four; at the end all come back, erased, once the tenant has switched them off.
    [Fact]
    public void Blocks_assigned_ahead_pass_at_the_step_and_come_back_after_the_last_day()
    {
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 32), (NewYear.PlusDays(31), 64)));
        Assign("k", 1, 2, 3, 4);

        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal("acme acme - -", _agent.Tenants);
        _agent.Switch(on: true);
        Assert.IsType<Pass.Settled>(Pass());
        _yard.Must(new MoveClock(At(NewYear.PlusDays(31))));
        _agent.Change("row-3", block => block with { IsOn = false });
        _agent.Change("row-4", block => block with { IsOn = false });
        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal("acme acme acme acme", _agent.Tenants);

        _agent.Switch(on: true);
        _yard.Must(new MoveClock(At(NewYear.PlusDays(100))));
        Assert.All(Look(Pass()).Plan.Withheld, withheld => Assert.Equal("it is occupied: its nodes are switched on under 'acme'", withheld.Why));
        _agent.Switch(on: false);
        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal("- - - -", _agent.Tenants);
        Assert.Equal("v1/Tasks/5 is at work on it", Look(Pass()).Plan.Withheld[0].Why);
        _agent.Now += TimeSpan.FromMinutes(2);
        Assert.IsType<Pass.Settled>(Pass());
        Assert.All(Look(Pass()).Observed.Blocks, block => Assert.StartsWith("erase-row-", block.Certificate, StringComparison.Ordinal));
        Assert.All(_yard.Applied, applied => Assert.False(applied.IsMended));
    }

    // By hand: the change of hands is made and its answer lost, or the agent is gone after the first of two: the next read finds out, and each block passed once.
    [Fact]
    public void An_answer_that_was_lost_and_an_agent_that_went_down_in_mid_pass_lose_and_double_nothing()
    {
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 32)));
        Assign("k", 1, 2);
        _agent.Simulation.LosesNextAnswer = true;
        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal(("acme acme - -", 2), (_agent.Tenants, _agent.Inventory.Blocks.Count(block => block.Revision > 1)));

        _yard.Must(Sign("z", Zeta, NewYear.PlusDays(99), (NewYear, 32)));
        Assign("z", 3, 4);
        _agent.Simulation.WritesUntilDown = 1;
        Assert.Contains("does not answer", Assert.IsType<Pass.Delayed>(Pass()).Why, StringComparison.Ordinal);
        Assert.Equal(("acme acme zeta -", 1), (_agent.Tenants, _yard.Applied.Count));
        _agent.Simulation.IsDown = false;
        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal(("acme acme zeta zeta", 2), (_agent.Tenants, _yard.Applied.Count));
    }

    [Fact]
    public async Task A_write_on_a_state_that_has_changed_since_is_refused_and_read_anew()
    {
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 16)));
        Assign("k", 1);
        var scheduler = new DedicatedScheduler(_yard.Cluster, _http);
        var look = await new Reconciler(_yard.Keeper, _yard.Cluster, scheduler, Actor).Look(CancellationToken.None);
        _agent.Change("row-1", block => block with { Faults = [] });

        var stale = await Assert.ThrowsAsync<SchedulerUnavailable>(() => scheduler.Write(look.Plan.Changes, CancellationToken.None));

        Assert.Contains("answered 412", stale.Message, StringComparison.Ordinal);
        Assert.Equal("- - - -", _agent.Tenants);
        Assert.IsType<Pass.Applied>(Pass());
    }

    // No pass takes what a contract gives, approved or not; a broken block leaves once another stands in for it.
    [Fact]
    public void A_block_is_not_taken_while_its_tenants_right_would_suffer()
    {
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 32)));
        Assign("k", 1, 2);
        Pass();
        foreach (var to in new[] { BlockState.InUse, BlockState.Draining, BlockState.Erasing }) _yard.Must(new MoveBlock(Row(1), Now(to)));

        var held = Assert.IsType<Pass.Held>(Pass());
        Assert.Equal((StopKind.BelowRight, "'acme' would have 16 GPUs of pool 'h100'; contracts give 32 GPUs."), (held.Stop.Kind, held.Stop.Says));
        _yard.Must(new MoveBlock(Row(2), Now(BlockState.Failed)));
        Assign("k", 3);
        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal("- acme acme -", _agent.Tenants);
        Assign("k", 4);
        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal("- - acme acme", _agent.Tenants);
    }

    [Fact]
    public void What_somebody_changed_by_hand_is_mended_or_told()
    {
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 16)));
        Assign("k", 1);
        Pass();
        _agent.Change("row-1", block => block with { Holds = ["network"], IsOn = true });
        _agent.Change("row-2", block => block with { Tenant = "mallory", IsUsed = true });

        var told = Assert.IsType<Pass.Held>(Pass(cluster => cluster with { Drift = DriftPolicy.Alarm }));
        Assert.Equal(["block row-2: h100 16 -> 0 GPUs, tenant mallory -> none"], told.Look.Plan.Changes.Where(change => change.To.Id.Name == "row-2").Select(change => change.Says));
        Assert.Contains(told.Look.Observed.Notes, note => note == "Block 'row-1' is switched on and 'acme' is not kept apart on out-of-band, storage.");
        Assert.IsType<Pass.Applied>(Pass());
        Assert.True(_yard.Applied[^1].IsMended);
        Assert.Equal(("acme - - -", 3), (_agent.Tenants, _agent.Of("row-1").Holds.Length));
    }

    [Fact]
    public void What_cannot_be_written_is_listed_and_stops_nothing_else()
    {
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 48)));
        Assign("k", 1, 2, 3);
        _agent.Change("row-1", block => block with { Nodes = 3 });
        _agent.Change("row-2", block => block with { Pool = "b200" });

        var applied = Assert.IsType<Pass.Applied>(Pass(cluster => cluster with { Consent = new([new(DedicatedEntries.Block, "row-1"), new(DedicatedEntries.Block, "row-2"), new(DedicatedEntries.Block, "row-3")]) }));

        Assert.Equal("- - acme -", _agent.Tenants);
        Assert.Equal(["row-1: it has 24 GPUs of pool 'h100' and the book says 16 GPUs", "row-2: there is none of this name", "row-4: the cluster's consent does not list it"],
            applied.Plan.Plan.Withheld.Select(withheld => $"{withheld.Id.Name}: {withheld.Why}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_wrong_token_delays_and_stands_nowhere()
    {
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 16)));
        Assign("k", 1);
        File.WriteAllText(_agent.TokenFile, "another");

        Assert.Equal("v1 answered 401: The token is missing or wrong.", Assert.IsType<Pass.Delayed>(Pass()).Why);
        File.WriteAllText(_agent.TokenFile, RunningAgent.Token);
        Assert.DoesNotContain(RunningAgent.Token, string.Join('\n', new DedicatedScheduler(_yard.Cluster, _http).Commands(Look(Pass()).Plan.Changes)), StringComparison.Ordinal);
    }
}

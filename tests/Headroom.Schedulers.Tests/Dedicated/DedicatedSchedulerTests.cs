using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
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
    readonly BlockYard _site = new();

    public void Dispose() => _site.Dispose();

    Pass Pass(Func<Cluster, Cluster>? change = null) => _site.Pass(change);

    BlockMove Now(BlockState to, Slug? contract = null) => _site.Now(to, contract);

    void Assign(string contract, params int[] rows) => _site.Assign(contract, rows);

    static Look Look(Pass pass) => pass.Seen ?? throw new InvalidOperationException(pass.ToString());

    // Law: whatever was signed, moved, changed by hand and broken in whatever order, once the agent answers and tenants have gone every block is with whom the book says, erased in
    // between, and a further pass writes nothing.
    [Fact]
    public void Any_life_converges_and_then_nothing_more_is_written() => Prop.ForAll(Gen.Choose(0, 999_999).ArrayOf(12).ToArbitrary(), numbers =>
    {
        using var life = new DedicatedSchedulerTests();
        foreach (var number in numbers) life.Live(number);
        (life._site.Agent.Simulation.IsDown, life._site.Agent.Simulation.LosesNextAnswer, life._site.Agent.Simulation.WritesUntilDown) = (false, false, int.MaxValue);
        life._site.Agent.Switch(on: false);
        for (var pass = 0; pass < 4; pass++) { life.Pass(cluster => cluster with { MostCut = 1 }); life._site.Agent.Now += TimeSpan.FromHours(1); }
        var revisions = life._site.Agent.Inventory.Blocks.Sum(block => block.Revision);
        var (last, book) = (life.Pass(), life._site.Yard.Keeper.CatchUp());
        var wanted = new Core.Views.BlockTenants(book).At(life._site.Yard.Keeper.Now(book)).Select(held => held.Tenant?.ToString() ?? "-");
        return last is Pass.Settled { Position: null } && life._site.Agent.Tenants == string.Join(' ', wanted)
            && life._site.Agent.Inventory.Blocks.Sum(block => block.Revision) == revisions
            && life._site.Agent.Inventory.Blocks.All(block => block.Tenant is null ? !block.IsUsed : block.Holds.Length == 3);
    }).Check(Laws.Seeded.WithMaxTest(30));

    void Live(int number)
    {
        var (n, today, row) = (number / 10, _site.Yard.Keeper.CatchUp() is var book ? book.Calendar.DateOf(_site.Yard.Keeper.Now(book)) : default, number / 10 % 4 + 1);
        switch (number % 10)
        {
            case 0: _site.Yard.Ask(Sign($"k{n % 3}", n % 2 == 0 ? Acme : Zeta, today.PlusDays(20 + n % 100), (today, 16 + n % 2 * 16))); break;
            case 1 or 2: _site.Yard.Ask(new MoveBlock(BlockYard.Row(row), Now(BlockState.Assigned, Slug.Of($"k{n % 3}")))); break;
            case 3: _site.Yard.Ask(new MoveBlock(BlockYard.Row(row), Now(n % 3 == 0 ? BlockState.Failed : BlockState.InUse))); break;
            case 4: _site.Yard.Ask(new MoveClock(At(today.PlusDays(1 + n % 60)))); break;
            case 5: _site.Agent.Change($"row-{row}", block => block with { Tenant = n % 3 == 0 ? null : "mallory", IsUsed = true, IsOn = n % 2 == 0 }); break;
            case 6: _site.Agent.Change($"row-{row}", block => block with { Holds = [], IsOn = n % 2 == 0 }); break;
            case 7:
                if (n % 3 == 0) _site.Agent.Simulation.LosesNextAnswer = true;
                else if (n % 3 == 1)
                    _site.Agent.Simulation.WritesUntilDown = 1;
                else _site.Agent.Simulation.IsDown = n % 2 == 0; break;
            default: Pass(); _site.Agent.Now += TimeSpan.FromSeconds(n % 90); break;
        }
    }

    // By hand: 32 GPUs from New Year and 64 a month later are two blocks and then four; at the end all come back, erased, once the tenant has switched them off.
    [Fact]
    public void Blocks_assigned_ahead_pass_at_the_step_and_come_back_after_the_last_day()
    {
        _site.Yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 32), (NewYear.PlusDays(31), 64)));
        Assign("k", 1, 2, 3, 4);

        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal("acme acme - -", _site.Agent.Tenants);
        _site.Agent.Switch(on: true);
        Assert.IsType<Pass.Settled>(Pass());
        _site.Yard.Must(new MoveClock(At(NewYear.PlusDays(31))));
        _site.Agent.Change("row-3", block => block with { IsOn = false });
        _site.Agent.Change("row-4", block => block with { IsOn = false });
        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal("acme acme acme acme", _site.Agent.Tenants);

        _site.Agent.Switch(on: true);
        _site.Yard.Must(new MoveClock(At(NewYear.PlusDays(100))));
        Assert.All(Look(Pass()).Plan.Withheld, withheld => Assert.Equal("it is occupied: its nodes are switched on under 'acme'", withheld.Why));
        _site.Agent.Switch(on: false);
        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal("- - - -", _site.Agent.Tenants);
        Assert.Equal("v1/Tasks/5 is at work on it", Look(Pass()).Plan.Withheld[0].Why);
        _site.Agent.Now += TimeSpan.FromMinutes(2);
        Assert.IsType<Pass.Settled>(Pass());
        Assert.All(Look(Pass()).Observed.Blocks, block => Assert.StartsWith("erase-row-", block.Certificate, StringComparison.Ordinal));
        Assert.All(_site.Yard.Applied, applied => Assert.False(applied.IsMended));
    }

    // By hand: the change of hands is made and its answer lost, or the agent is gone after the first of two: the next read finds out, and each block passed once.
    [Fact]
    public void An_answer_that_was_lost_and_an_agent_that_went_down_in_mid_pass_lose_and_double_nothing()
    {
        _site.Yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 32)));
        Assign("k", 1, 2);
        _site.Agent.Simulation.LosesNextAnswer = true;
        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal(("acme acme - -", 2), (_site.Agent.Tenants, _site.Agent.Inventory.Blocks.Count(block => block.Revision > 1)));

        _site.Yard.Must(Sign("z", Zeta, NewYear.PlusDays(99), (NewYear, 32)));
        Assign("z", 3, 4);
        _site.Agent.Simulation.WritesUntilDown = 1;
        Assert.Contains("does not answer", Assert.IsType<Pass.Delayed>(Pass()).Why, StringComparison.Ordinal);
        Assert.Equal(("acme acme zeta -", 1), (_site.Agent.Tenants, _site.Yard.Applied.Count));
        _site.Agent.Simulation.IsDown = false;
        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal(("acme acme zeta zeta", 2), (_site.Agent.Tenants, _site.Yard.Applied.Count));
    }

    [Fact]
    public async Task A_write_on_a_state_that_has_changed_since_is_refused_and_read_anew()
    {
        _site.Yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 16)));
        Assign("k", 1);
        var scheduler = new DedicatedScheduler(_site.Yard.Cluster, _site.Http);
        var look = await new Reconciler(_site.Yard.Keeper, _site.Yard.Cluster, scheduler, Actor).Look(CancellationToken.None);
        _site.Agent.Change("row-1", block => block with { Faults = [] });

        var stale = await Assert.ThrowsAsync<SchedulerUnavailable>(() => scheduler.Write(look.Plan.Changes, CancellationToken.None));

        Assert.Contains("answered 412", stale.Message, StringComparison.Ordinal);
        Assert.Equal("- - - -", _site.Agent.Tenants);
        Assert.IsType<Pass.Applied>(Pass());
    }

    // No pass takes what a contract gives, approved or not; a broken block leaves once another stands in for it.
    [Fact]
    public void A_block_is_not_taken_while_its_tenants_right_would_suffer()
    {
        _site.Yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 32)));
        Assign("k", 1, 2);
        Pass();
        foreach (var to in new[] { BlockState.InUse, BlockState.Draining, BlockState.Erasing }) _site.Yard.Must(new MoveBlock(BlockYard.Row(1), Now(to)));

        var held = Assert.IsType<Pass.Held>(Pass());
        Assert.Equal((StopKind.BelowRight, "'acme' would have 16 GPUs of pool 'h100'; contracts give 32 GPUs."), (held.Stop.Kind, held.Stop.Says));
        _site.Yard.Must(new MoveBlock(BlockYard.Row(2), Now(BlockState.Failed)));
        Assign("k", 3);
        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal("- acme acme -", _site.Agent.Tenants);
        Assign("k", 4);
        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal("- - acme acme", _site.Agent.Tenants);
    }

    [Fact]
    public void What_somebody_changed_by_hand_is_mended_or_told()
    {
        _site.Yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 16)));
        Assign("k", 1);
        Pass();
        _site.Agent.Change("row-1", block => block with { Holds = ["network"], IsOn = true });
        _site.Agent.Change("row-2", block => block with { Tenant = "mallory", IsUsed = true });

        var told = Assert.IsType<Pass.Held>(Pass(cluster => cluster with { Drift = DriftPolicy.Alarm }));
        Assert.Equal(["block row-2: h100 16 -> 0 GPUs, tenant mallory -> none"],
            told.Look.Plan.Changes.Where(change => change.To.Id.Name == "row-2").Select(change => change.Says));
        Assert.Contains(told.Look.Observed.Notes, note => note == "Block 'row-1' is switched on and 'acme' is not kept apart on out-of-band, storage.");
        Assert.IsType<Pass.Applied>(Pass());
        Assert.True(_site.Yard.Applied[^1].IsMended);
        Assert.Equal(("acme - - -", 3), (_site.Agent.Tenants, _site.Agent.Of("row-1").Holds.Length));
    }

    [Fact]
    public void What_cannot_be_written_is_listed_and_stops_nothing_else()
    {
        _site.Yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 48)));
        Assign("k", 1, 2, 3);
        _site.Agent.Change("row-1", block => block with { Nodes = 3 });
        _site.Agent.Change("row-2", block => block with { Pool = "b200" });

        var applied = Assert.IsType<Pass.Applied>(
            Pass(cluster => cluster with { Consent = new([new(DedicatedEntries.Block, "row-1"), new(DedicatedEntries.Block, "row-2"), new(DedicatedEntries.Block, "row-3")]) }));

        Assert.Equal("- - acme -", _site.Agent.Tenants);
        Assert.Equal(["row-1: it has 24 GPUs of pool 'h100' and the book says 16 GPUs", "row-2: there is none of this name", "row-4: the cluster's consent does not list it"],
            applied.Plan.Plan.Withheld.Select(withheld => $"{withheld.Id.Name}: {withheld.Why}").Order(StringComparer.Ordinal));
    }

    // A clause that permits own work to borrow reaches the agent with its notice; own work's other quotas are what is not in blocks.
    [Fact]
    public void What_a_clause_permits_own_work_to_borrow_is_told_to_the_agent()
    {
        var signed = Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 16));
        _site.Yard.Must(signed with { Terms = signed.Terms with { Legs = [.. signed.Terms.Legs, new Borrowing("idle use", Yard.Pool, 15, 0, Borrowing.UsualMeter)] } });
        Assign("k", 1);
        Assert.IsType<Pass.Applied>(Pass());

        Assert.Equal((15, "acme"), (_site.Agent.Of("row-1").BorrowingNoticeMinutes, _site.Agent.Of("row-1").Tenant));
        Assert.IsType<Pass.Settled>(Pass());
    }

    [Fact]
    public void A_wrong_token_delays_and_stands_nowhere()
    {
        _site.Yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 16)));
        Assign("k", 1);
        File.WriteAllText(_site.Agent.TokenFile, "another");

        Assert.Equal("v1 answered 401: The token is missing or wrong.", Assert.IsType<Pass.Delayed>(Pass()).Why);
        File.WriteAllText(_site.Agent.TokenFile, RunningAgent.Token);
        Assert.DoesNotContain(RunningAgent.Token, string.Join('\n', new DedicatedScheduler(_site.Yard.Cluster, _site.Http).Commands(Look(Pass()).Plan.Changes)),
            StringComparison.Ordinal);
    }
}

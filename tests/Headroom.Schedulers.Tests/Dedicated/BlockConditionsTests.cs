using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Schedulers.Dedicated;
using NodaTime;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests.Dedicated;

public sealed class BlockConditionsTests : IDisposable
{
    static readonly Slug Id = Slug.Of("k");

    readonly BlockYard _site = new();

    public BlockConditionsTests()
    {
        var signed = Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 16));
        var table = new NodeStates(Yard.Pool, [new(BlockConditions.Code, false, NodeState.Down, 0)], 0, null, null);
        _site.Yard.Must(signed with
        {
            Terms = signed.Terms
            with
            { Legs = [.. signed.Terms.Legs, new Sla("credit", "down", "excluded", [new(0.999m, 0.1m)], 1m, null) { States = table }] }
        });
        _site.Assign("k", 1);
    }

    public void Dispose() => _site.Dispose();

    int Observed(int day, int failed)
    {
        if (day > 0) _site.Yard.Must(new MoveClock(At(NewYear.PlusDays(day))));
        foreach (var row in new[] { "row-1", "row-2" })
            _site.Agent.Change(row, block =>
                block with { Faults = [.. Enumerable.Range(1, failed).Select(node => new Headroom.Agent.NodeFault($"{row}-n000{node}", "Critical", 8))] });
        return _site.Reconciler().Observe(_site.Look());
    }

    // By hand: of 16 GPUs 8 are down on the 11th of January and 16 on the 12th: 8 x 24 and 16 x 24 of 16 x 744 GPU-hours, so 2,160 of the month's 44,640 minutes. Block 2 is
    // nobody's and counts for none.
    [Fact]
    public void What_is_down_counts_from_the_read_that_saw_it_to_the_read_that_does_not()
    {
        Assert.Equal([0, 1, 0, 2, 1, 0], new[] { Observed(0, 0), Observed(10, 1), Observed(10, 1), Observed(11, 2), Observed(12, 0), Observed(13, 0) });

        var conditions = _site.Yard.Keeper.CatchUp().Conditions.Values.OrderBy(condition => condition.From).ToList();
        Assert.Equal([("row-1", 8, NewYear.PlusDays(10), NewYear.PlusDays(11)), ("row-1", 16, NewYear.PlusDays(11), NewYear.PlusDays(12))],
            conditions.Select(condition => (condition.Node, (int)condition.Gpus.Count, condition.From.InUtc().Date, condition.End!.Value.InUtc().Date)));
        _site.Yard.Must(new MoveClock(At(new(2027, 2, 1))));
        Assert.Equal(2_160m, _site.Yard.Keeper.CatchUp().Contracts[Id].Readings(new(2027, 1, 31)).Last(read => read.Meter == "down").Amount);
    }

    [Fact]
    public void A_block_that_comes_back_is_no_longer_the_contracts_concern()
    {
        Assert.Equal(1, Observed(0, 1));
        foreach (var to in new[] { Core.Capacity.BlockState.InUse, Core.Capacity.BlockState.Draining, Core.Capacity.BlockState.Erasing })
            _site.Yard.Must(new MoveBlock(BlockYard.Row(1), _site.Now(to)));

        Assert.Equal(1, Observed(1, 1));
        Assert.All(_site.Yard.Keeper.CatchUp().Conditions.Values, condition => Assert.NotNull(condition.End));
    }
}

using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Dedicated;
using NodaTime;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests.Dedicated;

/// <summary>The book of a yard with four blocks of sixteen GPUs, and the running agent of these.</summary>
sealed class BlockYard : IDisposable
{
    public BlockYard()
    {
        Yard = new(Served);
        foreach (var row in new[] { 1, 2, 3, 4 }) Yard.Must(new NameBlock(new(Row(row), Yard.Pool, new Gpus(16), [], null)));
    }

    public RunningAgent Agent { get; } = new();

    public HttpClient Http { get; } = new();

    public Yard Yard { get; }

    public static Slug Row(int row) => Slug.Of($"row-{row}");

    Cluster Served(Cluster cluster) => cluster with
    {
        Dedicated = new(Agent.Address, Agent.TokenFile, null, null, Duration.FromSeconds(20)),
        Pools = [new(Yard.Pool, "", [])],
        Consent = new([new(DedicatedEntries.Block, "row-*")]),
    };

    public Reconciler Reconciler(Func<Cluster, Cluster>? change = null)
    {
        var cluster = change?.Invoke(Yard.Cluster) ?? Yard.Cluster;
        return new(Yard.Keeper, cluster, new DedicatedScheduler(cluster, Http), Actor);
    }

    public Pass Pass(Func<Cluster, Cluster>? change = null) => Reconciler(change).Pass(dry: false, CancellationToken.None).GetAwaiter().GetResult();

    public Look Look() => Reconciler().Look(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>A move at the book's own now.</summary>
    public BlockMove Now(BlockState to, Slug? contract = null) => new(to, Yard.Keeper.Now(Yard.Keeper.CatchUp()), contract, null, "");

    public void Assign(string contract, params int[] rows) { foreach (var row in rows) Yard.Must(new MoveBlock(Row(row), Now(BlockState.Assigned, Slug.Of(contract)))); }

    public void Dispose()
    {
        Yard.Dispose();
        Http.Dispose();
        Agent.Dispose();
    }
}

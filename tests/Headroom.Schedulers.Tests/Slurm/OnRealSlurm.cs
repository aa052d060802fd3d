namespace Headroom.Schedulers.Tests.Slurm;

/// <summary>The tests that share one private cluster, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class OnRealSlurm : ICollectionFixture<PrivateSlurm>
{
    public const string Name = "real Slurm";
}

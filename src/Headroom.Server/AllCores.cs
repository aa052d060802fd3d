namespace Headroom.Server;

/// <summary>Does the pieces of a computation on all cores: Core has no threads of its own, and its answers do not depend on who does the work.</summary>
public static class AllCores
{
    /// <summary>All pieces, each once, on as many cores as there are.</summary>
    public static void Spread(int count, Action<int> work) => Parallel.For(0, count, work);
}

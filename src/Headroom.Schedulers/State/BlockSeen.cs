using System.Collections.Immutable;
using NodaTime;

namespace Headroom.Schedulers.State;

/// <summary>
/// A block as the agent of its site reports it from inventory and out-of-band management: never from jobs, which are the tenant's own.
/// </summary>
/// <param name="Pool">The pool as the agent knows it.</param>
/// <param name="ETag">The state that a change of hands has to name.</param>
/// <param name="Gpus">All its GPUs.</param>
/// <param name="GpusUp">Those that can be used.</param>
/// <param name="IsOn">Whether any of its nodes is switched on.</param>
/// <param name="Health">OK, Warning or Critical.</param>
/// <param name="Tenant">Who has it, in the agent's word; null for nobody.</param>
public sealed record BlockSeen(string Name, string Pool, string ETag, long Gpus, long GpusUp, bool IsOn, BlockHealth Health, string? Tenant)
{
    /// <summary>How many nodes it has, and how many of them are not well.</summary>
    public long Nodes { get; init; }

    public long UnwellNodes { get; init; }

    /// <summary>The planes on which the tenant is to be kept apart, and those on which it is, in order.</summary>
    public ImmutableArray<string> Isolation { get; init; } = [];

    public ImmutableArray<string> Holds { get; init; } = [];

    /// <summary>Minutes of notice by which own work leaves what it borrows of the tenant; null when it may borrow nothing.</summary>
    public int? BorrowingNoticeMinutes { get; init; }

    /// <summary>The certificate that it was erased since its last tenant, and when; null without one.</summary>
    public string? Certificate { get; init; }

    public Instant? ErasedAt { get; init; }

    /// <summary>Whether a tenant had it and it has not been erased since.</summary>
    public bool MustBeErased { get; init; }

    /// <summary>The firmware that its nodes are to have, and whether all have it.</summary>
    public string Firmware { get; init; } = "";

    public bool IsCompliant { get; init; } = true;

    /// <summary>The tests that ran on it last.</summary>
    public ImmutableArray<BlockTest> Tests { get; init; } = [];

    /// <summary>The task that is at work on it, or null.</summary>
    public string? Task { get; init; }

    /// <summary>Whether the tenant is kept apart wherever it is to be.</summary>
    public bool IsIsolated => Tenant is not null && !Isolation.Except(Holds).Any();
}

/// <summary>How a block is, by its management controllers.</summary>
public enum BlockHealth { Ok, Warning, Critical }

/// <summary>What a test of a block came to.</summary>
/// <param name="Report">Where its report is.</param>
public sealed record BlockTest(string Name, bool IsPassed, Instant At, string Report);

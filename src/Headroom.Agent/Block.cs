using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Headroom.Agent;

/// <summary>A set of nodes that is handed over as a whole, as the agent keeps it.</summary>
/// <param name="Id">Its name, the one that the book has for it.</param>
/// <param name="Pool">The pool of which it is a part.</param>
/// <param name="Nodes">How many nodes it has, 1 or more.</param>
/// <param name="GpusPerNode">How many GPUs each node has, 1 or more.</param>
public sealed record Block(string Id, string Pool, int Nodes, int GpusPerNode)
{
    /// <summary>The planes on which a tenant is kept apart from everybody else.</summary>
    public static readonly ImmutableArray<string> Planes = ["network", "out-of-band", "storage"];

    /// <summary>Who has it; null for nobody.</summary>
    public string? Tenant { get; init; }

    /// <summary>The planes on which the tenant is to be kept apart.</summary>
    public ImmutableArray<string> Isolation { get; init; } = [];

    /// <summary>The planes on which it is: verified, not only configured.</summary>
    public ImmutableArray<string> Holds { get; init; } = [];

    /// <summary>Minutes of notice by which the owner's own work leaves what it borrows of the tenant; null when it may borrow nothing.</summary>
    public int? BorrowingNoticeMinutes { get; init; }

    /// <summary>Whether its nodes are switched on, by their management controllers.</summary>
    public bool IsOn { get; init; }

    /// <summary>The nodes that are not well.</summary>
    public ImmutableArray<NodeFault> Faults { get; init; } = [];

    /// <summary>The last secure erasure since it had a tenant.</summary>
    public Erasure? SecureErase { get; init; }

    /// <summary>Whether a tenant had it since it was last erased.</summary>
    public bool IsUsed { get; init; }

    /// <summary>The firmware that it is to have and has.</summary>
    public Firmware Firmware { get; init; } = new("", true);

    /// <summary>The tests that ran on it last, by name.</summary>
    public ImmutableArray<Test> Tests { get; init; } = [];

    /// <summary>The task that is at work on it, or null.</summary>
    public string? Task { get; init; }

    /// <summary>Rises with every change.</summary>
    public long Revision { get; init; } = 1;

    /// <summary>The revision as a strong entity tag.</summary>
    [JsonIgnore]
    public string ETag => $"\"{Revision}\"";

    /// <summary>All its GPUs.</summary>
    [JsonIgnore]
    public long Gpus => (long)Nodes * GpusPerNode;

    /// <summary>The GPUs that can be used.</summary>
    [JsonIgnore]
    public long GpusUp => Math.Max(0, Gpus - Faults.Sum(fault => (long)fault.GpusDown));

    /// <summary>OK while every node is, Warning while nine GPUs in ten can be used, else Critical.</summary>
    [JsonIgnore]
    public string Health => Faults.Length == 0 ? "OK" : 10 * GpusUp >= 9 * Gpus ? "Warning" : "Critical";
}

/// <summary>A node that is not well.</summary>
/// <param name="Health"><c>Warning</c> or <c>Critical</c>.</param>
/// <param name="GpusDown">How many of its GPUs cannot be used.</param>
public sealed record NodeFault(string Node, string Health, int GpusDown);

/// <summary>A certificate that everything a tenant left was erased.</summary>
/// <param name="Sha256">The digest of the certificate's text.</param>
public sealed record Erasure(string Certificate, string Method, DateTimeOffset At, string Sha256);

/// <summary>The firmware that a block is to have.</summary>
/// <param name="IsCompliant">Whether every node has it.</param>
public sealed record Firmware(string Baseline, bool IsCompliant);

/// <summary>What a test of a block came to.</summary>
/// <param name="Report">Where its report is.</param>
public sealed record Test(string Name, bool IsPassed, DateTimeOffset At, string Report);

/// <summary>Work that takes a while.</summary>
/// <param name="Kind"><c>isolate</c> or <c>erase</c>.</param>
public sealed record Work(string Id, string Kind, string Block, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>How far it has come, 0 to 100.</summary>
    public int PercentAt(DateTimeOffset now) => now >= Until ? 100 : now <= From ? 0 : (int)(100 * (now - From).Ticks / (Until - From).Ticks);
}

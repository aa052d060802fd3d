using Headroom.Schedulers.Planning;

namespace Headroom.Schedulers;

/// <summary>What one pass over a cluster came to.</summary>
public abstract record Pass
{
    private Pass() { }

    /// <summary>What it saw before it wrote anything; null when it saw nothing.</summary>
    public Look? Seen => this switch
    {
        Settled settled => settled.Look,
        Applied applied => applied.Plan,
        Held held => held.Look,
        Written written => written.Look,
        Dry dry => dry.Look,
        _ => null,
    };

    /// <summary>All is as it should be and nothing was written.</summary>
    /// <param name="Position">The fact that says so for the first time, or that what somebody else changed is as it was; null when it was said before.</param>
    public sealed record Settled(Look Look, long? Position) : Pass;

    /// <summary>The plan was carried out, read back, and said.</summary>
    public sealed record Applied(Look Plan, long Position) : Pass;

    /// <summary>A guard holds the plan back.</summary>
    /// <param name="Position">The fact that somebody else changed it, where it says so for the first time; else null.</param>
    public sealed record Held(Look Look, Stop Stop, long? Position) : Pass;

    /// <summary>The plan was written to a folder for review.</summary>
    /// <param name="Position">The fact that somebody else changed it, where it says so for the first time; else null.</param>
    public sealed record Written(Look Look, string File, long? Position) : Pass;

    /// <summary>The plan was only made.</summary>
    public sealed record Dry(Look Look) : Pass;

    /// <summary>The scheduler, the journal or another writer is in the way; the next pass goes on from what is true then.</summary>
    public sealed record Delayed(string Why) : Pass;
}

using System.Collections.Immutable;

namespace Headroom.Agent;

/// <summary>What a block is asked to become.</summary>
/// <param name="Tenant">Who is to have it; null for nobody.</param>
/// <param name="Isolation">The planes on which that tenant is to be kept apart.</param>
/// <param name="BorrowingNoticeMinutes">Null when the owner's own work may borrow nothing of it.</param>
public sealed record Tenancy(string? Tenant, ImmutableArray<string> Isolation, int? BorrowingNoticeMinutes);

/// <summary>Why something was not done.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The reason in one word, for programs.</param>
public sealed record Refused(int Status, string Code, string Message);

/// <summary>The rules by which a block changes hands. Pure.</summary>
public static class Handing
{
    /// <summary>Whether it is so already, so that asking again changes nothing. Nobody's block is also an erased one, or one that is being erased.</summary>
    public static bool IsDone(Block block, Tenancy asked) => block.Tenant == asked.Tenant && (asked.Tenant is null ? !block.IsUsed || block.Task is not null
        : (block.Isolation.Order(StringComparer.Ordinal).SequenceEqual(asked.Isolation.Order(StringComparer.Ordinal))
            && block.BorrowingNoticeMinutes == asked.BorrowingNoticeMinutes
            && (block.Task is not null || !block.Isolation.Except(block.Holds).Any())));

    /// <summary>Why it may not become so now, or null.</summary>
    /// <param name="match">The entity tag that whoever asks saw last.</param>
    public static Refused? Why(Block block, Tenancy asked, string? match)
    {
        if (match is null) return new(428, "PreconditionRequired", "Say with If-Match which state of the block you saw.");
        if (match != block.ETag) return new(412, "Stale", $"The block has changed since {match}: it is {block.ETag} now. Read it again.");
        if (asked.Tenant == block.Tenant && asked.Tenant is not null) return null;
        if (block.Task is { } task) return new(409, "Busy", $"Task {task} is at work on it.");
        if (block.IsOn)
            return new(409, "Occupied", $"Its {block.Nodes} nodes are switched on{(block.Tenant is { } at ? $" under '{at}'" : "")}; a block changes hands switched off.");
        if (asked.Tenant is not null && block.Tenant is { } tenant) return new(409, "Occupied", $"'{tenant}' has it; it goes through nobody's hands first, and is erased there.");
        return asked.Tenant is not null && block.IsUsed ? new(409, "NotErased", "A tenant had it, and it was not erased since.") : null;
    }

    /// <summary>The block as it is from now on, and the kind of work that this begins.</summary>
    public static (Block Block, string Work) Begin(Block block, Tenancy asked) => asked.Tenant is null
        ? (block with { Tenant = null, Isolation = [], Holds = [], BorrowingNoticeMinutes = null, SecureErase = null }, "erase")
        : (block with
        {
            Tenant = asked.Tenant,
            Isolation = [.. asked.Isolation.Order(StringComparer.Ordinal)],
            Holds = [.. block.Holds.Intersect(asked.Isolation)],
            BorrowingNoticeMinutes = asked.BorrowingNoticeMinutes,
            SecureErase = null,
            IsUsed = true
        }, "isolate");

    /// <summary>The block once its work is done.</summary>
    /// <param name="digest">SHA-256 of a text.</param>
    public static Block End(Block block, Work work, Func<string, string> digest) => work.Kind == "isolate" ? block with { Holds = block.Isolation, Task = null }
        : block with { IsUsed = false, Task = null, SecureErase = Certificate(block, work, digest) };

    static Erasure Certificate(Block block, Work work, Func<string, string> digest)
    {
        const string method = "simulated purge";
        var name = $"erase-{block.Id}-{work.Id}";
        return new(name, method, work.Until, digest($"{name} {method} {block.Nodes} nodes of {block.Id} {work.Until:O}"));
    }
}

using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Capacity;

/// <summary>
/// What was seen of a node from an instant on, and until when. It says what was seen and not what it is worth: every contract judges it by the table that
/// it agreed. Said again under its id it is corrected, which is also how it ends.
/// </summary>
/// <param name="Id">As its source tells it apart, 1 to 200 characters.</param>
/// <param name="Node">The node's name at its source, 1 to 100 characters.</param>
/// <param name="Gpus">How many GPUs of the node it concerns.</param>
/// <param name="Code">What was seen, such as <c>xid-79</c> or <c>not-responding</c>; see <see cref="CodeRule"/>.</param>
/// <param name="From">A whole second.</param>
/// <param name="End">The first instant without it, a whole second; null while it lasts.</param>
public sealed record NodeCondition(string Id, Slug Pool, string Node, Gpus Gpus, Slug Code, Instant From, Instant? End)
{
    /// <summary>The most that are said at once.</summary>
    public const int Most = 1_000;

    /// <summary>What a code is, for messages.</summary>
    public const string CodeRule = "a word such as xid-79, ecc-uncorrected, throttled, link-error or not-responding";

    /// <summary>The contract that the node served then; null when it serves all of its pool.</summary>
    public Slug? Contract { get; init; }

    /// <summary>Why it is so; a fault unless said.</summary>
    public ConditionCause Cause { get; init; }

    /// <summary>When maintenance was announced to the customer; null when it was not.</summary>
    public Instant? Noticed { get; init; }

    /// <summary>Where it can be seen, for whoever doubts it; at most 500 characters.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>
    /// When the block in which the node stands served the contract that judges this, always if the contract is named; null when the node stands in no block. Never said: it follows
    /// from blocks.
    /// </summary>
    public NodeStay? Stay { get; init; }

    /// <summary>The parts of it that lie in a window and in which it concerns the contract that judges it, in order.</summary>
    public IEnumerable<Window> PartsIn(Window window)
    {
        if (Within(window) is not { } whole) return [];
        return Stay is null ? [whole] : Stay.Windows.Where(served => served.From < whole.End && whole.From < served.End)
            .Select(served => new Window(Instant.Max(served.From, whole.From), Instant.Min(served.End, whole.End)));
    }

    /// <summary>The part of it that lies in a window; null when none does.</summary>
    public Window? Within(Window window)
    {
        var (from, end) = (Instant.Max(From, window.From), Instant.Min(End ?? window.End, window.End));
        return from < end ? new(from, end) : null;
    }
}

/// <summary>Why a node is in a condition.</summary>
public enum ConditionCause
{
    /// <summary>It failed, or nobody knows.</summary>
    Fault,

    /// <summary>The seller works on it.</summary>
    Maintenance,

    /// <summary>The customer caused it.</summary>
    Customer,
}

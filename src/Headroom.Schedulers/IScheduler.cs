using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Schedulers.Planning;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers;

/// <summary>
/// A scheduler that enforces quotas: it says how quotas look in its own terms, is read, and is written. Everything that is decided between reading and writing is decided
/// outside of it, so that a scheduler of another kind is these few members and nothing else.
/// </summary>
public interface IScheduler
{
    /// <summary>Quotas at an instant as entries of this scheduler. Pure: the same quotas give the same entries.</summary>
    Desired Want(Quotas quotas, Instant at);

    /// <summary>What it holds and enforces now.</summary>
    /// <exception cref="SchedulerUnavailable">It does not answer, or not so that it can be understood.</exception>
    Task<Observed> Read(CancellationToken stop);

    /// <summary>
    /// Writes changes. That it returns is no proof that they hold, and that it throws none that they do not: whoever writes reads again. Writing the same change twice leaves the
    /// same state.
    /// </summary>
    /// <exception cref="SchedulerUnavailable">It does not answer, or refused.</exception>
    Task Write(IReadOnlyList<Change> changes, CancellationToken stop);

    /// <summary>Asks it to look at waiting work again, now that limits have moved. Does nothing where it does so by itself.</summary>
    Task Wake(CancellationToken stop);

    /// <summary>The changes as a person would type them, line by line, for review.</summary>
    IEnumerable<string> Commands(IReadOnlyList<Change> changes);
}

/// <summary>A scheduler did not answer, or its answer could not be understood. Nothing is known about what it did last.</summary>
public sealed class SchedulerUnavailable(string message) : Exception(message)
{
    /// <summary>Whether it was waited for as long as may be, so that asking again at once would only wait again.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether it answered more than may be read at once, so that asking for less would do.</summary>
    public bool IsTooLarge { get; init; }
}

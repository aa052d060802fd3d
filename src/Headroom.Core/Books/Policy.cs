using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// The limits that bind at signature and the settings of the estimates, dated by the fact that states them.
/// </summary>
/// <param name="Risk">The greatest accepted probability that own products fall short at any time of a sale's horizon, 0 to 0.5.</param>
/// <param name="HandoverDays">Days between the last day served and the first day usable again, 0 to 90.</param>
/// <param name="Paths">Paths of the demand forecast, 100 to 10,000.</param>
/// <param name="Seed">Seed of the forecast.</param>
public sealed record Policy(decimal Risk, int HandoverDays, int Paths, ulong Seed)
{
    /// <summary>The reminders of overdue invoices, in order; none by default. At most <see cref="MostSteps"/>, days ascending.</summary>
    public ImmutableArray<DunningStep> Dunning { get; init; } = [];

    /// <summary>The steps of every close, in order; none by default. At most <see cref="MostCloseSteps"/>, each id once.</summary>
    public ImmutableArray<CloseStep> CloseSteps { get; init; } = [];

    /// <summary>How long a state may last; null when nothing is said of it.</summary>
    public Duration? PlanOf(BlockState state) => Handover.Any(step => step.State == state) ? Duration.FromDays(Handover.First(step => step.State == state).Days) : null;

    /// <summary>The most steps of a close.</summary>
    public const int MostCloseSteps = 30;

    /// <summary>The most reminders that an overdue invoice may bring.</summary>
    public const int MostSteps = 10;

    /// <summary>
    /// What the days of handover are made of, in the order of the states that a block takes on its way back; empty when only their sum is stated. Their days add up to
    /// <see cref="HandoverDays"/>.
    /// </summary>
    public ImmutableArray<HandoverStep> Handover { get; init; } = [];

    /// <summary>Five percent, no handover, 200 paths.</summary>
    public static Policy Default { get; } = new(0.05m, 0, 200, 1);

    /// <summary>From which share of the monthly fees on a notice is material, so that a current report has to be assessed; 0 to 1. Default: a tenth.</summary>
    public decimal Materiality { get; init; } = 0.10m;

    /// <summary>Whether a credit note is set off against the oldest open invoices of its customer as it is issued, or only when somebody says so. Default: it is.</summary>
    public bool SetsOff { get; init; } = true;

    /// <summary>How much may be sold, for how long and to whom; no limits by default.</summary>
    public SaleLimits Limits { get; init; } = SaleLimits.None;
}

/// <summary>A step of every handover.</summary>
/// <param name="State">One of the states in which a block is on its way back: draining, erasing, revalidating, burn-in.</param>
/// <param name="Days">1 to 90.</param>
public readonly record struct HandoverStep(BlockState State, int Days);

/// <summary>A reminder that is due so many days after the due date.</summary>
/// <param name="Days">Days past due, 1 to 365.</param>
/// <param name="Name">What it is called, 1 to 60 characters.</param>
public sealed record DunningStep(int Days, string Name);

/// <summary>A step of every month's close. Of steps called usage, invoices, revenue, postings and trial-balance the checklist shows what the book itself sees.</summary>
/// <param name="Name">What is to be done, 1 to 100 characters.</param>
/// <param name="NeedsReview">Whether somebody else than the preparer looks at it before it counts as done.</param>
/// <param name="IsAfterClose">Whether it is done once the month is closed; then the next month waits for it, else this one does.</param>
public sealed record CloseStep(Slug Id, string Name, bool NeedsReview, bool IsAfterClose);

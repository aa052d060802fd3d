using System.Globalization;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// A date that a clause sets: what will happen on it, or can if somebody decides so, and what that does to capacity and money.
/// </summary>
/// <param name="Date">In the zone of the terms.</param>
/// <param name="What">One short clause of a sentence, without the date; the same from one reading to the next, since calendars know the event by it.</param>
public sealed record Milestone(LocalDate Date, string What)
{
    /// <summary>Whether it happens only if somebody decides so.</summary>
    public bool IsChoice { get; init; }

    /// <summary>By how many GPUs the commitment changes; negative when capacity comes back.</summary>
    public Gpus GpusChange { get; init; }

    /// <summary>The money that goes with it, in the currency of the terms; null when none does.</summary>
    public decimal? Amount { get; init; }

    /// <summary>What <see cref="Amount"/> is an amount of.</summary>
    public AmountOf AmountOf { get; init; }

    /// <summary>An amount as it stands in <see cref="What"/>.</summary>
    internal static string Text(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>A count or rate as it stands in <see cref="What"/>, without digits that say nothing.</summary>
    internal static string Plain(decimal value) => value.ToString("#,##0.######", CultureInfo.InvariantCulture);
}

/// <summary>What the amount of a <see cref="Milestone"/> says.</summary>
public enum AmountOf
{
    /// <summary>The fee for a month from then on.</summary>
    Monthly,
    /// <summary>Charged once (negative: given to the buyer once), on the invoice of its month.</summary>
    Once,
    /// <summary>What an invoice is expected to come to, before tax.</summary>
    Invoice,
    /// <summary>What is still to be paid.</summary>
    Payment,
    /// <summary>The fees of the rest of the term that this adds (negative: takes away), ending fees included.</summary>
    Term,
}

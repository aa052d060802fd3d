using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Formats.Capacity;

/// <summary>
/// A question about headroom that a person wrote down in a file (docs/formats/capacity-table.md): a table of supply, own need and sales, and what is asked of it.
/// </summary>
/// <param name="Table">The table, or null when only failures or recall are asked for.</param>
public sealed record CapacityQuestion(CapacityTable? Table)
{
    /// <summary>The allowance against failures that is asked for; what it comes to is held back in the table.</summary>
    public FailureAllowance? Failures { get; init; }

    /// <summary>What selling is worth, or null.</summary>
    public Stakes? Stakes { get; init; }

    /// <summary>The most that may be sold.</summary>
    public long Most { get; init; }

    /// <summary>A quantity whose shortfall is asked for.</summary>
    public long? Sold { get; init; }

    /// <summary>Whether cover by recall is stated, so that the offer is answered with it and without.</summary>
    public bool IsCovered { get; init; }

    /// <summary>What is to come back, or null.</summary>
    public RecallQuestion? Recall { get; init; }
}

/// <summary>What is to come back, and from where.</summary>
/// <param name="By">The deadline, or null when only the earliest date is asked for.</param>
public sealed record RecallQuestion(LocalDate On, Gpus Need, Gpus Idle, LocalDate? By, ImmutableArray<Recallable> Contracts)
{
    /// <summary>The most contracts of one question.</summary>
    public const int MostContracts = 60;
}

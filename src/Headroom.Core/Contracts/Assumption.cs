using System.Collections.Immutable;
using Headroom.Core.Units;

namespace Headroom.Core.Contracts;

/// <summary>
/// A figure that is not public, or not known, stated as data: reports list those that they rest on. Of several variants one is in force.
/// </summary>
/// <param name="Name">Short name, such as <c>ramp-fee</c>.</param>
/// <param name="Value">The value in force, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit as text, such as "USD a month" or "GPUs".</param>
/// <param name="Low">The least value thought possible.</param>
/// <param name="High">The greatest value thought possible.</param>
/// <param name="Variant">The name of the variant in force, or null when there is but one.</param>
/// <param name="Variants">All variants by name.</param>
/// <param name="Source">Where the value or its range comes from.</param>
public sealed record Assumption(
    string Name, decimal Value, string Unit, decimal Low, decimal High, string? Variant,
    ImmutableSortedDictionary<string, decimal> Variants, string Source)
{
    /// <summary>
    /// Where in the terms its value stands, such as <c>legs[1].steps[0].amount</c>, so that another variant can be put there; known for assumptions with variants.
    /// </summary>
    public ImmutableArray<string> At { get; init; } = [];

    /// <summary>The currency of an amount of money, which is the first word of its unit; null for anything else.</summary>
    public Currency? Currency => Units.Currency.Of(Unit.Split(' ')[0]);
}

/// <summary>A dated document and what it says of these terms: disclosed terms change, and the change itself is evidence.</summary>
public sealed record Source(NodaTime.LocalDate Date, string Document, string Says);

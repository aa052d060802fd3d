using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// What the customer wants to see on its invoices from a date on: its purchase order, or its acceptance. Of two of a kind the one of the
/// later date holds.
/// </summary>
/// <param name="Number">As the customer writes it, 1 to 60 characters.</param>
/// <param name="From">It is printed on the invoices of months that end on or after this date.</param>
/// <param name="Limit">The most that may be billed for service under it, before tax and without late interest, in the contract's currency; null without a limit. It stops no
/// invoice; what is above it is listed.</param>
public sealed record Reference(ReferenceKind Kind, string Number, LocalDate From, decimal? Limit);

/// <summary>What a customer's reference stands for.</summary>
public enum ReferenceKind
{
    /// <summary>The order under which the customer pays.</summary>
    PurchaseOrder,
    /// <summary>The protocol by which the customer accepted what it pays for.</summary>
    Acceptance,
}

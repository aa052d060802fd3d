using NodaTime;

namespace Headroom.Core.Documents;

/// <summary>
/// An invoice that does not count any more. Its number stays used and the document stays as it was; what it had billed is unbilled again.
/// </summary>
/// <param name="On">The date from which it does not count, in the contract's zone.</param>
/// <param name="Reason">Why, for the customer and the auditor; 1 to 500 characters.</param>
public sealed record Voiding(string Invoice, LocalDate On, string Reason);

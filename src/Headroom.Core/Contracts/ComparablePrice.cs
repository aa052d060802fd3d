using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// A price agreed with another after the signature, as a clause of most-favoured price compares it. It is what the other signed, before any such clause of its own.
/// </summary>
/// <param name="Clause">The clause that refers to it.</param>
/// <param name="Contract">The other's contract.</param>
/// <param name="Signed">The day on which it was agreed, in the zone of the contract that has the clause.</param>
/// <param name="From">The first day for which it was agreed.</param>
/// <param name="Price">For one GPU and unit of the clause, on average over the term; exact.</param>
public sealed record ComparablePrice(string Clause, Slug Contract, LocalDate Signed, LocalDate From, Rational Price);

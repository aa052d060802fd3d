using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>A part of a contract was assigned to another party: from a day on it is a contract of its own, with the same clauses, and both go on by themselves.</summary>
/// <param name="As">The id of the part's contract.</param>
/// <param name="To">Its buyer.</param>
/// <param name="From">The first day of the part.</param>
/// <param name="Part">So many of <paramref name="Of"/> of all capacity and charges.</param>
/// <param name="On">The date on which it was agreed.</param>
/// <param name="Consent">Who consented and where it is written, or that none is needed; 1 to 500 characters.</param>
public sealed record PartAssigned(Slug Contract, Slug As, Slug To, LocalDate From, long Part, long Of, LocalDate On, string Consent) : FactBody
{
    public override string Kind => "contract.part-assigned.v1";
    public override string About => Contract.ToString();
    public override Slug? StepOf => Contract;

    public override Book Apply(Book book, Fact fact)
    {
        var (kept, part) = new AssignedPart(As.ToString(), From, Part, Of, DividedPart.Rest).Divide(book.Contracts[Contract], To);
        // The part's own life begins with this fact, and the whole goes on with it.
        return book.WithContract(kept).WithContract(part) with { Steps = book.Steps.SetItem(As, [fact]) };
    }
}

using NodaTime;

namespace Headroom.Core.Books;

/// <summary>Whoever prepared a pack wrote a note to one of its figures; who it was stands in the fact.</summary>
/// <param name="Figure">The figure's name, such as <c>rpo.none.total</c>.</param>
/// <param name="At">The date of the pack.</param>
/// <param name="Note">1 to 1,000 characters.</param>
public sealed record FigureNoted(string Figure, LocalDate At, string Note) : FactBody
{
    public override string Kind => "disclosure.noted.v1";
    public override string About => "disclosure";
    public override Book Apply(Book book, Fact fact) => book with { Disclosures = book.Disclosures.Add(fact) };
}

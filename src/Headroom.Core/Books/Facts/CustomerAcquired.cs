using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// A customer came to belong to us: from that day on what it pays is no revenue and what it uses is own demand. Its contract stands, so
/// that its capacity stays reserved.
/// </summary>
/// <param name="From">The first day on which it is ours.</param>
/// <param name="Source">What says so; 1 to 500 characters.</param>
public sealed record CustomerAcquired(Slug Party, LocalDate From, string Source) : FactBody
{
    public override string Kind => "customer.acquired.v1";
    public override string About => Party.ToString();
    public override Book Apply(Book book, Fact fact) => book.WithAcquired(Party, From) with { Disclosures = book.Disclosures.Add(fact) };
}

using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>The last version of a quote was withdrawn or declined before it expired.</summary>
/// <param name="Reason">Why, 1 to 500 characters.</param>
public sealed record QuoteEnded(Slug Contract, int Version, QuoteEnd How, string Reason) : FactBody
{
    public override string Kind => "quote.ended.v1";
    public override string About => Contract.ToString();
    public override Slug? StepOf => Contract;

    public override Book Apply(Book book, Fact fact)
    {
        var quote = book.Quotes[Contract];
        var ended = quote.Latest with { Ended = new QuoteEnding(How, fact.RecordedAt, Reason) };
        return book with { Quotes = book.Quotes.SetItem(Contract, quote with { Versions = quote.Versions.SetItem(Version - 1, ended) }) };
    }
}

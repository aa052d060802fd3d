using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>Terms were offered under the id that they name, until a date; the version before it, if any, is replaced.</summary>
/// <param name="Version">From 1, without gaps.</param>
/// <param name="ExpiresOn">The last day on which it can be signed.</param>
/// <param name="Holds">Whether it holds its capacity until then.</param>
public sealed record QuoteMade(int Version, Terms Terms, LocalDate ExpiresOn, bool Holds) : FactBody
{
    /// <summary>Who took it upon them to hold beyond a limit, when somebody had to.</summary>
    public Approval? Approved { get; init; }

    public override string Kind => "quote.made.v1";
    public override string About => Terms.Contract.ToString();
    public override Slug? StepOf => Terms.Contract;

    public override Book Apply(Book book, Fact fact)
    {
        var quote = book.Quotes.GetValueOrDefault(Terms.Contract) ?? new Quote(Terms.Contract, []);
        var version = new QuoteVersion(Version, Terms, fact.RecordedAt, ExpiresOn, Holds) { Approved = Approved };
        return book with { Quotes = book.Quotes.SetItem(Terms.Contract, quote with { Versions = quote.Versions.Add(version) }) };
    }
}

using Headroom.Core.Books;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Records what a document told of a contract's terms. Refused for a contract that is not known and a document that has not appeared.</summary>
public sealed record DiscloseTerms(TermsDisclosed Disclosed) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Known(book.Contracts, Disclosed.Contract, "contract", "contract"),
            Check.Happened(Disclosed.Source.Date, book.Calendar.DateOf(now), "date"),
        ],
        () => Disclosed);

    public override Instant NotBefore(Book book) => book.Calendar.StartOf(Disclosed.Source.Date);
}

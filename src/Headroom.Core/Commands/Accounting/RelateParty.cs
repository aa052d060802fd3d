using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Marks a party as related to us. Refused for ourselves and before it is so.</summary>
public sealed record RelateParty(PartyRelated Related) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Happened(Related.From, book.Calendar.DateOf(now), "from"),
            Related.Party != book.Owner ? null : new Refusal(RefusalCode.InvalidTerms, "party", $"'{Related.Party}' is whose book this is."),
        ],
        () => Related);

    public override Instant NotBefore(Book book) => book.Calendar.StartOf(Related.From);
}

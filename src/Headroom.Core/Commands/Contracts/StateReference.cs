using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>States a customer's purchase order or acceptance. Refused for a contract that is not known, and for a limit that is not above 0.</summary>
public sealed record StateReference(Slug Contract, Reference Reference) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Known(book.Contracts, Contract, "contract", "contract"),
            Reference.Limit is { } limit ? Check.Range(limit, 0.001m, Money.Most, "limit", "") : null,
        ],
        () => new ReferenceStated(Contract, Reference));
}

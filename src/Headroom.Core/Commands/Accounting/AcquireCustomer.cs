using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Records that a customer came to belong to us. Refused for a party that buys nothing here, and when it is ours already.</summary>
public sealed record AcquireCustomer(CustomerAcquired Customer) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Happened(Customer.From, book.Calendar.DateOf(now), "from"),
            book.Acquired.TryGetValue(Customer.Party, out var since)
                ? new Refusal(RefusalCode.AlreadyExists, "party", $"'{Customer.Party}' has belonged to us since {Check.Text(since)}.") : null,
            book.Sold.Any(contract => contract.Versions.Any(version => version.Terms.Buyer == Customer.Party)) ? null
                : new Refusal(RefusalCode.NotFound, "party", $"'{Customer.Party}' buys under no contract of this book."),
        ],
        () => Customer);

    public override Instant NotBefore(Book book) => book.Calendar.StartOf(Customer.From);
}

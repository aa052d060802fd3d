using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// A contract as it would stand if its terms were signed and certain things had been said of it: readings, deliveries, events, notice. The
/// commands are checked as a book would check them, save that no capacity is asked for; nothing is written.
/// </summary>
public static class Supposed
{
    /// <summary>The contract, or the first refusal.</summary>
    /// <param name="said">In order; each is taken as said as early as its own dates permit.</param>
    public static (Contract? Contract, Refusal? Refusal) Contract(Terms terms, IEnumerable<Command> said)
    {
        // Seen from the buyer, a contract takes no capacity of ours, so that no fleet needs to be made up for it.
        var contract = new Contract(terms.Contract, [new TermsVersion(terms.From, terms, null)]);
        var book = (Book.Empty with { Opened = new BookOpened(terms.Buyer, true, terms.Calendar, Calendar.ZoneDataVersion) }).WithContract(contract);
        foreach (var command in said)
        {
            var now = Instant.Max(book.RecordedAt, command.NotBefore(book));
            var decision = command.Decide(book, now);
            if (decision is Refused refused) return (null, refused.Refusal);
            foreach (var body in ((Accepted)decision).Facts)
                book = book.With(new Fact(book.Position + 1, now, terms.Buyer, body));
        }
        return (book.Contracts[terms.Contract], null);
    }
}

using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>States what the company earned by one line in a period. Refused for a period upside down or not over, and when two lines of a period include what is sold.</summary>
public sealed record StateRevenue(RevenueStated Stated) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Stated.From <= Stated.Through ? null
            : new Refusal(RefusalCode.DatesUpsideDown, "through", $"The period ends {Check.Text(Stated.Through)} before it starts {Check.Text(Stated.From)}."),
            Check.Happened(Stated.Through, book.Calendar.DateOf(now), "through"),
            Stated.IncludesSold && book.Disclosures.Select(fact => fact.Body).OfType<RevenueStated>().FirstOrDefault(Clashes) is { } other
                ? new Refusal(RefusalCode.AlreadyExists, "includes-sold",
                    $"'{other.Line}' of {Check.Text(other.From)} to {Check.Text(other.Through)} includes what is sold already.") : null,
        ],
        () => Stated);

    public override Instant NotBefore(Book book) => book.Calendar.StartOf(Stated.Through);

    bool Clashes(RevenueStated other) => other.IncludesSold && other.Currency == Stated.Currency && other.From <= Stated.Through && Stated.From <= other.Through
        && (other.Segment, other.Line, other.From, other.Through) != (Stated.Segment, Stated.Line, Stated.From, Stated.Through);
}

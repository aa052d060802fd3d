using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Records what an index was published at for a month, or its revision. Refused for a value that is none and for a month that has not begun.</summary>
public sealed record PublishIndex(IndexValue Published) : Command
{
    public override Instant NotBefore(Book book) => book.Calendar.StartOf(Published.Month.OnDayOfMonth(1));

    public override Decision Decide(Book book, Instant now) => Check.Opened(book) is { } closed ? closed : Decision.Of(
        [
            Published.Value > 0 && Published.Value <= IndexValue.Most ? null
                : new Refusal(RefusalCode.OutOfRange, "value", $"{Published.Value} is not an index value: more than 0 and at most {IndexValue.Most}."),
            NotBefore(book) <= now ? null
                : new Refusal(RefusalCode.InTheFuture, "month", $"{InvoiceLine.Month(Published.Month)} has not begun; it is {now}."),
        ],
        () => new IndexPublished(Published));
}

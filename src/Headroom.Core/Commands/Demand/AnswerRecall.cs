using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Grants or declines a request for capacity. Refused when there is none, or when it has its answer.</summary>
public sealed record AnswerRecall(Slug Request, bool Granted, string Reason) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Known(book.RecallRequests, Request, "recall", "request"),
            book.RecallRequests.GetValueOrDefault(Request)?.Answer is { } answer
                ? new Refusal(RefusalCode.AlreadyExists, "recall", $"'{Request}' was {(answer.Granted ? "granted" : "declined")} on {Check.Text(answer.On)} already.") : null,
        ],
        () => new RecallAnswered(Request, new RecallAnswer(book.Calendar.DateOf(now), Granted, Reason)));
}

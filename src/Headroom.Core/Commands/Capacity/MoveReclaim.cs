using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records that a reclaim reached a stage. Its notice is said to the contract at the same time (capacity-reclaimed), and so is its withdrawal after that. Refused out of order,
/// before the stage it is at, and, where blocks tell when it is drained and back, by anything but their moves.
/// </summary>
public sealed record MoveReclaim(Slug Reclaim, ReclaimMove Move) : Command
{
    public override Instant NotBefore(Book book) => Move.At;

    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Reclaims, Reclaim, "reclaim", "reclaim")) is { } missing) return missing;
        var reclaim = book.Reclaims[Reclaim];
        var moved = new ReclaimMoved(Reclaim, Move);
        if (Decision.Of([Time(book, reclaim, now), Order(book, reclaim), Dated(reclaim)], () => moved) is Refused refused) return refused;
        if (Said(book, reclaim) is not { } happened) return moved;
        var told = new RecordEvent(reclaim.Contract, happened).Decide(book, now);
        return told is Accepted said ? new Accepted([moved, .. said.Facts]) : told;
    }

    /// <summary>What the contract is told of it; null when nothing.</summary>
    ContractEvent? Said(Book book, ReclaimCase reclaim)
    {
        var on = book.Contracts[reclaim.Contract].Terms.Calendar.DateOf(Move.At);
        return Move.To switch
        {
            ReclaimStage.Noticed => new CapacityReclaimed(on, reclaim.Clause, reclaim.Gpus, Move.From!.Value),
            ReclaimStage.Withdrawn when reclaim.At(ReclaimStage.Noticed) is { } noticed => new ReclaimWithdrawn(on, reclaim.Clause, reclaim.Gpus, noticed.From!.Value),
            _ => null,
        };
    }

    Refusal? Time(Book book, ReclaimCase reclaim, Instant now) => Move.At > now ? new(RefusalCode.InTheFuture, "at", "What has not happened yet cannot be recorded.")
        : ReclaimProgress.Of(book, reclaim).Since is var since && Move.At < since
        ? new Refusal(RefusalCode.DatesUpsideDown, "at", "It lies before the stage that the reclaim is at.").With("since", since)
        : null;

    Refusal? Order(Book book, ReclaimCase reclaim)
    {
        var stage = ReclaimProgress.Of(book, reclaim).Stage;
        var next = stage switch
        {
            ReclaimStage.Asked => [ReclaimStage.Noticed, ReclaimStage.Withdrawn],
            ReclaimStage.Noticed => [ReclaimStage.Drained, ReclaimStage.Withdrawn],
            ReclaimStage.Drained => [ReclaimStage.Back],
            _ => Array.Empty<ReclaimStage>(),
        };
        if (Move.To is ReclaimStage.Drained or ReclaimStage.Back && reclaim.Blocks.Length > 0)
            return new(RefusalCode.OutOfRange, "to", $"The blocks {string.Join(", ", reclaim.Blocks)} tell when it is {ReclaimProgress.Word(Move.To)}; move them.");
        return next.Contains(Move.To) ? null : new(RefusalCode.OutOfRange, "to",
            $"'{Reclaim}' is {ReclaimProgress.Word(stage)}; {(next.Length == 0 ? "nothing follows" : $"what follows is {string.Join(" or ", next.Select(ReclaimProgress.Word))}")}, not {ReclaimProgress.Word(Move.To)}.");
    }

    Refusal? Dated(ReclaimCase reclaim) => (Move.To, Move.From) switch
    {
        (ReclaimStage.Noticed, null) => new(RefusalCode.Malformed, "from", "Notice says from which day on the GPUs are taken."),
        (not ReclaimStage.Noticed, not null) => new(RefusalCode.OutOfRange, "from", "The first day without the GPUs comes with the notice, and with no other stage."),
        _ => null,
    };
}

using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Schedulers;

/// <summary>
/// Passes for ever: at once when the book says something that changes quotas, at the instant of every dated change, and every so often to find what others changed. What was
/// delayed is tried again after a pause.
/// </summary>
/// <param name="clock">The world's clock, by which pauses are measured; quotas follow the book's own.</param>
/// <param name="every">The time between looks when nothing happens.</param>
public sealed class Watch(Bookkeeper keeper, Reconciler reconciler, IClock clock, Duration every)
{
    /// <summary>How often the book is looked at, and how long a delayed pass waits.</summary>
    static readonly Duration Beat = Duration.FromMilliseconds(100), AfterDelay = Duration.FromSeconds(2);

    /// <summary>Runs until it is stopped, and tells what each pass came to, the same once.</summary>
    public async Task Run(Action<Pass> tell, CancellationToken stop)
    {
        var (position, again, next) = (-1L, Instant.MinValue, (Instant?)null);
        var told = "";
        while (!stop.IsCancellationRequested)
        {
            var book = keeper.CatchUp();
            var moved = Moved(book, position);
            position = book.Position;
            if (moved || clock.GetCurrentInstant() >= again || keeper.Now(book) >= next)
            {
                var pass = await reconciler.Pass(dry: false, stop);
                if (pass.Seen is { } look) reconciler.Observe(look);
                again = clock.GetCurrentInstant() + (pass is Pass.Delayed ? AfterDelay : every);
                next = Quotas.Of(book, keeper.Now(book)).NextChange(keeper.Now(book));
                if (Key(pass) is var key && key != told) tell(pass);
                told = key;
            }
            try { await Task.Delay(Beat.ToTimeSpan(), stop); }
            catch (OperationCanceledException) { break; }
        }
    }

    /// <summary>Whether anything was said since that may move quotas; that they were applied or changed by somebody else, and how nodes are, moves none.</summary>
    bool Moved(Book book, long since) =>
        book.Position > since && (since < 0
            || keeper.Facts(since, book.Position).Any(fact => fact.Body is not (QuotaApplied or DriftSeen or ConditionRecorded or ReclaimMoved { Move.To: ReclaimStage.Drained })));

    static string Key(Pass pass) => pass switch
    {
        Pass.Settled { Position: null } => "settled",
        Pass.Settled settled => $"settled {settled.Position}",
        Pass.Applied applied => $"applied {applied.Position}",
        Pass.Held held => $"held {held.Stop.Says} {held.Look.Plan.Digest}",
        Pass.Written written => $"written {written.Look.Plan.Digest}",
        Pass.Delayed delayed => $"delayed {delayed.Why}",
        _ => "dry",
    };
}

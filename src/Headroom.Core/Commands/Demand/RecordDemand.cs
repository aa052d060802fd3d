using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records measured own demand of one workload, whose hours were stored as an exhibit. Refused for a pool or class that the fleet does not
/// have, hours that have not passed, and more than <see cref="History.MostHours"/> hours in all.
/// </summary>
public sealed record RecordDemand(string Exhibit, History History) : Command
{
    /// <summary>The exhibit of busy GPUs, or null where they were not measured.</summary>
    public string? BusyExhibit { get; init; }

    public override Instant NotBefore(Book book) => History.End;

    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            book.Fleet.Pools.Values.Any(pool => pool.Id == History.Pool || pool.Class == History.Pool) ? null
                : new Refusal(RefusalCode.NotFound, "pool", $"There is no pool and no class of pools '{History.Pool}'."),
            History.Hourly.Length > 0 ? null : new Refusal(RefusalCode.OutOfRange, "rows", "There are no hours in the record."),
            History.End <= now ? null : new Refusal(RefusalCode.InTheFuture, "timestamp_utc", $"The record ends {History.End}, after now, {now}."),
            TooLong(book),
        ],
        () => new DemandRecorded(Exhibit, History) { BusyExhibit = BusyExhibit });

    Refusal? TooLong(Book book)
    {
        var known = book.Demand.GetValueOrDefault(History.Workload)?.History is { Hourly.IsEmpty: false } before ? before : null;
        var start = known is null ? History.Start : Instant.Min(known.Start, History.Start);
        var end = known is null ? History.End : Instant.Max(known.End, History.End);
        return Check.Range((decimal)(end - start).TotalHours, 0, History.MostHours, "timestamp_utc", "hours of history");
    }
}

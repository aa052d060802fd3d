using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Metering;
using NodaTime;

namespace Headroom.Journal.Keeping;

/// <summary>The hours that a source measured in a month, kept as an exhibit and sealed by a fact that names its digest.</summary>
public static class UsageMonth
{
    /// <summary>The command that seals these hours, whose exhibits are kept first unless the book would refuse the seal anyway.</summary>
    /// <param name="doubts">The list of gaps and of records set aside; null where there are none.</param>
    public static SealUsage Seal(Bookkeeper keeper, Slug source, YearMonth month, HourlyUse use, long setAside, Exhibit? doubts)
    {
        var exhibit = new Exhibit(HourlyUseExhibit.MediaType, HourlyUseExhibit.Write(use));
        var command = new SealUsage(source, month, use, exhibit.Digest.ToString(), setAside) { Doubts = doubts?.Digest.ToString() };
        var book = keeper.CatchUp();
        var now = book.Opened is { Sandbox: true } ? Instant.Max(keeper.Now(book), command.NotBefore(book)) : keeper.Now(book);
        if (command.Decide(book, now) is not Accepted) return command;
        keeper.Journal.PutExhibit(exhibit);
        if (doubts is not null) keeper.Journal.PutExhibit(doubts);
        return command;
    }

    /// <summary>The most units that one record of a source can hold: what its pool has at most in the window. Energy has no such bound here.</summary>
    public static long MostUnits(Book book, UsageSource source, Window window) => source.Measure == UsageMeasure.Energy ? (long)Core.Contracts.Quantity.Most
        : new CapacityPicture(book, window.From).Supply(book.Fleet.Pools[source.Pool]).Pieces(window).Max(piece => piece.Value);

    /// <summary>What was sealed last of a pool's sources for a month, with the hours.</summary>
    /// <exception cref="JournalUnavailable">An exhibit is not there.</exception>
    public static IReadOnlyCollection<(UsageSource Source, HourlyUse Use)> Sealed(Bookkeeper keeper, Book book, Slug pool, YearMonth month) =>
        [.. book.Sources.Values.Where(source => source.Pool == pool && book.Seals.ContainsKey((source.Id, month)))
            .Select(source => (source, Hours(keeper, book.Seals[(source.Id, month)])))];

    /// <summary>The hours of a seal.</summary>
    /// <exception cref="JournalUnavailable">The exhibit is not there.</exception>
    public static HourlyUse Hours(Bookkeeper keeper, UsageSealed seal) =>
        HourlyUseExhibit.Read(Content(keeper, seal.Exhibit).Span) ?? throw new JournalUnavailable($"The hours of {seal.Source}, sha256:{seal.Exhibit}, cannot be read.");

    /// <summary>The bytes of an exhibit that a seal names.</summary>
    /// <exception cref="JournalUnavailable">It is not there.</exception>
    public static ReadOnlyMemory<byte> Content(Bookkeeper keeper, string exhibit) =>
        keeper.Journal.GetExhibit(Digest.Parse(exhibit))?.Content ?? throw new JournalUnavailable($"The exhibit sha256:{exhibit} of a seal is not there.");
}

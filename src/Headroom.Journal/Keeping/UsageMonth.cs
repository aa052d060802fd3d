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
    /// <summary>The command that seals these hours, whose exhibit is kept first unless the book would refuse the seal anyway.</summary>
    public static SealUsage Seal(Bookkeeper keeper, Slug source, YearMonth month, HourlyUse use, long setAside)
    {
        var exhibit = new Exhibit(HourlyUseExhibit.MediaType, HourlyUseExhibit.Write(use));
        var command = new SealUsage(source, month, use, exhibit.Digest.ToString(), setAside);
        var book = keeper.CatchUp();
        var now = book.Opened is { Sandbox: true } ? Instant.Max(keeper.Now(book), command.NotBefore(book)) : keeper.Now(book);
        if (command.Decide(book, now) is Accepted) keeper.Journal.PutExhibit(exhibit);
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
        keeper.Journal.GetExhibit(Digest.Parse(seal.Exhibit))?.Content is { } content && HourlyUseExhibit.Read(content.Span) is { } use ? use
            : throw new JournalUnavailable($"The hours of {seal.Source}, sha256:{seal.Exhibit}, are not there.");
}

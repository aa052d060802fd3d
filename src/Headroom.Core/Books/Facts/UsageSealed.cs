using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// What a source measured in a month, closed with a digest: the hours themselves are an exhibit of that digest. Late or corrected records make a
/// further revision; the ones before stay in the journal, and the next invoice carries the difference.
/// </summary>
/// <param name="Revision">From 1; the highest holds.</param>
/// <param name="Exhibit">SHA-256 of the hours by account, 64 hexadecimal digits.</param>
/// <param name="Holders">Unit-seconds by holder.</param>
/// <param name="Unassigned">Unit-seconds of accounts that the description does not name.</param>
/// <param name="SetAside">Records that were not counted, for reasons listed at the import.</param>
public sealed record UsageSealed(Slug Source, YearMonth Month, int Revision, string Exhibit, ImmutableSortedDictionary<Slug, long> Holders, long Unassigned, long SetAside)
    : FactBody
{
    public override string Kind => "usage.sealed.v1";
    public override string About => Source.ToString();
    public override Book Apply(Book book, Fact fact) =>
        book with { Seals = book.Seals.SetItem((Source, Month), this), Sealings = book.Sealings.Add(new(this, fact.Position, fact.RecordedAt)) };

    /// <summary>Unit-seconds of each hour of the month, of a source that measures what was down; empty for all others, whose hours are in the exhibit alone.</summary>
    public ImmutableArray<long> Hours { get; init; } = [];

    /// <summary>SHA-256 of the exhibit that lists the gaps and the records set aside; null where there are none, and in seals older than the list.</summary>
    public string? Doubts { get; init; }

    /// <summary>The unit-seconds of each hour; evenly over the month where the seal does not say them.</summary>
    /// <param name="month">The month in the book's zone, which cuts its first and last hour where it begins or ends inside one.</param>
    public IEnumerable<(Window Hour, long Used)> ByHour(Window month)
    {
        var (first, count) = (HourlyUse.FirstHourOf(month), HourlyUse.HoursOf(month));
        for (var i = 0; i < count; i++)
        {
            var start = Instant.FromUnixTimeSeconds((first + i) * NodaConstants.SecondsPerHour);
            yield return (new(Instant.Max(start, month.From), Instant.Min(start + Duration.FromHours(1), month.End)),
                Hours.Length == count ? Hours[i] : (long)((Int128)Total * (i + 1) / count - (Int128)Total * i / count));
        }
    }

    /// <summary>Unit-seconds in all.</summary>
    public long Total => Holders.Values.Sum() + Unassigned;

    /// <summary>Unit-seconds of one holder; zero when it used nothing.</summary>
    public long Of(Slug holder) => Holders.GetValueOrDefault(holder);
}

/// <summary>A seal, and which fact said it when.</summary>
public sealed record Sealing(UsageSealed Seal, long Position, Instant At);

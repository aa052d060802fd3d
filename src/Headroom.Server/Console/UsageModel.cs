using System.Collections.Immutable;
using System.Text;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Metering.Hours;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the page of usage shows: a pool's month, and the pools and months that can be chosen.</summary>
/// <param name="Pools">At most <see cref="MostPools"/>, those with sources of usage first.</param>
public sealed record UsageModel(Surroundings Around, PoolUsage? Usage, ImmutableArray<Slug> Pools)
{
    const int MostPools = 24, MostMonths = 6;

    /// <summary>At most so many records set aside, and gaps, are listed; the table as CSV has all that are kept.</summary>
    public const int MostDoubts = 50;

    internal static UsageModel? Of(Asked asked)
    {
        var (book, input) = (asked.Book, asked.Input);
        var measured = book.Sources.Values.Select(source => source.Pool).ToHashSet();
        var pools = book.Fleet.Pools.Keys.OrderBy(id => !measured.Contains(id)).ThenBy(id => id).Take(MostPools).ToImmutableArray();
        var chosen = input.Has("pool") ? asked.Pool : pools.IsEmpty ? null : book.Fleet.Pools[pools[0]];
        var month = input.Has("month") ? input.Month("month") : Usual(book, chosen?.Id, asked.Today);
        if (input.Faults.Count > 0) return null;
        return new(Surroundings.Of(asked), chosen is null ? null : PoolUsage.Of(asked.Desk.Keeper, book, chosen, month, asked.Today), pools);
    }

    /// <summary>The last month that was sealed of the pool, else the last that is over.</summary>
    static YearMonth Usual(Book book, Slug? pool, LocalDate today) =>
        book.Seals.Values.Where(seal => book.Sources[seal.Source].Pool == pool).Select(seal => (YearMonth?)seal.Month).Max() ?? today.ToYearMonth().PlusMonths(-1);

    /// <summary>Months around the one shown, up to this one and the next of it.</summary>
    public IEnumerable<YearMonth> Months => Enumerable.Range(0, MostMonths).Select(back => Last.PlusMonths(back + 1 - MostMonths));

    YearMonth Last => Usage!.Month.PlusMonths(1) is var next && next < Around.Today.ToYearMonth() ? next
        : Around.Today.ToYearMonth() is var now && now > Usage.Month ? now : Usage.Month;

    /// <summary>The address of another pool's or month's page.</summary>
    public string Link(Slug pool, YearMonth month) =>
        FormattableString.Invariant($"/usage?pool={pool}&month={Json.Text(month)}{(Around.IsEarlier ? $"&position={Around.Position}" : "")}");

    /// <summary>The view of the API that shows the same.</summary>
    public string Api => $"/v1/pools/{Usage!.Pool.Id}/usage?month={Json.Text(Usage.Month)}";

    /// <summary>The name under which a table is kept.</summary>
    public string File(string table) => $"{Usage!.Pool.Id}-{Json.Text(Usage.Month)}-{table}";

    /// <summary>The days in GPU-hours by what became of them, as JSON for the chart.</summary>
    public string Chart => Encoding.UTF8.GetString(Json.Bytes(json => json.Map(() =>
    {
        json.WriteBoolean("measured", Usage!.Hours.OwnIsMeasured); json.List("days", Usage!.Hours.Days(Usage.Calendar), day => json.Map(() =>
    {
        json.Date("date", day.Date);
        foreach (var (name, seconds) in new[] { ("sold", day.Sum.Sold), ("own", day.Sum.Own), ("handover", day.Sum.Handover), ("broken", day.Sum.Broken), ("idle", day.Sum.Idle),
            ("capacity", day.Sum.Capacity) })
            json.WriteNumber(name, MeteringJson.GpuHours(seconds));
    }));
    })));

    /// <summary>The five states of the month with their GPU-seconds, null where it was not measured: together they are the capacity.</summary>
    public IEnumerable<(string Name, string Figure, long? Seconds)> States
    {
        get
        {
            var (hours, total) = (Usage!.Hours, Usage.Hours.Total);
            yield return ("Sold", "sold", total.Sold);
            yield return ("Own work", "own", hours.OwnIsMeasured || total.Own > 0 ? total.Own : null);
            yield return (hours.OwnIsMeasured ? "Idle" : "Own or idle", "idle", total.Idle);
            yield return ("Handover", "handover", total.Handover);
            yield return ("Broken", "broken", hours.DownIsMeasured ? total.Broken : null);
        }
    }
}

using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Documents;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Headroom.Metering.Events;
using NodaTime;

namespace Headroom.Metering.Hours;

/// <summary>A pool's month of use on one sheet: what became of its capacity, who had it, what was measured by which source, and what was invoiced for it.</summary>
/// <param name="Calendar">That of the book, whose months and dates they are.</param>
/// <param name="Bills">The lines invoiced for the month to every contract that had or used something of the pool, by contract; none for one that was not invoiced yet.</param>
public sealed record PoolUsage(Pool Pool, YearMonth Month, Calendar Calendar, PoolHours Hours, ImmutableArray<SourceMonth> Sources, ImmutableArray<MonthBill> Bills)
{
    /// <param name="today">Supply that is planned and late on it is not in service.</param>
    /// <exception cref="JournalUnavailable">An exhibit is not there.</exception>
    public static PoolUsage Of(Bookkeeper keeper, Book book, Pool pool, YearMonth month, LocalDate today)
    {
        var hours = PoolHours.Of(new PoolSplits(book, pool, today), pool, book.Calendar.Of(month), UsageMonth.Sealed(keeper, book, pool.Id, month));
        var sources = book.Sources.Values.Where(source => source.Pool == pool.Id).Select(source => SourceMonth.Of(keeper, book, source, month)).ToImmutableArray();
        var contracts = hours.Shares.Select(share => share.Holder).Concat(sources.SelectMany(source => source.Source.Accounts.Values).Select(holder => (UsageHolder?)holder))
            .Where(holder => holder is { IsOwn: false }).Select(holder => holder!.Value.Id).Distinct().Order();
        return new(pool, month, book.Calendar, hours, sources, [.. contracts.SelectMany(contract => MonthBill.Of(book, contract, month))]);
    }
}

/// <summary>A line of an invoice that stands, for a contract's month of service.</summary>
public sealed record MonthBill(Slug Contract, string Invoice, InvoiceLine Line, Currency Currency)
{
    internal static IEnumerable<MonthBill> Of(Book book, Slug contract, YearMonth month) => book.Receivables.InvoicesOf(contract)
        .Where(invoice => !book.Receivables.Voided.ContainsKey(invoice.Number!))
        .SelectMany(invoice => invoice.Lines.Where(line => line.Period == month).Select(line => new MonthBill(contract, invoice.Number!, line, invoice.Currency)));
}

/// <summary>What a source has of a month.</summary>
/// <param name="Last">When the last record ended, of whatever month; null when none came yet. Of sealed hours it is the end of the last hour in which anything was used.</param>
/// <param name="Revisions">The month's seals in order; the last holds.</param>
/// <param name="Waiting">Unit-seconds that the events kept of the month come to beyond the last seal; null where none were sent, and in a book seen at an earlier position.</param>
/// <param name="Doubts">Of the events kept of the month, else of the last seal.</param>
public sealed record SourceMonth(UsageSource Source, Instant? Last, ImmutableArray<Sealing> Revisions, long? Waiting, Doubts Doubts)
{
    /// <summary>The seal that holds; null while none does.</summary>
    public UsageSealed? Seal => Revisions.LastOrDefault()?.Seal;

    internal static SourceMonth Of(Bookkeeper keeper, Book book, UsageSource source, YearMonth month)
    {
        var (revisions, latest) = (book.Sealings.Where(each => each.Seal.Source == source.Id && each.Seal.Month == month).ToImmutableArray(),
            book.Seals.Values.Where(seal => seal.Source == source.Id).MaxBy(seal => seal.Month));
        var seen = latest is null ? null : LastUsed(UsageMonth.Hours(keeper, latest));
        var seal = revisions.LastOrDefault()?.Seal;
        var window = book.Calendar.Of(month);
        var by = Instant.Max(keeper.Now(book), window.End);
        var sealedDoubts = Sealed(keeper, seal);
        if (book.Position != keeper.CatchUp().Position || !KeptUse.Read(keeper.Journal.Usage, source.Id, month, window, by, UsageMonth.MostUnits(book, source, window))
            .TryGet(out var sent, out _))
            return new(source, seen, revisions, null, sealedDoubts);
        var ended = keeper.Journal.Usage.Last(source.Id.ToString(), by.ToUnixTimeSeconds()) is { } record ? Instant.FromUnixTimeSeconds(record.To) : (Instant?)null;
        var last = seen is null || ended > seen ? ended ?? seen : seen;
        return sent.Counts.Lines > sent.Refused ? new(source, last, revisions, sent.Use.Total - (seal?.Total ?? 0), new(sent.Gaps, [.. sent.Quarantine.Records]))
            // Nothing of the month was kept, so that it was sealed from elsewhere; what was refused stands beside.
            : new(source, last, revisions, null, sealedDoubts with { Records = [.. sealedDoubts.Records.Union(sent.Quarantine.Records)] });
    }

    static Doubts Sealed(Bookkeeper keeper, UsageSealed? seal) => seal?.Doubts is not { } digest ? Doubts.None
        : DoubtsExhibit.Read(UsageMonth.Content(keeper, digest)).TryGet(out var doubts, out var fault) ? doubts : throw new JournalUnavailable(fault.Says);

    static Instant? LastUsed(HourlyUse use) => use.ByHour is var hours && Enumerable.Range(0, hours.Length).LastOrDefault(hour => hours[hour] > 0, -1) is >= 0 and var last
        ? Instant.Min(use.FirstHour + Duration.FromHours(last + 1), use.Window.End) : null;
}

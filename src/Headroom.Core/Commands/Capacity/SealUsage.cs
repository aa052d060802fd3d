using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Closes what a source measured in a month, whose hours were stored as an exhibit, and reads the meters of the contracts that it feeds: a first
/// time, or anew where late records changed them. Refused for an unknown source, a month that is not over or not the one measured, hours that were
/// sealed already with the same doubts, and a contract that counts its months in another zone than the book.
/// </summary>
/// <param name="Use">Hours by account over exactly the month in the book's zone.</param>
/// <param name="Exhibit">The digest of these hours.</param>
/// <param name="SetAside">Records that were not counted.</param>
public sealed record SealUsage(Slug Source, YearMonth Month, HourlyUse Use, string Exhibit, long SetAside) : Command
{
    /// <summary>The digest of the list of gaps and records set aside; null where there are none.</summary>
    public string? Doubts { get; init; }

    public override Instant NotBefore(Book book) => book.Calendar.Of(Month).End;

    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Sources, Source, "source", "source of usage")) is { } missing) return missing;
        var (source, before) = (book.Sources[Source], book.Seals.GetValueOrDefault((Source, Month)));
        var totals = Totals(source);
        var decision = Decision.Of(
            [
                NotBefore(book) <= now ? null : new Refusal(RefusalCode.InTheFuture, "month", $"{InvoiceLine.Month(Month)} is not over; it is {now}."),
                Use.Window == book.Calendar.Of(Month) ? null
                    : new Refusal(RefusalCode.DatesUpsideDown, "month", $"The hours cover {Use.Window}; {InvoiceLine.Month(Month)} is {book.Calendar.Of(Month)}."),
                before is not null && (before.Exhibit, before.SetAside, before.Doubts) == (Exhibit, SetAside, Doubts)
                    ? new Refusal(RefusalCode.AlreadyExists, "month",
                        $"These hours are sealed already, as revision {before.Revision} of {InvoiceLine.Month(Month)}; there is nothing new.") : null,
                .. Contracts(book, source).Select(contract => Zone(book, contract)),
            ],
            () => new UsageSealed(Source, Month, (before?.Revision ?? 0) + 1, Exhibit, totals, Use.Total - totals.Values.Sum(), SetAside)
            { Hours = source.Measure == UsageMeasure.Down ? Use.ByHour : [], Doubts = Doubts });
        return decision is Accepted { Facts: [UsageSealed seal] } ? new Accepted([seal, .. Readings(book, source, seal)]) : decision;
    }

    ImmutableSortedDictionary<Slug, long> Totals(UsageSource source) => source.Accounts
        .GroupBy(account => account.Value.Id, account => Use.Of(account.Key))
        .Select(holder => (holder.Key, Sum: holder.Sum())).Where(holder => holder.Sum > 0)
        .ToImmutableSortedDictionary(holder => holder.Key, holder => holder.Sum);

    static IEnumerable<Contract> Contracts(Book book, UsageSource source) => source.Feeds is null ? []
        : source.Accounts.Values.Where(holder => !holder.IsOwn).Select(holder => holder.Id).Distinct().Select(id => book.Contracts[id]);

    static Refusal? Zone(Book book, Contract contract) => contract.Terms.Calendar.Zone.Id == book.Calendar.Zone.Id ? null
        : new Refusal(RefusalCode.InvalidTerms, "zone",
            $"'{contract.Id}' counts its months in {contract.Terms.Calendar.Zone.Id} and the book in {book.Calendar.Zone.Id}: the same hours are not its month.");

    // A meter is the sum of all sources that feed it, each with its last seal.
    IEnumerable<QuantityObserved> Readings(Book book, UsageSource source, UsageSealed seal)
    {
        foreach (var contract in Contracts(book, source))
        {
            var reads = contract.Versions.Any(version => version.Terms.Meters.Contains(source.Feeds!));
            var isInTerm = Month >= contract.Versions[0].Terms.From.ToYearMonth() && Month <= contract.LastDay.ToYearMonth();
            if (!reads || !isInTerm || contract.IsClosed) continue;
            var others = book.Sources.Values.Where(other => other.Id != Source && other.Feeds == source.Feeds)
                .Sum(other => book.Seals.GetValueOrDefault((other.Id, Month))?.Of(contract.Id) ?? 0);
            var amount = source.InUnits(seal.Of(contract.Id) + others);
            if (contract.Observed.LastOrDefault(read => read.Meter == source.Feeds && read.Month == Month) is { } known ? known.Amount == amount : amount == 0) continue;
            yield return new(contract.Id,
                new Quantity(source.Feeds!, Month, amount, $"usage of {Source} for {InvoiceLine.Month(Month)}, revision {seal.Revision}, sha256:{Exhibit}"));
        }
    }
}

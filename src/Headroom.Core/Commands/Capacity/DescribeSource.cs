using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Describes a source of usage. Refused for a pool, contract or workload that is not known, for a contract whose clauses read no such meter,
/// for none or too many accounts, and where another measure or pool was sealed under the same id.
/// </summary>
public sealed record DescribeSource(UsageSource Source) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Known(book.Fleet.Pools, Source.Pool, "pool", "pool"),
            Check.Range(Source.Accounts.Count, 1, UsageSource.MostAccounts, "accounts", "accounts"),
            .. Source.Accounts.Select(account => Holder(book, account.Key, account.Value)),
            Changed(book), Twofold, OtherUnit(book),
        ],
        () => new SourceDescribed(Source));

    Refusal? Holder(Book book, string account, UsageHolder holder)
    {
        var field = $"accounts.{account}";
        if (holder.IsOwn) return Check.Known(book.Demand, holder.Id, field, "workload");
        if (Check.Known(book.Contracts, holder.Id, field, "contract") is { } missing) return missing;
        if (book.Contracts[holder.Id].Versions.SelectMany(version => version.Terms.Legs).OfType<Sla>()
            .FirstOrDefault(sla => sla.States is not null && sla.Meters.Contains(Source.Feeds)) is { } judged)
            return new(RefusalCode.InvalidTerms, "feeds",
                $"'{Source.Feeds}' of '{holder.Id}' is read from the conditions of nodes by the table of '{judged.Name}'; no source feeds it.");
        var meters = book.Contracts[holder.Id].Versions.SelectMany(version => version.Terms.Meters).Distinct().ToList();
        return Source.Feeds is not { } feeds || meters.Count == 0 || meters.Contains(feeds) ? null
            : new Refusal(RefusalCode.NotFound, "feeds", $"No clause of '{holder.Id}' reads a meter '{feeds}'; they read {string.Join(", ", meters)}.");
    }

    // Totals are kept by holder, so one id must not stand for two.
    Refusal? Twofold => Source.Accounts.Values.Distinct().GroupBy(holder => holder.Id).FirstOrDefault(group => group.Count() > 1) is { Key: var id }
        ? new Refusal(RefusalCode.InvalidTerms, "accounts", $"'{id}' is a contract and a workload here; a source holds one of the two.") : null;

    // One meter is the sum of all that feed it.
    Refusal? OtherUnit(Book book) =>
        Source.Feeds is { } feeds && book.Sources.Values.FirstOrDefault(other => other.Id != Source.Id && other.Feeds == feeds && other.Measure != Source.Measure) is { } feeding
        ? new Refusal(RefusalCode.InvalidTerms, "feeds", $"'{feeds}' is fed {Word(feeding.Measure)} by '{feeding.Id}'; {Word(Source.Measure)} does not add to that.") : null;

    // What was sealed as one thing must not be read as another.
    Refusal? Changed(Book book) => book.Sources.GetValueOrDefault(Source.Id) is { } before
        && (before.Measure != Source.Measure || before.Pool != Source.Pool) && book.Seals.Keys.Any(key => key.Source == Source.Id)
        ? new Refusal(RefusalCode.AlreadyExists, "source", $"'{Source.Id}' was sealed as {Word(before.Measure)} of pool '{before.Pool}'; describe another source.") : null;

    static string Word(UsageMeasure measure) => measure.ToString().ToLowerInvariant();
}

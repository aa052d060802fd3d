using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Where a draft, quote or contract stands at a date, since when and by which fact, and what comes next. Some stages are entered by a fact
/// (signed, noticed, closed), others by the calendar (expired, wound down) or by both (in delivery, in service), so that nothing has to be
/// said for time to pass.
/// </summary>
/// <param name="Entered">The stages entered by the date, in order; never empty.</param>
/// <param name="Ahead">The stages that are to come as things stand, in order of date.</param>
public sealed record Lifecycle(Slug Contract, LocalDate At, ImmutableArray<StageEntry> Entered, ImmutableArray<StageEntry> Ahead)
{
    /// <summary>Where it stands: before a signature the latest that became of the quote, after it the furthest stage entered.</summary>
    public StageEntry Now => Entered[^1].Stage < Stage.Signed ? Entered[^1] : Entered.MaxBy(entry => entry.Stage)!;

    public Stage Stage => Now.Stage;

    /// <summary>What comes next, in words.</summary>
    public string Next => Ahead.Length > 0 ? $"{StageEntry.Name(Ahead[0].Stage)} from {Text(Ahead[0].Since)}: {Ahead[0].Because}" : Stage switch
    {
        Stage.Draft => "a quote, or the signature",
        Stage.Expired or Stage.Withdrawn or Stage.Declined => "another version of the quote, or nothing",
        Stage.WoundDown => "it can be closed when everything is billed and paid and its capacity is back",
        Stage.Closed => "nothing",
        _ => "the delivery of what is reserved",
    };

    /// <summary>The life of what an id stands for, or null when nothing was said of it by the end of the date.</summary>
    public static Lifecycle? Of(Book book, Slug id, LocalDate at)
    {
        var facts = book.Steps.GetValueOrDefault(id, []);
        var calendar = (book.Contracts.GetValueOrDefault(id)?.Terms ?? book.Quotes.GetValueOrDefault(id)?.Latest.Terms ?? book.Drafts.GetValueOrDefault(id))?.Calendar;
        if (calendar is null) return null;
        var after = book.Contracts.TryGetValue(id, out var contract) ? Served(contract, facts).OrderBy(entry => entry.Since).ThenBy(entry => entry.Stage).ToList() : [];
        var signed = after.Count > 0 ? after[0].Since : LocalDate.MaxIsoValue;
        var before = Offered(book, id, facts, contract is not null).Where(entry => entry.Since <= signed);
        var all = before.Concat(after).ToList();
        return all.Any(entry => entry.Since <= at) ? new(id, at, [.. all.Where(entry => entry.Since <= at)], [.. all.Where(entry => entry.Since > at)]) : null;
    }

    /// <summary>Drafts and quotes in order; a version that ran out unsigned and unreplaced has expired by the calendar.</summary>
    static IEnumerable<StageEntry> Offered(Book book, Slug id, ImmutableList<Fact> facts, bool isSigned)
    {
        var calendar = (book.Quotes.GetValueOrDefault(id)?.Latest.Terms ?? book.Drafts.GetValueOrDefault(id))?.Calendar;
        if (calendar is null) yield break;
        for (var i = 0; i < facts.Count; i++)
        {
            var (fact, on) = (facts[i], calendar.DateOf(facts[i].RecordedAt));
            if (fact.Body is DraftSaved && !facts.Take(i).Any(earlier => earlier.Body is QuoteMade)) yield return new(Stage.Draft, on, "terms saved as a draft", fact);
            if (fact.Body is QuoteEnded ended) yield return new(ended.How == QuoteEnd.Withdrawn ? Stage.Withdrawn : Stage.Declined, on, ended.Reason, fact);
            if (fact.Body is not QuoteMade made) continue;
            yield return new(Stage.Quoted, on, $"version {made.Version}, open through {Text(made.ExpiresOn)}{(made.Holds ? ", holding its capacity" : "")}", fact);
            var next = facts.Skip(i + 1).FirstOrDefault(later => later.Body is QuoteMade or QuoteEnded or ContractSigned);
            if (next is null ? !isSigned : calendar.DateOf(next.RecordedAt) > made.ExpiresOn)
                yield return new(Stage.Expired, made.ExpiresOn.PlusDays(1), $"version {made.Version} was open through {Text(made.ExpiresOn)}", null);
        }
    }

    /// <summary>The stages of a contract, each with the date on which it is entered as things stand; the order is by stage.</summary>
    static IEnumerable<StageEntry> Served(Contract contract, ImmutableList<Fact> facts)
    {
        var (first, calendar) = (contract.Versions[0].Terms.From, contract.Terms.Calendar);
        var signature = facts.FirstOrDefault(fact => fact.Body is ContractSigned || fact.Body is PartAssigned assigned && assigned.As == contract.Id);
        var part = signature?.Body as PartAssigned;
        var signed = signature is null ? first : LocalDate.Min(first, part?.On ?? calendar.DateOf(signature.RecordedAt));
        yield return new(Stage.Signed, signed, part is null ? "signed" : $"assigned by '{part.Contract}' as a part of it", signature);
        var delivery = facts.Where(fact => fact.Body is CapacityDelivered).MinBy(fact => ((CapacityDelivered)fact.Body).Delivery.Date);
        var early = delivery?.Body is CapacityDelivered { Delivery.Date: var date } && date < first ? delivery : null;
        if (first <= contract.LastDay) yield return new(Stage.InDelivery, first, "first day of the term", early);
        if (InService(contract) is { } served && served <= contract.LastDay)
            yield return new(Stage.InService, served,
                contract.Delivered.Length > 0 || contract.Events.Any(happened => happened is TrancheReady or TrancheAccepted) ? "everything reserved by then is delivered"
                : contract.Terms.Legs.Any(leg => leg is TrancheDelivery) ? "reserved from then on; no delivery is asked for by then"
                : "reserved from then on; the terms ask for no delivery",
                facts.LastOrDefault(fact => fact.Body is CapacityDelivered { Delivery.Date: var on } ? on <= served
                    : fact.Body is ContractEventRecorded { Event: TrancheReady or TrancheAccepted } happened && happened.Event.On <= served));
        if (contract.Notice is { } notice)
            yield return new(Stage.Noticed, LocalDate.Max(notice.Served, signed),
                $"{Says(notice)} by the {notice.By.ToString().ToLowerInvariant()}; the last day served is {Text(notice.LastDay)}",
                facts.LastOrDefault(fact => notice.Ground == Ground.Convenience ? fact.Body is NoticeGiven
                    : fact.Body is ContractEventRecorded { Event: TrancheTerminated or TerminatedForCause } ended && ended.Event.On == notice.Served));
        yield return new(Stage.WoundDown, contract.LastDay.PlusDays(1),
            $"{Text(contract.LastDay)} is the last day served, {(contract.Notice is not { } by ? "at the stated end" : by.Ground == Ground.Convenience ? "by notice" : Says(by))}",
            null);
        if (contract.IsClosed && facts.LastOrDefault(fact => fact.Body is ContractClosed) is { } closed)
            yield return new(Stage.Closed, calendar.DateOf(closed.RecordedAt), "everything is served, billed, paid and handed back", closed);
    }

    static string Says(Notice notice) => notice.Ground switch { Ground.LateDelivery => "ended for late delivery", Ground.Cause => "ended for cause", _ => "notice" };

    /// <summary>The first date on which all that is reserved then is there: by delivery or acceptance where either is said or asked for, else by the calendar.</summary>
    static LocalDate? InService(Contract contract)
    {
        var calendar = contract.Terms.Calendar;
        var tranches = contract.Terms.Legs.OfType<TrancheDelivery>().Select(leg => (leg.Target, Progress: leg.Progress(contract.Events))).ToList();
        var pools = contract.Capacity.GroupBy(commitment => commitment.Pool)
            .Select(group => (Pool: group.Key, Gpus: group.Select(commitment => commitment.Gpus).Aggregate((a, b) => a.Zip(b, (x, y) => x + y)))).ToList();
        var dates = pools.SelectMany(pool => pool.Gpus.Changes).Select(calendar.DateOf).Concat(contract.Delivered.Select(delivery => delivery.Date))
            .Concat(tranches.SelectMany(tranche => new[] { tranche.Target, tranche.Progress.Accepted, tranche.Progress.Terminated?.PlusDays(1) })
                .OfType<LocalDate>()).Distinct().Order();
        foreach (var date in dates)
        {
            var reserved = pools.Select(pool => (pool.Pool, Gpus: pool.Gpus.At(calendar.StartOf(date)))).Where(pool => pool.Gpus > Gpus.Zero).ToList();
            if (reserved.Count > 0 && reserved.All(pool => IsDelivered(contract, pool.Pool, pool.Gpus, date)
                && IsAccepted([.. tranches.Where(tranche => tranche.Progress.Pool == pool.Pool && !(tranche.Progress.Terminated < date))], pool.Gpus, date))) return date;
        }
        return pools.Count == 0 ? contract.Versions[0].Terms.From : null;
    }

    static bool IsDelivered(Contract contract, Slug pool, Gpus reserved, LocalDate date)
    {
        var isAsked = contract.Delivered.Any(delivery => delivery.Pool == pool)
            || contract.Versions.Any(version => version.Terms.Legs.OfType<ProRata>().Any(leg => leg.Pool == pool));
        return !isAsked || new Observations(null, contract.Delivered).DeliveredBy(pool, date) >= reserved;
    }

    // No tranche whose date has come is missing, and something is there: an accepted tranche, or what is reserved outside of any.
    static bool IsAccepted(IReadOnlyList<(LocalDate Target, TrancheProgress Progress)> tranches, Gpus reserved, LocalDate date) => tranches.Count == 0
        || (tranches.All(tranche => tranche.Target > date || tranche.Progress.IsAccepted(date))
            && (tranches.Any(tranche => tranche.Progress.IsAccepted(date)) || tranches.Sum(tranche => tranche.Progress.Gpus.Count) < reserved.Count));

    static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>That a stage is entered on a date, why, and by which fact; null when the calendar alone does it.</summary>
public sealed record StageEntry(Stage Stage, LocalDate Since, string Because, Fact? By)
{
    /// <summary>The stage in words: "in delivery".</summary>
    public static string Name(Stage stage) => string.Concat(stage.ToString().Select((letter, i) =>
        char.IsUpper(letter) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));
}

/// <summary>The stages of a contract's life. From <see cref="Signed"/> on they are in order, and a later one is never left by time alone.</summary>
public enum Stage
{
    Draft,
    Quoted,
    Expired,
    Withdrawn,
    Declined,
    Signed,
    /// <summary>The term has begun and not all that is reserved is there.</summary>
    InDelivery,
    InService,
    /// <summary>Notice was served and the last day has not passed.</summary>
    Noticed,
    /// <summary>The last day served has passed.</summary>
    WoundDown,
    Closed,
}

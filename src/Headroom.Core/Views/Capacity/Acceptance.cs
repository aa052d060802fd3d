using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The two tests that a sale must pass, both of them. (1) No double sale: over the whole stated term commitments stay within planned supply
/// and power at every instant, own demand left out; no recall cures it. (2) Own products: from the first day served to the first day
/// usable again after our earliest permitted notice, the probability of any shortfall stays within the policy's risk, jointly.
/// </summary>
public static class Acceptance
{
    /// <summary>
    /// Why the contract cannot be taken into the book, or null when both tests hold. The book must not hold the contract yet. What other open
    /// quotes hold counts as committed, until the instant at which they expire, and so does what buyers may still claim by rights to extend, the
    /// offer's own included.
    /// </summary>
    /// <param name="owed">Whether it was promised before, so that only the first test applies.</param>
    public static Refusal? Test(Book book, Contract offer, Instant now, bool owed = false) =>
        Test(new CapacityPicture(book.Holding(now, except: offer.Id), now), offer, now, owed);

    /// <summary>The same beside a picture as of now of the book with what others hold, for whoever asks more than once.</summary>
    public static Refusal? Test(CapacityPicture standing, Contract offer, Instant now, bool owed = false)
    {
        var longest = standing.Book.Sells(offer.Terms) ? offer.WithOptions(offer.Terms.Calendar.DateOf(now)) : offer;
        var picture = standing.Beside(standing.Book.WithContract(longest));
        return SoldTwice(picture, longest) ?? (owed ? null : LimitTest.Of(picture.Book, offer, now) ?? CrowdedOut(Recalled(standing, picture, longest, now), offer, now));
    }

    /// <summary>What own products are tested in: the picture with an offer, less what it lets us reclaim.</summary>
    internal static CapacityPicture Bound(CapacityPicture standing, Contract offer, Instant now) =>
        Recalled(standing, standing.Beside(standing.Book.WithContract(offer)), offer, now);

    /// <summary>The picture in which everything that the offer lets us reclaim is reclaimed as soon as it may be: own products fall short only of what cannot be.</summary>
    static CapacityPicture Recalled(CapacityPicture standing, CapacityPicture with, Contract offer, Instant now)
    {
        var clauses = offer.Terms.Legs.OfType<Reclaim>().ToList();
        if (clauses.Count == 0) return with;
        var on = LocalDate.Max(offer.Terms.Calendar.DateOf(now), offer.Versions[0].Terms.From);
        var taken = clauses.Select(clause => new CapacityReclaimed(on, clause.Name, clause.Most, on.PlusDays(clause.NoticeDays)));
        return standing.Beside(standing.Book.WithContract(offer with { Events = [.. offer.Events, .. taken] }));
    }

    /// <summary>
    /// Why a contract in the book cannot become another, or null. A change that asks for no more capacity than before cannot sell
    /// anything twice, whatever the forecast says today.
    /// </summary>
    public static Refusal? TestChange(Book book, Contract before, Contract after, Instant now, bool owed = false)
    {
        var (old, young) = (before.Schedule(null), after.Schedule(null));
        var grows = after.Versions.SelectMany(version => version.Terms.Pools).Distinct().Any(pool =>
            young.Reserved(pool).Zip(old.Reserved(pool), (now, then) => now - then) is var more && more.Changes.Any(change => more.At(change).Count > 0));
        var becomesCounted = after.Terms.Legs.OfType<Reserve>().Any(leg => leg.Whole is null) && before.Terms.Legs.OfType<Reserve>().Any(leg => leg.Whole is not null);
        return grows || becomesCounted ? Test(book.WithoutContract(before.Id), after, now, owed) : null;
    }

    static Refusal? SoldTwice(CapacityPicture picture, Contract offer)
    {
        var with = picture.Book;
        var term = HeldBy(with, offer);
        foreach (var pool in PoolsOf(with, offer))
        {
            var slack = Slack(with, pool);
            if (FirstBelowZero(slack, term) is { } gpus)
                return Short(RefusalCode.Oversold, pool, offer, gpus.At, $"{Number(-gpus.Short)} GPUs", "sold twice: commitments exceed the planned supply")
                    .With("short_by_gpus", Number(-gpus.Short)).With("pool", pool.Id).With("from", DateIn(offer, gpus.At));
            foreach (var site in with.Fleet.PathToRoot(pool).Where(site => site.Limit is not null))
                if (FirstBelowZero(picture.FreePower(site), term) is { } power)
                    return Short(RefusalCode.Oversold, pool, offer, power.At, $"{Number(-power.Short)} kW", $"commitments exceed the power limit of '{site.Id}'")
                        .With("short_by_kilowatts", Number(-power.Short)).With("site", site.Id)
                        .With("limit_kilowatts", site.Limit!.At(power.At).Value).With("pool", pool.Id).With("from", DateIn(offer, power.At));
        }
        return null;
    }

    static Refusal? CrowdedOut(CapacityPicture picture, Contract offer, Instant now)
    {
        var with = picture.Book;
        if (RecallHorizon(with, offer, now) is not { } horizon) return null;
        foreach (var pool in PoolsOf(with, offer))
        {
            if (HeldIn(with, offer, pool, horizon) is not { } window) continue;
            var free = picture.LeastFree(pool, window, spare: !TakesWhole(offer, pool));
            var probability = (decimal)free.Count(least => least < 0) / free.Length;
            if (probability <= with.Policy.Risk) continue;
            var shortBy = -Ensemble.ReachedBy(free, 1 - with.Policy.Risk);
            return Short(RefusalCode.OwnDemandCrowdedOut, pool, offer, window.From, $"{shortBy} GPUs",
                    $"own products fall short with probability {probability:0.###}, above the accepted {with.Policy.Risk:0.###}")
                .With("probability", probability).With("risk", with.Policy.Risk).With("short_by_gpus", shortBy).With("pool", pool.Id)
                .With("from", DateIn(offer, window.From)).With("through", DateIn(offer, window.End - Duration.Epsilon));
        }
        return null;
    }

    /// <summary>The part of a horizon in which the offer holds anything of the pool or hands it over, when all of it may be reclaimed before; else the horizon.</summary>
    static Window? HeldIn(Book with, Contract offer, Pool pool, Window horizon)
    {
        if (!offer.Terms.Legs.OfType<Reclaim>().Any(clause => clause.Pool == pool.Id)) return horizon;
        var held = with.Contracts[offer.Id].Schedule(null).Reserved(pool.Id).Pieces(horizon).Where(piece => piece.Value > Gpus.Zero).ToList();
        if (held.Count == 0) return null;
        var calendar = offer.Terms.Calendar;
        var back = calendar.StartOf(calendar.DateOf(held[^1].Window.End).PlusDays(with.Policy.HandoverDays));
        return new Window(horizon.From, Instant.Min(horizon.End, Instant.Max(back, held[^1].Window.End)));
    }

    /// <summary>Whether all that an offer has of a pool is the pool as it is, which carries no allowance against failures.</summary>
    internal static bool TakesWhole(Contract offer, Pool pool) => offer.Terms.Legs.OfType<Reserve>().Where(reserve => reserve.Pool == pool.Id)
        .All(reserve => reserve.Whole is not null)
        && !offer.Terms.Legs.OfType<Backstop>().Any(backstop => backstop.Pool == pool.Id && backstop.CallsIn(offer.Events).Any());

    /// <summary>From the first day served (or now) to the first day usable again after our earliest notice; null when all of it is past.</summary>
    public static Window? RecallHorizon(Book book, Contract contract, Instant now)
    {
        var calendar = contract.Terms.Calendar;
        var from = Instant.Max(now, calendar.StartOf(contract.Versions[0].Terms.From));
        var on = LocalDate.Max(calendar.DateOf(now), contract.Versions[0].Terms.From);
        var last = LocalDate.Min(contract.EarliestLastDay(Side.Seller, on) ?? contract.LastDay, LastBeforeReclaim(contract, on) ?? contract.LastDay);
        var end = calendar.StartOf(contract.WindDown(last).PlusDays(1 + book.Policy.HandoverDays));
        return end > from ? new Window(from, end) : null;
    }

    /// <summary>The last day before all that is reserved can be taken back at once by clauses that say so; null where they do not cover it.</summary>
    static LocalDate? LastBeforeReclaim(Contract contract, LocalDate on)
    {
        var clauses = contract.Terms.Legs.OfType<Reclaim>().ToList();
        return clauses.Count == 0
            || contract.Terms.Pools.Any(pool =>
                contract.Schedule(null).Reserved(pool) is var held && clauses.Where(clause => clause.Pool == pool).Sum(clause => clause.Most.Count) is var most
            && held.Changes.Any(change => held.At(change).Count > most)) ? null : on.PlusDays(clauses.Max(clause => clause.NoticeDays) - 1);
    }

    /// <summary>Planned supply less commitments and handover over time; the failure allowance is held back where GPUs are sold by number.</summary>
    internal static Timeline<Rational> Slack(Book book, Pool pool)
    {
        var totals = book.TotalsOf(pool.Id);
        return book.Fleet.Planned(pool).Map(count => (Rational)count)
            .Zip(totals.Bought.ToTimeline(), (supply, bought) => supply + bought)
            .Zip(totals.Gpus.ToTimeline(), (free, sold) => free - sold)
            .Zip(PoolHandover.Of(book, pool, Instant.MinValue).Handover, (free, handover) => free - handover)
            .Zip(totals.CountedGpus.ToTimeline(), (free, counted) => counted > Rational.Zero ? free - pool.Spare.Count : free);
    }

    static (Instant At, Rational Short)? FirstBelowZero(Timeline<Rational> slack, Window window) => slack.Pieces(window)
        .Where(piece => piece.Value < Rational.Zero).Select(piece => ((Instant, Rational)?)(piece.Window.From, piece.Value)).FirstOrDefault();

    /// <summary>The stated term and the handover after it: all the time for which the offer takes capacity.</summary>
    static Window HeldBy(Book book, Contract contract) => contract.Terms.Calendar.Between(
        contract.Versions[0].Terms.From, LocalDate.Max(contract.Terms.End, contract.Versions[0].Terms.From.PlusDays(1)).PlusDays(book.Policy.HandoverDays));

    static string Number(Rational value) => value.ToDecimal().ToString("0.###", CultureInfo.InvariantCulture);

    static IEnumerable<Pool> PoolsOf(Book book, Contract contract) =>
        contract.Versions.SelectMany(version => version.Terms.Pools).Distinct().Select(id => book.Fleet.Pools[id]);

    static Refusal Short(RefusalCode code, Pool pool, Contract offer, Instant at, string by, string why) =>
        new(code, "legs", $"Pool '{pool.Id}' is short {by} from {DateIn(offer, at)}: {why}.");

    static string DateIn(Contract contract, Instant at) =>
        contract.Terms.Calendar.DateOf(at).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}

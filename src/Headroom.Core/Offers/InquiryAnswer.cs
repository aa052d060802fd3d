using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// All that an inquiry needs to be answered: whether it can be delivered and at what risk, what it would crowd out, what would fit instead, and what the price is worth.
/// Nothing is written and nothing is held.
/// </summary>
/// <param name="Inquiry">What was asked.</param>
/// <param name="Pool">Where it would be served best of the pools asked for.</param>
/// <param name="Contract">The contract that it would be there.</param>
/// <param name="Refusal">Why it could not be signed, or null.</param>
/// <param name="Risk">To own products, with it and without.</param>
/// <param name="Crowds">What it takes from others, or what stands in its way.</param>
/// <param name="Nearest">Deals near it that could be signed, when it could not.</param>
/// <param name="Money">What the price is worth; null when none was stated.</param>
/// <param name="Floor">What the price should not be below.</param>
public sealed record InquiryAnswer(
    Inquiry Inquiry, Pool Pool, Contract Contract, Refusal? Refusal, OwnRisk Risk, Crowding Crowds, ImmutableArray<NearDeal> Nearest, InquiryMoney? Money, FeeFloor Floor)
{
    /// <summary>Whether it could be signed now.</summary>
    public bool IsDeliverable => Refusal is null;

    public Gpus Gpus => Inquiry.GpusIn(Pool);

    public Kilowatts Power => Pool.Draw.Of(Gpus);

    /// <summary>
    /// The earliest first day on which the same deal would fit: its own when it fits, else that of the nearest start; null when none was found within three years.
    /// </summary>
    public LocalDate? EarliestFrom => IsDeliverable ? Inquiry.From : Nearest.FirstOrDefault(deal => deal.Change == NearChange.Start)?.Inquiry.From;

    /// <summary>By how much a GPU-hour is asked below the floor; null when it is not, or when either is not known.</summary>
    public decimal? BelowFloor => Floor.Whole - Money?.Rate is { } below && below > 0 ? below : null;

    /// <summary>The answer, or why there is none.</summary>
    /// <param name="outlook">The market; null when nobody stated one.</param>
    public static (InquiryAnswer? Answer, Refusal? Refusal) Of(Standing standing, Inquiry inquiry, Outlook? outlook)
    {
        if (inquiry.Refuse(standing.Book, standing.Today) is { } refusal) return (null, refusal);
        if (outlook is not null && inquiry.Fee is { } fee && outlook.Currency != fee.Currency)
            return (null, new(RefusalCode.UnknownUnit, "currency", $"The outlook is in {outlook.Currency} and the price in {fee.Currency}; state both in one."));
        var (pool, why) = Best(standing, inquiry);
        return (Of(standing, inquiry, pool, inquiry.ContractIn(standing.Book, pool), why, outlook), null);
    }

    /// <summary>
    /// The same of terms that are offered: as they stand, and the deals near the inquiry that is most like them. Null when they reserve nothing of a pool of the book.
    /// </summary>
    public static InquiryAnswer? Of(Standing standing, Terms terms, Outlook? outlook)
    {
        if (Inquiry.Like(terms) is not { } inquiry || !standing.Book.Fleet.Pools.TryGetValue(inquiry.Pool!.Value, out var pool)) return null;
        var contract = new Contract(terms.Contract, [new TermsVersion(terms.From, terms, null)]);
        return Of(standing, inquiry, pool, contract, Acceptance.Test(standing.Picture, contract, standing.Now), outlook);
    }

    static InquiryAnswer Of(Standing standing, Inquiry inquiry, Pool pool, Contract contract, Refusal? why, Outlook? outlook)
    {
        var risk = OwnRisk.Of(standing, contract, pool);
        var money = InquiryMoney.Of(standing, inquiry, contract, outlook);
        return new(inquiry, pool, contract, why, risk, Crowding.Of(standing, contract, pool, why), why is null ? [] : [.. NearDeals.Of(standing, inquiry, pool)],
            money, FeeFloor.Of(standing, contract, pool, risk, outlook, money?.Rate));
    }

    /// <summary>The pool that can serve it at the least risk; where none can, the one in which the most of it fits.</summary>
    static (Pool Pool, Refusal? Why) Best(Standing standing, Inquiry inquiry)
    {
        var tested = inquiry.Pools(standing.Book).Select(pool => (Pool: pool, Why: NearDeals.Test(standing, inquiry, pool))).ToList();
        if (tested.Count == 1) return tested[0];
        var able = tested.Where(each => each.Why is null).ToList();
        return able.Count > 0 ? able.MinBy(each => OwnRisk.JointOf(standing, inquiry.ContractIn(standing.Book, each.Pool), each.Pool))
            : tested.MaxBy(each => NearDeals.Most(standing, inquiry, each.Pool).Count);
    }
}

/// <summary>
/// What own products risk by a sale, over the time until it can be recalled: the probability of any shortfall in all of that time (joint), the greatest of a single
/// calendar month (pointwise, which passes where joint fails), and how many GPU-hours they would lack in the mean.
/// </summary>
/// <param name="Horizon">From the first day served to the first day usable again; null where it can be taken back at once.</param>
/// <param name="Accepted">The policy's risk.</param>
/// <param name="Joint">With the sale.</param>
/// <param name="JointWithout">Without it.</param>
/// <param name="Pointwise">With the sale.</param>
/// <param name="Month">The first day of the month that risks most; null without a horizon.</param>
/// <param name="LackedHours">GPU-hours that own products lack by the sale, in the mean over paths.</param>
/// <param name="Survival">For what may be taken back at once, the probability that it is left alone for so many hours.</param>
public sealed record OwnRisk(
    Window? Horizon, decimal Accepted, decimal Joint, decimal JointWithout, decimal Pointwise, LocalDate? Month, decimal LackedHours,
    ImmutableArray<(int Hours, decimal Probability)> Survival)
{
    static readonly ImmutableArray<int> Spells = [1, 24, 168];

    internal static OwnRisk Of(Standing standing, Contract contract, Pool pool)
    {
        var (book, picture) = (standing.Picture.Book, standing.Picture.Beside(standing.Picture.Book.WithContract(contract)));
        var calendar = contract.Terms.Calendar;
        var spare = !Acceptance.TakesWhole(contract, pool);
        ImmutableArray<(int, decimal)> survival = contract.Terms.Legs.OfType<Reclaim>().Any()
            ? [.. Spells.Select(hours => (hours, 1 - Short(picture, pool, new Window(From(contract, standing), From(contract, standing) + Duration.FromHours(hours)), spare)))]
            : [];
        picture = Acceptance.Bound(standing.Picture, contract, standing.Now);
        if (Acceptance.RecallHorizon(book, contract, standing.Now) is not { } horizon) return new(null, book.Policy.Risk, 0, 0, 0, null, 0, survival);
        var months = Months(calendar, horizon).Select(month => (month.From, Short: Short(picture, pool, month, spare))).ToList();
        var worst = months.MaxBy(month => month.Short);
        var lacked = picture.LackedHours(pool, horizon) - standing.Picture.LackedHours(pool, horizon);
        return new(horizon, book.Policy.Risk, Short(picture, pool, horizon, spare), Short(standing.Picture, pool, horizon, spare), worst.Short, calendar.DateOf(worst.From),
            Math.Max(0, (decimal)lacked), survival);
    }

    /// <summary>The joint risk alone.</summary>
    internal static decimal JointOf(Standing standing, Contract contract, Pool pool) => Acceptance.RecallHorizon(standing.Book, contract, standing.Now) is { } horizon
        ? Short(Acceptance.Bound(standing.Picture, contract, standing.Now), pool, horizon, !Acceptance.TakesWhole(contract, pool)) : 0;

    static Instant From(Contract contract, Standing standing) => Instant.Max(standing.Now, contract.Terms.Calendar.StartOf(contract.Terms.From));

    static decimal Short(CapacityPicture picture, Pool pool, Window window, bool spare)
    {
        var free = picture.LeastFree(pool, window, spare);
        return (decimal)free.Count(least => least < 0) / free.Length;
    }

    static IEnumerable<Window> Months(Calendar calendar, Window horizon)
    {
        for (var from = horizon.From; from < horizon.End;)
        {
            var next = Instant.Min(calendar.Of(calendar.MonthOf(from)).End, horizon.End);
            yield return new(from, next);
            from = next;
        }
    }
}

using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// What a valuation of notice does not know is worth: rights to extend the term, to have unsold GPUs taken and to give a part back, and money that moves beside the fees. Rights
/// are used when that pays whoever holds them, as if nobody had left before; of extensions that may follow each other only the first counts.
/// </summary>
static class FurtherRights
{
    /// <summary>States of the market at which a decision is looked at, all equally probable.</summary>
    const int States = 400;

    /// <summary>What they add to the seller's value and to the buyer's cost, in the money unit of the game.</summary>
    internal static Payoff Of(Subject subject, Contract contract) => contract.Terms.Legs.Select(leg => leg switch
    {
        Extension extension => Of(subject, contract, extension),
        Backstop backstop => Of(subject, contract.Terms, backstop),
        PartialRelease release => Of(subject, contract, release),
        _ => default,
    }).Aggregate(Moved(subject, contract), (sum, each) => sum + each);

    /// <summary>What is paid ahead and credited later, and what is given to the buyer beside the invoices, each at its month.</summary>
    static Payoff Moved(Subject subject, Contract contract)
    {
        var schedule = contract.Schedule(subject.At.PlusDays(-1));
        double In(Cumulative due, int month) =>
            due.Over(subject.At.PlusMonths(month), subject.At.PlusMonths(month + 1)).ToDouble() / subject.Unit * subject.Game.Market.Worth(month + subject.Game.PaidAfter);
        var months = Enumerable.Range(0, subject.Game.Months).ToList();
        var ahead = schedule.Charges.Where(charge => charge.IsMeans).Sum(charge => months.Sum(month => In(charge.Due, month)));
        var given = schedule.Given.Sum(each => months.Sum(month => In(each.Due, month)));
        return new(ahead - given, ahead - given);
    }

    /// <summary>
    /// The part that may be given back, as a contract of its own that the side may end: every GPU of it is worth giving back at the same time, so all of it goes at once. What a
    /// GPU costs that is given back the buyer pays and we have.
    /// </summary>
    static Payoff Of(Subject subject, Contract contract, PartialRelease right)
    {
        var (schedule, terms, game) = (contract.Schedule(subject.At.PlusDays(-1)), contract.Terms, subject.Game);
        var (reserved, charges) = (schedule.Reserved(right.Pool),
            right.Charges.Length > 0 ? [.. right.Charges] : terms.Legs.OfType<Monthly>().Select(leg => leg.Name).ToImmutableArray());
        var parts = Enumerable.Range(0, game.Months).Select(month => (From: subject.At.PlusMonths(month), To: LocalDate.Min(subject.At.PlusMonths(month + 1), terms.End)))
            .Select(month => (month.From, month.To, Held: reserved.At(terms.Calendar.StartOf(month.From)).Count))
            .Select(month => (month.From, month.To, month.Held, Part: PartOf(month.Held, right))).ToList();
        if (parts.All(month => month.Part == 0)) return default;
        double Falls((LocalDate From, LocalDate To, long Held, long Part) month) => month.Part == 0 ? 0
            : right.FallPerStep is { } fall
            ? (double)fall * month.Part / right.Step.Count * Period.DaysBetween(month.From, month.To) / Period.DaysBetween(month.From, month.From.PlusMonths(1))
            : charges.Sum(name => schedule.DueUnder(name).Over(month.From, month.To).ToDouble()) * month.Part / month.Held;
        var (leaves, fee) = (new StoppingRight(Math.Max(0, MonthCount.Between(subject.At, right.From)), 0),
            (double)right.FeePerGpu * parts.Max(month => month.Part) / subject.Unit);
        var part = new Game([.. parts.Select(month => Falls(month) / subject.Unit)],
            [.. parts.Select(month =>
                (double)month.Part / subject.Gpus.Count * Period.DaysBetween(month.From, month.To) / Period.DaysBetween(month.From, month.From.PlusMonths(1)))],
            right.NoticeDays / MonthCount.Days, game.Market)
        {
            PaidAfter = game.PaidAfter,
            Buyer = right.By == Side.Seller ? null : leaves,
            Seller = right.By == Side.Buyer ? null : leaves,
            BuyerCost = fee,
            SellerCostIfBuyer = -fee,
            SellerCostIfSeller = -fee,
        };
        return Worth.Solved(part).Value - Worth.Solved(part.With(false, false)).Value;
    }

    /// <summary>How many GPUs may be given back of those held, in whole steps.</summary>
    static long PartOf(long held, PartialRelease right) => Math.Max(0, held - right.Least.Count) / Math.Max(1, right.Step.Count) * Math.Max(1, right.Step.Count);

    static Payoff Of(Subject subject, Contract contract, Extension right)
    {
        var (terms, longer) = (contract.Terms, contract.Extended(right));
        var (due, reserved, said) = (longer.Schedule(subject.At.PlusDays(-1)).Due, longer.Schedule(null).ReservedInAll, MonthCount.Between(subject.At, right.ClosesOn(terms)));
        var months = Enumerable.Range(0, right.Months).Select(month => (From: terms.End.PlusMonths(month), End: terms.End.PlusMonths(month + 1)))
            .Select(month => new Swap(MonthCount.Between(subject.At, month.From), due.Over(month.From, month.End).ToDouble() / subject.Unit,
                (double)reserved.At(terms.Calendar.StartOf(month.From)).Count / subject.Gpus.Count)).ToList();
        return Mean(subject.Game.Market, Math.Max(0, said), subject.Game.PaidAfter, months, right.IsFor(Side.Buyer), right.IsFor(Side.Seller));
    }

    static Payoff Of(Subject subject, Terms terms, Backstop put)
    {
        var (sum, first) = (default(Payoff), LocalDate.Max(put.From, subject.At));
        for (var from = first; from <= put.Through; from = from.PlusMonths(1))
        {
            var days = Period.DaysBetween(from, LocalDate.Min(from.PlusMonths(1), put.Through.PlusDays(1)));
            var part = put.Most.Count * days / (double)Period.DaysBetween(from, from.PlusMonths(1));
            var (month, notice) = (MonthCount.Between(subject.At, from), put.NoticeDays / MonthCount.Days);
            sum += Mean(subject.Game.Market, Math.Max(0, month - notice), subject.Game.PaidAfter, [new(month, (double)put.Price * part / subject.Unit, part / subject.Gpus.Count)],
                buyers: false, sellers: true);
        }
        return sum;
    }

    /// <summary>A month of fee against market, at so many months from the start, for a share of the whole capacity.</summary>
    readonly record struct Swap(double Month, double Billed, double Share);

    /// <summary>What the right to some months is worth, decided at a time by whoever holds it.</summary>
    static Payoff Mean(Market market, double decided, double paidAfter, IReadOnlyList<Swap> months, bool buyers, bool sellers)
    {
        var slices = months.Select(month => (month.Billed, Worth: market.Worth(month.Month + paidAfter - decided), Slice: Slice.Of(market, decided, month.Month, month.Share)))
            .ToList();
        var (sum, deviation) = (default(Payoff), Math.Sqrt(market.Price.Variance(decided)));
        for (var state = 0; state < States; state++)
        {
            var x = deviation * Normal.Quantile((state + 0.5) / States);
            var gain = slices.Aggregate(default(Payoff), (all, each) => all + each.Worth * new Payoff(
                each.Billed - each.Slice.Worth * each.Slice.SellerAt(x, 0, market.Haircut), each.Billed - each.Slice.Worth * each.Slice.MarketAt(x) * market.BuyerMultiple));
            if ((buyers && gain.Buyer < 0) || (sellers && gain.Seller > 0)) sum += 1.0 / States * gain;
        }
        return market.Worth(decided) * sum;
    }
}

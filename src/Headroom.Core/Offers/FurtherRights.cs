using Headroom.Core.Contracts;
using Headroom.Core.Valuation;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// What rights that a valuation of notice does not know are worth: to extend the term, and to have unsold GPUs taken. Each is used when that pays whoever holds it, seen
/// from the last day on which it can be said, as if nobody had left before; of extensions that may follow each other only the first counts.
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
        _ => default,
    }).Aggregate(default(Payoff), (sum, each) => sum + each);

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
            sum += Mean(subject.Game.Market, Math.Max(0, month - notice), subject.Game.PaidAfter, [new(month, (double)put.Price * part / subject.Unit, part / subject.Gpus.Count)], buyers: false, sellers: true);
        }
        return sum;
    }

    /// <summary>A month of fee against market, at so many months from the start, for a share of the whole capacity.</summary>
    readonly record struct Swap(double Month, double Billed, double Share);

    /// <summary>What the right to some months is worth, decided at a time by whoever holds it.</summary>
    static Payoff Mean(Market market, double decided, double paidAfter, IReadOnlyList<Swap> months, bool buyers, bool sellers)
    {
        var slices = months.Select(month => (month.Billed, Worth: market.Worth(month.Month + paidAfter - decided), Slice: Slice.Of(market, decided, month.Month, month.Share))).ToList();
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

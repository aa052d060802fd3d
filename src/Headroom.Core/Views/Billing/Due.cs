using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;
using Billed = System.Collections.Generic.IReadOnlyDictionary<(string Charge, NodaTime.YearMonth Period, Headroom.Core.Units.Slug Payer), decimal>;

namespace Headroom.Core.Views;

/// <summary>
/// What is due under one charge for one month of service by one payer, whether or not it has been billed. The rounded cumulative amount is
/// cut at the ends of months and where the buyer changes, so that the parts add up to the whole.
/// </summary>
/// <param name="Payer">The buyer whose terms held for these days.</param>
/// <param name="Cumulative">The charge's rounded cumulative amount by the end of the payer's days of the month.</param>
/// <param name="Amount">What these days add, rounded to the currency's minor unit.</param>
public readonly record struct Due(string Charge, YearMonth Period, Slug Payer, decimal Cumulative, decimal Amount)
{
    /// <summary>Everything due by the end of a month, and zero for whatever was billed and is no longer due. Charges, then months in order.</summary>
    /// <param name="until">The first date that is left out, when that comes before the month's end.</param>
    public static IReadOnlyList<Due> Of(Book book, Contract contract, YearMonth month, LocalDate? until = null) =>
        Of(book, contract, book.Receivables.BilledOf(contract.Id), month, until);

    /// <summary>The same when what has been billed under the contract is known.</summary>
    internal static IReadOnlyList<Due> Of(Book book, Contract contract, Billed billed, YearMonth month, LocalDate? until = null)
    {
        var end = until ?? month.PlusMonths(1).OnDayOfMonth(1);
        var schedule = contract.Schedule(end.PlusDays(-1));
        var (payers, dues) = (Payers(contract, billed), new List<Due>(schedule.Charges.Length));
        for (var i = 0; i < schedule.Charges.Length; i++)
            if (IsFirst(schedule.Charges, i)) Under(schedule.Charges[i].Name);
        foreach (var gone in Gone(schedule, billed)) Under(gone);
        if (!contract.Taxes.IsEmpty || !contract.Credits.IsEmpty || (billed.Count > 0 && billed.Keys.Any(key => IsBeside(key.Charge))))
            dues.AddRange(Beside(book, contract, billed, month));
        return dues;

        void Under(string name)
        {
            var due = until is null ? schedule.DueUnder(name) : schedule.DueUnder(name).CutAt(end);
            if (payers is null) Add(dues, name, due, contract, month, contract.Terms.Buyer);
            else Add(dues, name, due, contract, month, payers);
        }
    }

    // A contract has few charges: looking through them costs less than a set does.
    static bool IsFirst(ImmutableArray<Charge> charges, int index)
    {
        for (var i = 0; i < index; i++)
            if (charges[i].Name == charges[index].Name) return false;
        return true;
    }

    /// <summary>What was billed for service under names that are no charge any more.</summary>
    static IReadOnlyList<string> Gone(Schedule schedule, Billed billed) => billed.Count == 0 ? []
        : [.. billed.Keys.Select(key => key.Charge).Where(InvoiceLine.IsServiceCharge).Except(schedule.Charges.Select(charge => charge.Name))];

    /// <summary>Everybody who pays or has paid; null for one, as of nearly every contract.</summary>
    static IReadOnlyList<Slug>? Payers(Contract contract, Billed billed)
    {
        var (only, isOne) = (contract.Terms.Buyer, true);
        foreach (var version in contract.Versions) isOne &= version.Terms.Buyer == only;
        if (isOne && (billed.Count == 0 || billed.Keys.All(key => key.Payer == only))) return null;
        return [.. contract.Versions.Select(version => version.Terms.Buyer).Concat(billed.Keys.Select(key => key.Payer)).Distinct()];
    }

    /// <summary>What is no price of the service and stands in no schedule: taxes handed in, and credits on late interest.</summary>
    static IEnumerable<Due> Beside(Book book, Contract contract, Billed billed, YearMonth last)
    {
        var owed = contract.Taxes.GroupBy(tax => tax.Month).Select(ofMonth => ofMonth.Last()).SelectMany(tax => tax.Lines.Select(line =>
                (Charge: Tax.ChargeOf(line), Period: tax.Month, Payer: contract.TermsOn(tax.Month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1)).Buyer, line.Amount)))
            .Concat(contract.Credits.Where(credit => LateInterest.IsCharge(credit.Charge)).Select(credit =>
                (Charge: Credit.ChargeFor(credit.Charge), credit.Period, Payer: book.Receivables.Invoices[credit.Invoice].Buyer, Amount: -credit.Amount)))
            .Where(part => part.Period <= last).ToLookup(part => (part.Charge, part.Period, part.Payer), part => part.Amount);
        var back = billed.Keys.Where(key => IsBeside(key.Charge) && key.Period <= last);
        return owed.Select(part => part.Key).Union(back).OrderBy(key => key.Charge, StringComparer.Ordinal).ThenBy(key => key.Period).Select(key => new Due(
            key.Charge, key.Period, key.Payer, owed.Where(part => part.Key.Charge == key.Charge && part.Key.Period <= key.Period).Sum(part => part.Sum()), owed[key].Sum()));
    }

    static bool IsBeside(string charge) => Tax.IsCharge(charge) || (Credit.IsCharge(charge) && LateInterest.IsCharge(charge));

    static void Add(List<Due> dues, string name, Cumulative due, Contract contract, YearMonth last, Slug payer)
    {
        var (first, digits) = (contract.Versions[0].Terms.From.ToYearMonth(), contract.Terms.Currency.Digits);
        var before = due.Rounded(first.OnDayOfMonth(1), digits);
        for (var period = first; period <= last; period = period.PlusMonths(1))
        {
            var after = due.Rounded(period.PlusMonths(1).OnDayOfMonth(1), digits);
            dues.Add(new(name, period, payer, after, after - before));
            before = after;
        }
    }

    static void Add(List<Due> dues, string name, Cumulative due, Contract contract, YearMonth last, IReadOnlyList<Slug> payers)
    {
        var digits = contract.Terms.Currency.Digits;
        for (var period = contract.Versions[0].Terms.From.ToYearMonth(); period <= last; period = period.PlusMonths(1))
        {
            var (from, end) = (period.OnDayOfMonth(1), period.PlusMonths(1).OnDayOfMonth(1));
            var parts = contract.PayersOver(from, end).ToLookup(part => part.Payer);
            foreach (var payer in payers)
                dues.Add(new(name, period, payer, due.Rounded(parts[payer].Select(part => part.End).DefaultIfEmpty(end).Last(), digits),
                    parts[payer].Sum(part => due.Amount(part.From, part.End, digits))));
        }
    }
}

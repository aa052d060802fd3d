using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

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
    public static IReadOnlyList<Due> Of(Book book, Contract contract, YearMonth month, LocalDate? until = null)
    {
        var end = until ?? month.PlusMonths(1).OnDayOfMonth(1);
        var schedule = contract.Schedule(end.PlusDays(-1));
        var billed = book.Receivables.BilledOf(contract.Id);
        var (names, payers, isBeside) = (new List<string>(schedule.Charges.Length), new List<Slug>(contract.Versions.Length), !contract.Taxes.IsEmpty || !contract.Credits.IsEmpty);
        foreach (var charge in schedule.Charges) AddNew(names, charge.Name);
        foreach (var version in contract.Versions) AddNew(payers, version.Terms.Buyer);
        foreach (var ((charge, _, payer), _) in billed)
        {
            if (InvoiceLine.IsServiceCharge(charge)) AddNew(names, charge);
            AddNew(payers, payer);
            isBeside |= IsBeside(charge);
        }
        var dues = new List<Due>(names.Count);
        foreach (var name in names)
        {
            var due = until is null ? schedule.DueUnder(name) : schedule.DueUnder(name).CutAt(end);
            if (payers is [var only]) Add(dues, name, due, contract, month, only);
            else Add(dues, name, due, contract, month, payers);
        }
        if (isBeside) dues.AddRange(Beside(book, contract, month));
        return dues;
    }

    // A contract has few charges and buyers: looking through them costs less than a set does.
    static void AddNew<T>(List<T> known, T one)
    {
        if (!known.Contains(one)) known.Add(one);
    }

    /// <summary>What is no price of the service and stands in no schedule: taxes handed in, and credits on late interest.</summary>
    static IEnumerable<Due> Beside(Book book, Contract contract, YearMonth last)
    {
        var owed = contract.Taxes.GroupBy(tax => tax.Month).Select(ofMonth => ofMonth.Last()).SelectMany(tax => tax.Lines.Select(line =>
                (Charge: Tax.ChargeOf(line), Period: tax.Month, Payer: contract.TermsOn(tax.Month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1)).Buyer, line.Amount)))
            .Concat(contract.Credits.Where(credit => LateInterest.IsCharge(credit.Charge)).Select(credit =>
                (Charge: Credit.ChargeFor(credit.Charge), credit.Period, Payer: book.Receivables.Invoices[credit.Invoice].Buyer, Amount: -credit.Amount)))
            .Where(part => part.Period <= last).ToLookup(part => (part.Charge, part.Period, part.Payer), part => part.Amount);
        var billed = book.Receivables.BilledOf(contract.Id).Keys.Where(key => IsBeside(key.Charge) && key.Period <= last);
        return owed.Select(part => part.Key).Union(billed).OrderBy(key => key.Charge, StringComparer.Ordinal).ThenBy(key => key.Period).Select(key => new Due(
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

    static void Add(List<Due> dues, string name, Cumulative due, Contract contract, YearMonth last, List<Slug> payers)
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

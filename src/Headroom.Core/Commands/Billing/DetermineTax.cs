using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Takes over the taxes that a program outside determined for a contract and month. Refused for a contract that we do not sell, a month
/// outside its term, an amount with more digits than the currency has, and two lines of one name. A closed month is accepted: its
/// difference is billed in the open one.
/// </summary>
public sealed record DetermineTax(Slug Contract, Tax Tax) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Contracts, Contract, "contract", "contract")) is { } missing) return missing;
        var contract = book.Contracts[Contract];
        return Decision.Of(
            [
                book.Sells(contract.Terms) ? null : new Refusal(RefusalCode.InvalidTerms, "contract", $"'{Contract}' is bought; its seller bills the tax."),
                Tax.Month >= contract.Versions[0].Terms.From.ToYearMonth() && Tax.Month <= contract.LastDay.ToYearMonth() ? null
                    : new Refusal(RefusalCode.DatesUpsideDown, "month", $"{InvoiceLine.Month(Tax.Month)} lies outside the term, which ends {Check.Text(contract.LastDay)}."),
                Check.Range(Tax.Lines.Length, 0, Tax.MostLines, "lines", "lines"),
                .. Tax.Lines.SelectMany((line, i) => Faults(line, i, contract.Terms.Currency)),
            ],
            () => new TaxDetermined(Contract, Tax));
    }

    IEnumerable<Refusal?> Faults(TaxLine line, int i, Currency currency)
    {
        yield return Check.Range(line.Rate, 0, 1, $"lines[{i}].rate", "(share)");
        if (line.Amount != ((Rational)line.Amount).Round(currency.Digits))
            yield return new Refusal(RefusalCode.OutOfRange, $"lines[{i}].amount", $"{line.Amount} has more digits than {currency} has: {currency.Digits}.");
        if (Tax.Lines.Take(i).Any(other => Tax.ChargeOf(other) == Tax.ChargeOf(line)))
            yield return new Refusal(RefusalCode.InvalidTerms, $"lines[{i}].name", $"There are two lines '{line.Name}' of '{line.Jurisdiction}'; add them up.");
    }
}

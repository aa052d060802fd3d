using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Gives back a part of an invoiced line and issues the credit note at once, set off against the invoice as far as that is open. Refused above what is left of the line, that is
/// the line less what has been credited on it, and above what the charge still comes to in that month; refused on a void invoice and on tax, which is
/// determined outside.
/// </summary>
/// <param name="Amount">In the invoice's currency, more than 0; null when a share is given.</param>
/// <param name="Share">Of the line, more than 0 and at most 1; null when an amount is given.</param>
public sealed record CreditInvoice(string Invoice, string Charge, YearMonth Period, decimal? Amount, decimal? Share, string Reason) : Command
{
    public override Decision Decide(Book book, Instant now) => Facts(book, now, out var facts) is { } refusal ? refusal : new Accepted(facts);

    /// <summary>The fact and its credit note, or the refusal.</summary>
    internal Refusal? Facts(Book book, Instant now, out ImmutableArray<FactBody> facts)
    {
        facts = [];
        if (InvoicedLine.Find(book, Invoice, Charge, Period, out var invoice, out var line) is { } missing) return missing;
        if (Tax.IsCharge(Charge))
            return new Refusal(RefusalCode.NotCreditable, "charge",
                $"'{Charge}' is a tax; hand in a new determination of {InvoiceLine.Month(Period)} and the difference is billed.");
        if (Credit.IsCharge(Charge) || line.Amount <= 0)
            return new Refusal(RefusalCode.NotCreditable, "charge", $"The line '{line.Text}' of {Invoice} gives back {Text(-line.Amount)} itself; there is nothing to credit.");
        if (Amount is null == Share is null) return new Refusal(RefusalCode.Malformed, "amount", "Either an amount or a share of the line is credited; say one of them.");
        var contract = book.Contracts[invoice.Contract];
        var amount = Amount ?? (line.Amount * (Rational)Share!.Value).Round(invoice.Currency.Digits);
        var left = InvoicedLine.Creditable(book, contract, invoice, line);
        if (Check(invoice.Currency, line, amount, left) is { } refusal) return refusal;
        var parts = contract.PayersOver(Period.OnDayOfMonth(1), Period.PlusMonths(1).OnDayOfMonth(1));
        var last = parts.Where(part => part.Payer == invoice.Buyer).Select(part => part.End).DefaultIfEmpty(Period.PlusMonths(1).OnDayOfMonth(1)).Last().PlusDays(-1);
        var granted = new CreditGranted(contract.Id, new Credit(Invoice, Charge, Period, last, amount, Reason));
        var note = Note(book, contract, invoice, granted.Credit, Commands.Check.Today(contract, now));
        // It settles the invoice that it is for, as far as that is open; what is left of it stands on the customer's account.
        var settled = Math.Min(amount, book.Receivables.OpenOf(invoice));
        facts = [granted, new InvoiceIssued(note), .. settled > 0 ? new FactBody[] { new CreditApplied(note.Number!, Invoice, settled, note.Issued) } : []];
        return null;
    }

    Refusal? Check(Currency currency, InvoiceLine line, decimal amount, decimal left)
    {
        if (amount <= 0 || amount != ((Rational)amount).Round(currency.Digits))
            return new Refusal(RefusalCode.OutOfRange, Amount is null ? "share" : "amount",
                $"{Text(amount)} {currency} cannot be credited: more than 0, with at most {currency.Digits} digits.");
        return amount <= left ? null : new Refusal(RefusalCode.NotCreditable, Amount is null ? "share" : "amount",
            $"{Text(amount)} {currency} is more than what is left of the line '{line.Text}' of {Invoice}: {Text(left)} {currency}.")
            .With("line", line.Amount).With("left", left).With("asked", amount);
    }

    /// <summary>It stands in the month that is open, in which its difference posts.</summary>
    static Invoice Note(Book book, Contract contract, Invoice credited, Credit credit, LocalDate today)
    {
        var charge = Credit.ChargeFor(credit.Charge);
        var before = book.Receivables.BilledOf(contract.Id).Where(billed => billed.Key.Charge == charge && billed.Key.Period <= credit.Period).Sum(billed => billed.Value);
        var line = new InvoiceLine(charge, credit.Period, before - credit.Amount, -credit.Amount, IsAdjustment: true);
        return credited with
        {
            Number = book.Receivables.NumberAfter(0),
            Period = book.FirstOpen ?? credit.Period,
            Issued = today,
            Due = today.PlusDays(contract.TermsOf(credited.Buyer).NetDays),
            Lines = [line],
            Replaces = null,
            Credits = credit.Invoice,
            Reason = credit.Reason,
        };
    }

    static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}

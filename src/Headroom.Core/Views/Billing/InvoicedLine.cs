using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>A line of an issued invoice: how it is found, and what is left of it.</summary>
public static class InvoicedLine
{
    /// <summary>Finds a line by its invoice, charge and month; the refusal when the invoice is void or there is no such line.</summary>
    public static Refusal? Find(Book book, string number, string charge, YearMonth period, out Invoice invoice, out InvoiceLine line)
    {
        line = null!;
        if (Standing(book, number, out invoice) is { } refusal) return refusal;
        if (invoice.Lines.FirstOrDefault(candidate => candidate.Charge == charge && candidate.Period == period) is not { } found)
            return new Refusal(RefusalCode.NotFound, "charge",
                $"{number} has no line '{charge}' for {InvoiceLine.Month(period)}; it has {string.Join(", ", invoice.Lines.Take(8).Select(known => known.Text))}.");
        line = found;
        return null;
    }

    /// <summary>Finds an invoice that counts; the refusal when there is none of the number, or it was made void.</summary>
    public static Refusal? Standing(Book book, string number, out Invoice invoice)
    {
        invoice = book.Receivables.Invoices.GetValueOrDefault(number)!;
        return invoice is null ? new Refusal(RefusalCode.NotFound, "invoice", $"There is no invoice '{number}'.")
            : book.Receivables.Voided.TryGetValue(number, out var voiding)
                ? new Refusal(RefusalCode.InvoiceVoid, "invoice", $"{number} is void since {voiding.On:uuuu'-'MM'-'dd}: {voiding.Reason}.") : null;
    }

    /// <summary>
    /// What may still be credited on a line: the line less the credits on it and on the invoices that it replaces, and no more than what the
    /// charge comes to in that month for its payer, less every credit there.
    /// </summary>
    public static decimal Creditable(Book book, Contract contract, Invoice invoice, InvoiceLine line)
    {
        var ofLine = Uncredited(book, contract, invoice, line);
        if (LateInterest.IsCharge(line.Charge)) return Math.Max(0, ofLine);
        var due = Due.Of(book, contract, line.Period).Where(due => due.Period == line.Period && due.Payer == invoice.Buyer
            && Credit.Under(due.Charge) == line.Charge).Sum(due => due.Amount);
        return Math.Max(0, Math.Min(ofLine, due));
    }

    /// <summary>The line less the credits on it and on the invoices that its invoice replaces.</summary>
    public static decimal Uncredited(Book book, Contract contract, Invoice invoice, InvoiceLine line)
    {
        var chain = Chain(book.Receivables, invoice).ToHashSet();
        return line.Amount - contract.Credits.Where(credit => credit.Charge == line.Charge && credit.Period == line.Period && chain.Contains(credit.Invoice))
            .Sum(credit => credit.Amount);
    }

    static IEnumerable<string> Chain(Receivables receivables, Invoice invoice)
    {
        for (var next = invoice; next is not null; next = next.Replaces is { } earlier ? receivables.Invoices.GetValueOrDefault(earlier) : null)
            yield return next.Number!;
    }
}

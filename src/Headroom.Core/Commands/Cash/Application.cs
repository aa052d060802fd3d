using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>What is to be applied to one invoice.</summary>
/// <param name="Amount">Null: all that is open of it, as far as there is enough.</param>
public sealed record Application(string Invoice, decimal? Amount)
{
    /// <summary>The most invoices that one command pays.</summary>
    public const int Most = 1000;
}

/// <summary>
/// Which amounts of a receipt or credit note go to which invoices. Refused for another customer or currency, a credit note, more digits
/// than the currency has, more than is open or there is, and a date before the invoice.
/// </summary>
/// <param name="Customer">Whose money or credit it is.</param>
/// <param name="Available">How much there is of it.</param>
/// <param name="On">The date of the application.</param>
sealed record Allocation(Receivables Receivables, Slug Customer, Currency Currency, decimal Available, LocalDate On)
{
    /// <summary>The parts in the order asked for, or the first refusal; when nothing is asked for, the oldest open invoices first.</summary>
    public (ImmutableArray<(string Invoice, decimal Amount)> Parts, Refusal? Refusal) Of(ImmutableArray<Application> asked) =>
        asked.IsEmpty ? (OldestFirst(), null)
        : asked.Length > Application.Most ? ([], new Refusal(RefusalCode.TooLarge, "to", $"One command pays at most {Application.Most} invoices."))
        : asked.Select((application, i) => Refused(application) is { } refusal ? refusal with { Field = $"to[{i}].{refusal.Field}" } : null)
        .FirstOrDefault(refusal => refusal is not null) is { } first ? ([], first)
        : asked.GroupBy(application => application.Invoice).FirstOrDefault(group => group.Count() > 1) is { } twice
        ? ([], new Refusal(RefusalCode.Malformed, "to", $"{twice.Key} is named twice."))
        : Within(asked);

    /// <summary>The open invoices of the customer that can be paid on the date, the oldest due date first, until nothing is left.</summary>
    public ImmutableArray<(string Invoice, decimal Amount)> OldestFirst()
    {
        var parts = ImmutableArray.CreateBuilder<(string, decimal)>();
        var left = Available;
        foreach (var invoice in Receivables.OpenInvoices(Customer, Currency).Where(invoice => invoice.Issued <= On))
        {
            if (left <= 0 || parts.Count == Application.Most) break;
            var amount = Math.Min(left, Receivables.PayableOf(invoice, On));
            if (amount <= 0) continue;
            parts.Add((invoice.Number!, amount));
            left -= amount;
        }
        return parts.ToImmutable();
    }

    (ImmutableArray<(string, decimal)>, Refusal?) Within(ImmutableArray<Application> asked)
    {
        var parts = ImmutableArray.CreateBuilder<(string, decimal)>();
        var left = Available;
        foreach (var (invoice, stated) in asked)
        {
            var amount = stated ?? Math.Min(left, Receivables.PayableOf(Receivables.Invoices[invoice], On));
            if (amount > left || amount <= 0)
                return ([], new Refusal(RefusalCode.PaymentMismatch, "amount",
                    $"{Text(asked.Sum(application => application.Amount ?? 0))} {Currency} is more than the {Text(Available)} that there is to apply.").With("available",
                        Text(Available)));
            parts.Add((invoice, amount));
            left -= amount;
        }
        return (parts.ToImmutable(), null);
    }

    Refusal? Refused(Application application)
    {
        if (!Receivables.Invoices.TryGetValue(application.Invoice, out var invoice))
            return new(RefusalCode.NotFound, "invoice", $"There is no invoice '{application.Invoice}'.");
        if (Receivables.Voided.TryGetValue(application.Invoice, out var voiding))
            return new(RefusalCode.InvoiceVoid, "invoice", $"{invoice.Number} is void since {Check.Text(voiding.On)}: {voiding.Reason}.");
        if (invoice.Buyer != Customer) return new(RefusalCode.PaymentMismatch, "invoice", $"{invoice.Number} is an invoice to {invoice.Buyer}, not to {Customer}.");
        if (invoice.Currency != Currency) return new(RefusalCode.PaymentMismatch, "invoice", $"{invoice.Number} is in {invoice.Currency}, not {Currency}.");
        if (invoice.Total < 0) return new(RefusalCode.PaymentMismatch, "invoice", $"{invoice.Number} is a credit note; it is set off or given back, not paid.");
        if (On < invoice.Issued) return new(RefusalCode.DatesUpsideDown, "on", $"{Check.Text(On)} is before the date of {invoice.Number}: {Check.Text(invoice.Issued)}.");
        if (application.Amount is { } stated && CashCheck.Amount(stated, Currency, "amount") is { } wrong) return wrong;
        var payable = Receivables.PayableOf(invoice, On);
        return (application.Amount ?? 0) <= payable && payable > 0 ? null
            : new Refusal(RefusalCode.PaymentMismatch, "amount",
                payable == 0 ? $"Nothing is open on {invoice.Number}." : $"{Text(application.Amount ?? 0)} is more than is open on {invoice.Number}: {Text(payable)} {Currency}.")
                .With("open", Text(payable));
    }

    static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Runtime.InteropServices;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// What has been invoiced and paid. Billed per charge and month is the sum of the lines of the invoices that count, which is what the next invoice is the difference to.
/// </summary>
public sealed record Receivables
{
    public static Receivables None { get; } = new();

    /// <summary>Issued invoices by number, in order of issue (numbers are gapless and of one width).</summary>
    public ImmutableSortedDictionary<string, Invoice> Invoices { get; init; } = ImmutableSortedDictionary<string, Invoice>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Money received and given back, and what was applied of it.</summary>
    public Cash Cash { get; init; } = Cash.None;

    // Sorted, since a close issues in the order of contracts: what is put in stands beside what was put in before.
    ImmutableSortedDictionary<Slug, ImmutableArray<Invoice>> Under { get; init; } = ImmutableSortedDictionary<Slug, ImmutableArray<Invoice>>.Empty;

    /// <summary>What was disputed and how it ended.</summary>
    public Disputes Disputes { get; init; } = Disputes.None;

    /// <summary>Invoices that do not count any more, by number.</summary>
    public ImmutableDictionary<string, Voiding> Voided { get; init; } = ImmutableDictionary<string, Voiding>.Empty;

    /// <summary>The invoices that count, in order of issue.</summary>
    public IEnumerable<Invoice> Standing => Voided.IsEmpty ? Invoices.Values : Invoices.Values.Where(invoice => !Voided.ContainsKey(invoice.Number!));

    /// <summary>The number that the next invoice of this book bears: INV- and seven digits.</summary>
    public string NumberAfter(int more) => $"INV-{Invoices.Count + 1 + more:D7}";

    /// <summary>The invoices issued under a contract, in order of issue, void ones too: found without looking at those of other contracts.</summary>
    public ImmutableArray<Invoice> InvoicesOf(Slug contract) => Under.GetValueOrDefault(contract, []);

    /// <summary>Those of a contract that count.</summary>
    public IEnumerable<Invoice> StandingOf(Slug contract) => Voided.IsEmpty ? InvoicesOf(contract) : InvoicesOf(contract).Where(invoice => !Voided.ContainsKey(invoice.Number!));

    /// <summary>What the lines that count come to for each charge and month of a contract, to each payer, in the order in which they were first invoiced. Summed anew.</summary>
    public IReadOnlyDictionary<(string Charge, YearMonth Period, Slug Payer), decimal> BilledOf(Slug contract)
    {
        var invoices = InvoicesOf(contract);
        if (invoices.IsEmpty) return ReadOnlyDictionary<(string, YearMonth, Slug), decimal>.Empty;
        var sums = new Dictionary<(string, YearMonth, Slug), decimal>(invoices.Length);
        foreach (var invoice in invoices)
            if (Voided.IsEmpty || !Voided.ContainsKey(invoice.Number!))
                foreach (var line in invoice.Lines)
                    CollectionsMarshal.GetValueRefOrAddDefault(sums, (line.Charge, line.Period, invoice.Buyer), out _) += line.Amount;
        return sums;
    }

    /// <summary>All that has been billed for service under a contract, late interest and tax aside.</summary>
    public decimal TotalBilled(Slug contract) => BilledOf(contract).Where(entry => InvoiceLine.IsServiceCharge(entry.Key.Charge)).Sum(entry => entry.Value);

    /// <summary>What has been paid of an invoice or set off; of a credit note, what has been used or given back (negative).</summary>
    public decimal PaidOf(string number) => Cash.SettledOf(number);

    /// <summary>What is still to be paid of an invoice; of a credit note, what is still to be given back (negative).</summary>
    public decimal OpenOf(Invoice invoice) => Voided.ContainsKey(invoice.Number!) ? 0 : invoice.Total - PaidOf(invoice.Number!);

    /// <summary>The same as it stood at the end of a date.</summary>
    public decimal OpenOf(Invoice invoice, LocalDate at) => Voided.GetValueOrDefault(invoice.Number!) is { } voiding && voiding.On <= at ? 0
        : invoice.Total - Cash.SettledOf(invoice.Number!, at);

    /// <summary>What can be paid of an invoice on a date without its ever being overpaid, also by what has been recorded for later days; never negative.</summary>
    public decimal PayableOf(Invoice invoice, LocalDate from) => Voided.ContainsKey(invoice.Number!) ? 0 : Math.Max(0, invoice.Total - Cash.MostSettled(invoice.Number!, from));

    /// <summary>What can be used of a credit note on a date: what it gives less what has been set off and given back, also on later days; never negative.</summary>
    public decimal CreditFrom(Invoice creditNote, LocalDate from) => Voided.ContainsKey(creditNote.Number!) ? 0
        : Math.Max(0, -creditNote.Total + Cash.LeastSettled(creditNote.Number!, from));

    /// <summary>A customer's open invoices in one currency, the oldest due date first; credit notes are not among them.</summary>
    public IEnumerable<Invoice> OpenInvoices(Slug customer, Currency currency) => Invoices.Values
        .Where(invoice => invoice.Buyer == customer && invoice.Currency == currency && OpenOf(invoice) > 0).OrderBy(invoice => invoice.Due)
        .ThenBy(invoice => invoice.Number, StringComparer.Ordinal);

    /// <summary>With invoices and credit notes that were issued one after another; many at once cost a fraction of what they cost each by itself.</summary>
    public Receivables With(params IEnumerable<Invoice> issued)
    {
        var (invoices, under) = (Invoices.ToBuilder(), Under.ToBuilder());
        foreach (var invoice in issued)
        {
            invoices.Add(invoice.Number!, invoice);
            under[invoice.Contract] = under.TryGetValue(invoice.Contract, out var before) ? before.Add(invoice) : [invoice];
        }
        return this with { Invoices = invoices.ToImmutable(), Under = under.ToImmutable() };
    }

    /// <summary>The document stays; what its lines had billed is unbilled again.</summary>
    public Receivables With(Voiding voiding) => this with { Voided = Voided.Add(voiding.Invoice, voiding) };

    public Receivables With(Payment payment) => this with { Cash = Cash.With(payment, Invoices[payment.Invoice].Buyer) };
}

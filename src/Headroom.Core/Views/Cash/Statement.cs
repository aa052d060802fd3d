using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A customer's account in one currency at a date: every invoice, credit note, payment and refund in order with the running balance, what
/// is open by how long it has been due, and the cash that is not applied to any invoice. Currencies are never added.
/// </summary>
/// <param name="Balance">What the customer owes: what is open less unapplied cash; negative when we owe.</param>
/// <param name="Ageing">Open amounts by days past due.</param>
/// <param name="Unapplied">Cash received and neither applied nor given back.</param>
public sealed record Statement(
    Slug Customer, Currency Currency, LocalDate At, ImmutableArray<StatementLine> Lines, decimal Balance, Ageing Ageing, decimal Unapplied)
{
    /// <summary>The first day on which the customer belongs to us, when it does by the date: then all that is open is owed inside the group.</summary>
    public LocalDate? OursSince { get; init; }

    /// <summary>The statements of all customers with something on their account, by customer and currency.</summary>
    /// <param name="only">Only this customer's; null for all.</param>
    public static IEnumerable<Statement> Of(Book book, LocalDate at, Slug? only = null)
    {
        var cash = book.Receivables.Cash;
        var invoices = book.Receivables.Invoices.Values.Where(invoice => invoice.Issued <= at && Asked(invoice.Buyer)).ToLookup(invoice => (invoice.Buyer, invoice.Currency));
        var receipts = cash.Receipts.Values.Where(receipt => receipt.Received <= at && Asked(receipt.Payer)).ToLookup(receipt => (receipt.Payer, receipt.Currency));
        var refunds = cash.Refunds.Where(refund => refund.Paid <= at && Asked(refund.Payee)).ToLookup(refund => (refund.Payee, refund.Currency));
        return invoices.Select(group => group.Key).Union(receipts.Select(group => group.Key))
            .OrderBy(account => account.Item1).ThenBy(account => account.Item2.Code)
            .Select(account => Of(book.Receivables, account, at, [.. invoices[account]], [.. receipts[account]], refunds[account]) with
            { OursSince = book.IsOurs(account.Item1, at) ? book.Acquired[account.Item1] : null });

        bool Asked(Slug customer) => only is null || customer == only;
    }

    static Statement Of(
        Receivables receivables, (Slug Customer, Currency Currency) account, LocalDate at, List<Invoice> invoices, List<Receipt> receipts, IEnumerable<Refund> refunds)
    {
        var moves = invoices.Select(invoice =>
            (Date: invoice.Issued,
                Text: invoice.IsCreditNote ? $"credit note {invoice.Number}" : $"invoice {invoice.Number}, due {invoice.Due:uuuu'-'MM'-'dd}", Amount: invoice.Total))
            .Concat(invoices.Where(invoice => receivables.Voided.GetValueOrDefault(invoice.Number!)?.On <= at).Select(invoice =>
                (Date: receivables.Voided[invoice.Number!].On, Text: $"{invoice.Number} is void: {receivables.Voided[invoice.Number!].Reason}", Amount: -invoice.Total)))
            .Concat(receipts.Select(receipt => (Date: receipt.Received, receipt.Text, Amount: -receipt.Amount)))
            .Concat(refunds.Select(refund => (Date: refund.Paid, refund.Text, refund.Amount)));
        var balance = 0m;
        ImmutableArray<StatementLine> lines = [.. moves.OrderBy(move => move.Date).Select(move => new StatementLine(move.Date, move.Text, move.Amount, balance += move.Amount))];
        return new(account.Customer, account.Currency, at, lines, balance,
            Ageing.Of(invoices.Select(invoice => (invoice.Due, receivables.OpenOf(invoice, at), receivables.Disputes.OpenOn(invoice.Number!, at))), at),
            receipts.Sum(receipt => receivables.Cash.UnappliedOf(receipt, at)));
    }
}

/// <summary>One movement on an account and the balance after it.</summary>
public sealed record StatementLine(LocalDate Date, string Text, decimal Amount, decimal Balance);

/// <summary>
/// Open amounts by how many days they are past due: not yet, to 30, 60 and 90 days, and longer; what is disputed stands apart. They sum to what is open.
/// </summary>
public sealed record Ageing(decimal NotDue, decimal To30, decimal To60, decimal To90, decimal Over90)
{
    /// <summary>What is open and in dispute, however long it has been due.</summary>
    public decimal Disputed { get; init; }

    public decimal Open => NotDue + To30 + To60 + To90 + Over90 + Disputed;

    /// <summary>Of two accounts in one currency together.</summary>
    public static Ageing operator +(Ageing one, Ageing other) =>
        new(one.NotDue + other.NotDue, one.To30 + other.To30, one.To60 + other.To60, one.To90 + other.To90, one.Over90 + other.Over90) { Disputed = one.Disputed + other.Disputed };

    internal static Ageing Of(IEnumerable<(LocalDate Due, decimal Open, decimal Disputed)> invoices, LocalDate at)
    {
        var (buckets, apart) = (new decimal[5], 0m);
        foreach (var (due, open, disputed) in invoices)
        {
            var inDispute = Math.Min(Math.Max(0, open), disputed);
            buckets[Bucket(Period.DaysBetween(due, at))] += open - inDispute;
            apart += inDispute;
        }
        return new(buckets[0], buckets[1], buckets[2], buckets[3], buckets[4]) { Disputed = apart };
    }

    static int Bucket(int daysPast) => daysPast switch { <= 0 => 0, <= 30 => 1, <= 60 => 2, <= 90 => 3, _ => 4 };
}

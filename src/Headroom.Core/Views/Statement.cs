using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A customer's account in one currency at a date: every invoice, credit note and payment in order with the running balance, and what
/// is open by how long it has been due.
/// </summary>
/// <param name="Balance">What the customer owes; negative when we owe.</param>
/// <param name="Ageing">Open amounts by days past due.</param>
public sealed record Statement(Slug Customer, Currency Currency, LocalDate At, ImmutableArray<StatementLine> Lines, decimal Balance, Ageing Ageing)
{
    /// <summary>The statements of all customers with something on their account, by customer and currency.</summary>
    public static IEnumerable<Statement> Of(Book book, LocalDate at) => book.Receivables.Invoices.Values
        .Where(invoice => invoice.Issued <= at)
        .GroupBy(invoice => (invoice.Buyer, invoice.Currency)).OrderBy(group => group.Key.Buyer).ThenBy(group => group.Key.Currency.Code)
        .Select(group => Of(book.Receivables, group.Key.Buyer, group.Key.Currency, at, [.. group]));

    static Statement Of(Receivables receivables, Slug customer, Currency currency, LocalDate at, IReadOnlyList<Invoice> invoices)
    {
        var moves = invoices.Select(invoice => (Date: invoice.Issued, Text: $"{(invoice.IsCreditNote ? "credit note" : "invoice")} {invoice.Number}, due {invoice.Due:uuuu'-'MM'-'dd}", Amount: invoice.Total))
            .Concat(invoices.SelectMany(invoice => PaymentsOf(receivables, invoice, at)
                .Select(payment => (Date: payment.Received, Text: $"payment of {invoice.Number} {payment.Reference}".TrimEnd(), Amount: -payment.Amount))));
        var balance = 0m;
        ImmutableArray<StatementLine> lines = [.. moves.OrderBy(move => move.Date).Select(move => new StatementLine(move.Date, move.Text, move.Amount, balance += move.Amount))];
        return new(customer, currency, at, lines, balance, Ageing.Of(invoices.Select(invoice => (invoice.Due, Open(receivables, invoice, at))), at));
    }

    static IEnumerable<Payment> PaymentsOf(Receivables receivables, Invoice invoice, LocalDate at) =>
        (receivables.Payments.GetValueOrDefault(invoice.Number!) ?? []).Where(payment => payment.Received <= at);

    static decimal Open(Receivables receivables, Invoice invoice, LocalDate at) => invoice.Total - PaymentsOf(receivables, invoice, at).Sum(payment => payment.Amount);
}

/// <summary>One movement on an account and the balance after it.</summary>
public sealed record StatementLine(LocalDate Date, string Text, decimal Amount, decimal Balance);

/// <summary>Open amounts by how many days they are past due: not yet, to 30, 60 and 90 days, and longer. They sum to what is open.</summary>
public sealed record Ageing(decimal NotDue, decimal To30, decimal To60, decimal To90, decimal Over90)
{
    public decimal Open => NotDue + To30 + To60 + To90 + Over90;

    internal static Ageing Of(IEnumerable<(LocalDate Due, decimal Open)> invoices, LocalDate at)
    {
        var buckets = new decimal[5];
        foreach (var (due, open) in invoices) buckets[Bucket(Period.DaysBetween(due, at))] += open;
        return new(buckets[0], buckets[1], buckets[2], buckets[3], buckets[4]);
    }

    static int Bucket(int daysPast) => daysPast switch { <= 0 => 0, <= 30 => 1, <= 60 => 2, <= 90 => 3, _ => 4 };
}

using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A customer's account in one currency as those see it who settle it: the statement, what is open, and every receipt with what became of it.
/// </summary>
/// <param name="Open">Invoices and credit notes of which something is open at the date, the earliest due first.</param>
/// <param name="Receipts">Money received by the date, the latest first.</param>
/// <param name="Refunds">Money given back by the date.</param>
public sealed record Account(Statement Statement, ImmutableArray<OpenItem> Open, ImmutableArray<UsedReceipt> Receipts, ImmutableArray<Refund> Refunds)
{
    /// <summary>Who answers for how much of what is open and enforceable, by contract.</summary>
    public ImmutableArray<Cover> Covers { get; init; } = [];

    /// <summary>The accounts of one customer, a currency each; none when nothing is known of it.</summary>
    public static IEnumerable<Account> Of(Book book, Slug customer, LocalDate at) => Statement.Of(book, at, customer).Select(statement => Of(book.Receivables, statement) with
    {
        Covers = [.. book.Sold.Where(contract => contract.Terms.Currency == statement.Currency && contract.TermsOn(at).Buyer == customer)
            .Select(contract => Cover.Of(book, contract, at)).OfType<Cover>()],
    });

    static Account Of(Receivables receivables, Statement statement)
    {
        var (customer, currency, at) = (statement.Customer, statement.Currency, statement.At);
        return new(statement,
            [.. receivables.Invoices.Values.Where(invoice => invoice.Buyer == customer && invoice.Currency == currency && invoice.Issued <= at)
                .Select(invoice => new OpenItem(invoice, receivables.OpenOf(invoice, at))).Where(item => item.Open != 0).OrderBy(item => item.Invoice.Due)],
            [.. receivables.Cash.Receipts.Values.Where(receipt => receipt.Payer == customer && receipt.Currency == currency && receipt.Received <= at)
                .OrderByDescending(receipt => receipt.Received).Select(receipt => UsedReceipt.Of(receivables.Cash, receipt, at))],
            [.. receivables.Cash.Refunds.Where(refund => refund.Payee == customer && refund.Currency == currency && refund.Paid <= at)]);
    }
}

/// <summary>An invoice or credit note and what is open of it.</summary>
public sealed record OpenItem(Invoice Invoice, decimal Open);

/// <summary>A receipt, what stands applied of it by invoice, and what is unapplied.</summary>
public sealed record UsedReceipt(Receipt Receipt, ImmutableArray<(string Invoice, decimal Amount)> Applied, decimal Unapplied)
{
    /// <summary>What went back to the payer, by a refund of ours or because the bank took the payment back.</summary>
    public decimal GoneBack => Receipt.Amount - Applied.Sum(part => part.Amount) - Unapplied;

    /// <summary>What became of a receipt by the end of a date.</summary>
    public static UsedReceipt Of(Cash cash, Receipt receipt, LocalDate at) => new(receipt,
        [.. cash.UsesOf(receipt.Id).Where(use => use.On <= at && use.Kind == SettlementKind.Cash).GroupBy(use => use.Invoice)
            .Select(group => (group.Key, Amount: group.Sum(use => use.Amount))).Where(part => part.Amount != 0)],
        cash.UnappliedOf(receipt, at));
}

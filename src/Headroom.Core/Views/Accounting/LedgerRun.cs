using Headroom.Core.Books;
using Headroom.Core.Documents;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>The double entries fact by fact, with the book after each; starts with an empty book. For one reader and one pass.</summary>
public sealed class LedgerRun
{
    readonly ContractLedger _contracts = new();

    /// <summary>The book after the facts so far.</summary>
    public Book Book { get; private set; } = Book.Empty;

    /// <summary>Where each contract stands after the facts so far.</summary>
    public ContractLedger Contracts => _contracts;

    /// <summary>The entries that the next fact comes to.</summary>
    public IReadOnlyList<LedgerEntry> After(Fact fact)
    {
        Book = Book.With(fact);
        return fact.Body switch
        {
            InvoiceIssued { Invoice: var invoice } => [.. _contracts.Billed(Book, new Document(invoice, invoice.Issued, fact.Position, IsVoid: false))],
            InvoiceVoided { Voiding: var voiding } =>
                [.. _contracts.Billed(Book, new Document(Book.Receivables.Invoices[voiding.Invoice], voiding.On, fact.Position, IsVoid: true))],
            MonthClosed closed => [.. _contracts.Closed(Book.Sold, closed.Month, fact.Position)],
            MonthReopened reopened => [.. _contracts.Reopened(reopened.Month, fact.Position)],
            _ => [.. CashLedger.Entries(Book, fact)],
        };
    }

    /// <summary>An entry in the accounting month of a date, which is its own month while that is open.</summary>
    internal static LedgerEntry In(YearMonth month, LedgerEntry entry) => entry with { Month = month, Date = LocalDate.Max(entry.Date, month.OnDayOfMonth(1)) };
}

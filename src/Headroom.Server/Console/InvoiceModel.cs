using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Journal;
using Headroom.Server.Api;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the page of invoices shows.</summary>
/// <param name="Month">The next month to close, or null.</param>
/// <param name="Drafts">What closing it would issue as things stand, each with where it stands.</param>
/// <param name="Rows">Issued invoices, newest first.</param>
/// <param name="Sums">Open amounts by currency over all invoices.</param>
/// <param name="Unapplied">Unapplied cash by currency, where there is any.</param>
/// <param name="Before">The number before which the next page goes on, or null.</param>
public sealed record InvoicesModel(
    Surroundings Around, YearMonth? Month, ImmutableArray<DraftRow> Drafts, ImmutableArray<InvoiceRow> Rows, ImmutableArray<Money> Sums, ImmutableArray<Money> Unapplied,
    string? Before)
{
    const int MostRows = 50;

    internal static InvoicesModel? Of(Asked asked)
    {
        var before = asked.Input.Text("before", "", 40);
        if (asked.Input.Faults.Count > 0) return null;
        var (book, month) = (asked.Book, asked.Book.FirstOpen);
        var issued = book.Receivables.Invoices.Values.Reverse().Where(invoice => before.Length == 0 || string.CompareOrdinal(invoice.Number, before) < 0)
            .Take(MostRows + 1).ToList();
        var open = book.Receivables.Invoices.Values.GroupBy(invoice => invoice.Currency).OrderBy(group => group.Key.Code)
            .Select(group => new Money(group.Sum(book.Receivables.OpenOf), group.Key));
        var unapplied = book.Receivables.Cash.Receipts.Values.GroupBy(receipt => receipt.Currency).OrderBy(group => group.Key.Code)
            .Select(group => new Money(group.Sum(receipt => book.Receivables.Cash.UnappliedOf(receipt)), group.Key)).Where(sum => sum.Amount != 0);
        return new(
            Surroundings.Of(asked), month,
            month is { } next ? [.. DraftInvoice.Of(book, next, asked.Desk.Keeper.Now(book)).Select(draft => new DraftRow(draft, Surroundings.NameOf(asked, draft.Payer)))] : [],
            [.. issued.Take(MostRows).Select(invoice => InvoiceRow.Of(asked, invoice))], [.. open], [.. unapplied], issued.Count > MostRows ? issued[MostRows - 1].Number : null);
    }
}

/// <summary>A draft in a list, with its payer's name.</summary>
public sealed record DraftRow(DraftInvoice Draft, string Payer);

/// <summary>An invoice in a list.</summary>
/// <param name="Open">What is still to be paid; zero for a draft.</param>
public sealed record InvoiceRow(Invoice Invoice, string Buyer, decimal Open, bool Overdue, bool IsVoid)
{
    internal static InvoiceRow Of(Asked asked, Invoice invoice)
    {
        var open = invoice.Number is null ? 0 : asked.Book.Receivables.OpenOf(invoice);
        return new(invoice, Surroundings.NameOf(asked, invoice.Buyer), open, open > 0 && invoice.Due < asked.Today,
            invoice.Number is { } number && asked.Book.Receivables.Voided.ContainsKey(number));
    }
}

/// <summary>What the page of one invoice shows, on screen and on paper.</summary>
/// <param name="Position">The position of the fact that issued it.</param>
/// <param name="Root">The journal's root there: with the position, a witness that the customer keeps.</param>
/// <param name="NetDays">Days to pay.</param>
/// <param name="Notes">What it says beside its lines, and what became of it.</param>
public sealed record InvoiceModel(Surroundings Around, InvoiceRow Row, string Seller, decimal Paid, ImmutableArray<Settlement> Settlements, int NetDays,
    ImmutableArray<string> Notes, long Position, string Root)
{
    internal static InvoiceModel? Of(Asked asked)
    {
        var number = asked.Input.Text("invoice", 40);
        if (!asked.Book.Receivables.Invoices.TryGetValue(number, out var invoice))
        {
            asked.Input.Fault("invoice", RefusalCode.NotFound, $"There is no invoice '{number}'.");
            return null;
        }
        var head = asked.Desk.HeadAt(asked.Desk.IssuedAt(number));
        return new(
            Surroundings.Of(asked), InvoiceRow.Of(asked, invoice), Surroundings.NameOf(asked, invoice.Seller), asked.Book.Receivables.PaidOf(number),
            [.. asked.Book.Receivables.Cash.SettlementsOf(number)], Period.DaysBetween(invoice.Issued, invoice.Due), [.. InvoiceNotes.Of(asked.Book, invoice)], head.Position,
            head.Root.ToString());
    }
}

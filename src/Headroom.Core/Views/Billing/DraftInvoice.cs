using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>Where one payer's invoice of a contract for a month stands.</summary>
/// <param name="Over">The first date after the month; until then the draft still grows.</param>
/// <param name="Ready">The first date on which it may be issued, after the days of grace.</param>
/// <param name="Invoice">What is still to be invoiced as things stand; null when nothing is.</param>
/// <param name="IssuedAs">The numbers under which invoices of this month are out already.</param>
public sealed record DraftInvoice(
    Slug Contract, Slug Payer, YearMonth Month, DraftState State, LocalDate Over, LocalDate Ready, Invoice? Invoice, ImmutableArray<string> IssuedAs)
{
    /// <summary>Every draft of a month and what has been issued of it, contract by contract, as of an instant.</summary>
    public static IEnumerable<DraftInvoice> Of(Book book, YearMonth month, Instant now)
    {
        var issued = book.Receivables.Invoices.Values.Where(invoice => invoice.Period == month).ToLookup(invoice => invoice.Contract);
        return book.Sold.SelectMany(contract => Of(book, contract, month, contract.Terms.Calendar.DateOf(now), [.. issued[contract.Id]]));
    }

    /// <summary>The state in words, with the date on which it changes.</summary>
    public string Says => State switch
    {
        DraftState.Draft => $"draft until {Over:uuuu'-'MM'-'dd}",
        DraftState.InGrace => $"in grace until {Ready:uuuu'-'MM'-'dd}",
        DraftState.Ready => "ready",
        _ => $"issued as {string.Join(", ", IssuedAs)}",
    };

    static IEnumerable<DraftInvoice> Of(Book book, Contract contract, YearMonth month, LocalDate today, ImmutableArray<Invoice> issued)
    {
        var (over, ready) = (month.PlusMonths(1).OnDayOfMonth(1), Billing.ReadyOn(contract, month));
        var drafts = Billing.Drafts(book, contract, month, today).ToDictionary(draft => draft.Buyer);
        foreach (var payer in drafts.Keys.Concat(issued.Select(invoice => invoice.Buyer)).Distinct())
        {
            var draft = drafts.GetValueOrDefault(payer);
            var state = draft is null ? DraftState.Issued : today < over ? DraftState.Draft : today < ready ? DraftState.InGrace : DraftState.Ready;
            yield return new(contract.Id, payer, month, state, over, ready, draft, [.. issued.Where(invoice => invoice.Buyer == payer).Select(invoice => invoice.Number!)]);
        }
    }
}

/// <summary>The states that an invoice goes through before it is out.</summary>
public enum DraftState
{
    /// <summary>The month is not over.</summary>
    Draft,
    /// <summary>The month is over, and late readings are still waited for.</summary>
    InGrace,
    /// <summary>It may be issued.</summary>
    Ready,
    /// <summary>It is out, and nothing is left to be invoiced.</summary>
    Issued,
}

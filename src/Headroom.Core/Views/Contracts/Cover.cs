using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What the seller stands to lose of a contract at the end of a date, before and after what a guarantor still answers for. A call counts as used at once:
/// the guarantor's money lowers what is open when it is received.
/// </summary>
/// <param name="Called">What was called so far.</param>
/// <param name="Left">What may still be called.</param>
/// <param name="Open">What is open of its invoices, credit notes taken off.</param>
/// <param name="Enforceable">That and the enforceable backlog.</param>
public sealed record Cover(Slug Contract, Slug Guarantor, LocalDate At, Currency Currency, decimal Cap, decimal Called, decimal Left, decimal Open, decimal Enforceable)
{
    /// <summary>What is open and not covered.</summary>
    public decimal NetOpen => Math.Max(0, Open - Left);

    /// <summary>The enforceable exposure that is not covered; one cover serves both figures, not each.</summary>
    public decimal NetEnforceable => Math.Max(0, Enforceable - Left);

    /// <summary>The cover of a contract; null when nobody answers for its buyer.</summary>
    public static Cover? Of(Book book, Contract contract, LocalDate at)
    {
        if (Support.Of(contract, at) is not { } support) return null;
        var open = book.Receivables.InvoicesOf(contract.Id).Where(invoice => invoice.Issued <= at).Sum(invoice => book.Receivables.OpenOf(invoice, at));
        return new(contract.Id, support.Guarantor, at, contract.Terms.Currency, support.Cap, Support.CalledBy(contract, at), support.Left(contract, at),
            Math.Max(0, open), Math.Max(0, open) + Math.Max(0, Backlog.Of(contract, at).Enforceable));
    }

    /// <summary>From when each open invoice of a contract may be called for.</summary>
    public static IEnumerable<(string Invoice, LocalDate From, decimal Open)> Callable(Book book, Contract contract, LocalDate at) =>
        Support.Of(contract, at) is not { } support || support.Left(contract, at) == 0 ? []
            : book.Receivables.InvoicesOf(contract.Id).Where(invoice => invoice.Buyer != support.Guarantor && book.Receivables.OpenOf(invoice) > 0)
                .Select(invoice => (invoice.Number!, invoice.Due.PlusDays(support.PastDueDays), book.Receivables.OpenOf(invoice)));

    /// <summary>Why an invoice cannot be called for: unknown, not unpaid long enough, disputed, paid, or called for already.</summary>
    public static IEnumerable<Refusal> Refuse(Book book, Contract contract, SupportCalled call)
    {
        if (Support.Of(contract, call.On) is not { } support) yield break;
        var receivables = book.Receivables;
        if (receivables.InvoicesOf(contract.Id).FirstOrDefault(known => known.Number == call.Invoice) is not { } invoice)
        {
            yield return new Refusal(RefusalCode.NotFound, "invoice", $"'{contract.Id}' has no invoice '{call.Invoice}'.");
            yield break;
        }
        var from = invoice.Due.PlusDays(support.PastDueDays);
        if (call.On < from)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on",
                $"{call.Invoice} was due {invoice.Due:uuuu'-'MM'-'dd} and may be called for from {from:uuuu'-'MM'-'dd}.").With("from", $"{from:uuuu'-'MM'-'dd}");
        var earlier = contract.Events.OfType<SupportCalled>().Where(said => said.Invoice == call.Invoice).Sum(said => said.Amount);
        var most = Math.Max(0, Math.Min(receivables.OpenOf(invoice) - receivables.Disputes.OpenOn(call.Invoice, call.On), invoice.Total - earlier));
        if (call.Amount > most)
            yield return new Refusal(RefusalCode.OutOfRange, "amount",
                FormattableString.Invariant($"{call.Amount:N2} is above the {most:N2} that is open of {call.Invoice}, not disputed and not called for already.")).With("open",
                    FormattableString.Invariant($"{most}"));
    }
}

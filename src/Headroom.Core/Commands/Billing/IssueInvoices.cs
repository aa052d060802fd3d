using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Issues the invoices of the month that closes next before it closes: of one contract, or of every one whose days of grace are over.
/// Refused while the month or the grace lasts, and when nothing is to be invoiced.
/// </summary>
/// <param name="Contract">Only this contract's; null for all that are ready.</param>
public sealed record IssueInvoices(YearMonth Month, Slug? Contract) : Command
{
    public override Instant NotBefore(Book book) => Which(book).Select(contract => ReadyAt(contract, Month)).DefaultIfEmpty(Instant.MinValue).Min();

    public override int FactsAbout(Book book) => Contract is null ? book.Contracts.Count + 1 : 1;

    public override Decision Decide(Book book, Instant now)
    {
        if (Check.Opened(book) is { } closed) return closed;
        if (Contract is { } id && Check.Known(book.Contracts, id, "contract", "contract") is { } missing) return missing;
        if (new CloseMonth(Month).CannotFollow(book) is { } refusal) return refusal;
        if (NotBefore(book) is var ready && now < ready)
            return new Refusal(RefusalCode.MonthOpen, "month",
                $"{InvoiceLine.Month(Month)} may be invoiced from {ready} on, after the month and its days of grace; it is {now}.").With("ready_at", ready);
        var ripe = Which(book).Where(contract => ReadyAt(contract, Month) <= now).ToList();
        if (Unknown(ripe, Month) is { } unknown) return unknown;
        var drafts = ripe.SelectMany(contract => Billing.Drafts(book, contract, Month, Check.Today(contract, now)));
        var facts = Numbered(book, drafts);
        return facts.Count > 0 ? new Accepted([.. facts])
            : new Refusal(RefusalCode.NothingDue, Contract is null ? "month" : "contract",
                $"Nothing is to be invoiced for {InvoiceLine.Month(Month)}{(Contract is { } only ? $" under '{only}'" : "")}.");
    }

    /// <summary>What contracts follow that is not published, so that nothing can be invoiced for a month; null when all is known.</summary>
    public static Refusal? Unknown(IEnumerable<Contract> contracts, YearMonth month) => contracts.Where(contract => contract.FollowsIndices)
        .SelectMany(contract => contract.Unknown(month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1))
            .Select(refusal => refusal.Under(contract.Id.ToString()).With("contract", contract.Id)))
        .FirstOrDefault();

    /// <summary>The instant from which a contract's month may be invoiced: when the month and the days of grace are over in its zone.</summary>
    public static Instant ReadyAt(Contract contract, YearMonth month) => contract.Terms.Calendar.StartOf(Billing.ReadyOn(contract, month));

    /// <summary>Drafts as the facts that issue them, with the next numbers of the book in their order, and that set credit notes off as the policy says.</summary>
    public static IReadOnlyList<FactBody> Numbered(Book book, IEnumerable<Invoice> drafts)
    {
        var issued = drafts.InRuns((run, first) => run.Select((draft, i) => new InvoiceIssued(draft with { Number = book.Receivables.NumberAfter(first + i) })).ToArray());
        return [.. issued, .. ApplyCredit.AtIssue(book, issued)];
    }

    IEnumerable<Contract> Which(Book book) => book.Sold.Where(contract => Contract is null || contract.Id == Contract);
}

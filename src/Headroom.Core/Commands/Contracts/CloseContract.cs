using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Closes a contract for good. Refused, with the numbers, while it is served, while its capacity is still being handed back (by the moves of its blocks, else by the policy's
/// days), while anything is unbilled or disputed, and while anything of its invoices is open.
/// </summary>
public sealed record CloseContract(Slug Contract) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Contracts, Contract, "contract", "contract")) is { } missing) return missing;
        var contract = book.Contracts[Contract];
        return Decision.Of([Check.Running(contract), Served(book, contract, now), Unbilled(book, contract), Disputed(book, contract), Open(book, contract)],
            () => new ContractClosed(Contract));
    }

    static Refusal? Served(Book book, Contract contract, Instant now)
    {
        var today = Check.Today(contract, now);
        if (today > contract.LastDay && book.Blocks.Values.Where(block => block.ContractAt(now) == contract.Id).ToList() is { Count: > 0 } away)
            return StillOpen($"{away.Count} of its blocks are not back: {string.Join(", ", away.Take(5).Select(block => $"{block.Id} is {block.StateAt(now).Word()}"))}.")
                .With("last_day", Check.Text(contract.LastDay)).With("blocks_out", away.Count).With("gpus_out", away.Sum(block => block.Gpus.Count));
        var back = contract.LastDay.PlusDays(1 + (book.Sells(contract.Terms) && !InBlocks(book, contract) ? book.Policy.HandoverDays : 0));
        if (today >= back) return null;
        return StillOpen(today <= contract.LastDay ? $"It is served through {Check.Text(contract.LastDay)}; today is {Check.Text(today)}."
                : $"Its capacity is handed back until {Check.Text(back)}; today is {Check.Text(today)}.")
            .With("last_day", Check.Text(contract.LastDay)).With("capacity_back", Check.Text(back))
            .With("gpus_out", contract.Schedule(today).ReservedInAll.At(contract.Terms.Calendar.StartOf(LocalDate.Min(today, contract.LastDay))).Count);
    }

    /// <summary>Whether all that it reserved to the end was in blocks, whose moves say when it is back; else the policy's days do.</summary>
    static bool InBlocks(Book book, Contract contract)
    {
        var last = contract.Terms.Calendar.StartOf(contract.LastDay);
        return contract.Uses.Length > 0 && contract.Capacity.GroupBy(commitment => commitment.Pool).All(pool =>
            pool.Sum(commitment => commitment.Gpus.At(last).Count) <= contract.Uses.Where(use => use.Pool == pool.Key).DistinctBy(use => use.Block).Sum(use => use.Gpus.Count));
    }

    static Refusal? Unbilled(Book book, Contract contract)
    {
        var drafts = Billing.Drafts(book, contract, contract.LastDay.ToYearMonth()).ToList();
        var unbilled = drafts.Sum(draft => draft.Total);
        return drafts.Count == 0 ? null
            : StillOpen($"{unbilled} {contract.Terms.Currency} is not billed yet; it is on the next invoice.").With("unbilled", unbilled).With("currency", contract.Terms.Currency);
    }

    static Refusal? Disputed(Book book, Contract contract)
    {
        var disputes = book.Receivables.Disputes.ById.Values.Where(dispute => dispute.Settled is null && book.Receivables.Invoices[dispute.Invoice].Contract == contract.Id)
            .ToList();
        return disputes.Count == 0 ? null
            : StillOpen($"{disputes.Count} disputes on its invoices are open, {disputes[0].Id} over {disputes[0].Amount} {contract.Terms.Currency}.")
                .With("open_disputes", disputes.Count).With("disputed", disputes.Sum(dispute => dispute.Amount)).With("currency", contract.Terms.Currency);
    }

    static Refusal? Open(Book book, Contract contract)
    {
        var open = book.Receivables.InvoicesOf(contract.Id).Select(invoice => (invoice.Number, Open: book.Receivables.OpenOf(invoice)))
            .Where(invoice => invoice.Open != 0).ToList();
        return open.Count == 0 ? null
            : StillOpen($"{open.Count} of its invoices are open, {open[0].Number} with {open[0].Open} {contract.Terms.Currency}.")
                .With("open_invoices", open.Count).With("open", open.Sum(invoice => invoice.Open)).With("currency", contract.Terms.Currency);
    }

    static Refusal StillOpen(string says) => new(RefusalCode.ContractOpen, "contract", says);
}

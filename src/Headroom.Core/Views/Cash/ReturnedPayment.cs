using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;

namespace Headroom.Core.Views;

/// <summary>
/// What money that a bank took back is proposed to undo: the receipt that the line names, or that paid an invoice it names; of a line marked as a reversal also the only receipt of
/// its amount. What is not marked is one only when it names what it takes back and is of its whole amount.
/// </summary>
sealed class ReturnedPayment(Receivables receivables, OpenItems open)
{
    /// <summary>The proposal of money that went; null when the line is no reversal and names nothing that was paid.</summary>
    public BankMatch? Of(BankLine line)
    {
        var named = Named(line).ToList();
        var (says, receipts) = named.Count > 0 ? ("names", named)
            : ("is of the amount of", line.IsReversal ? [.. receivables.Cash.Receipts.Values.Where(receipt => receipt.Amount == -line.Amount)] : []);
        var fitting = receipts.Where(receipt =>
            receipt.Currency.Code == line.Currency && receipt.Received <= line.Booked
            && open.Unclaimed(receipt.Id.ToString(), receivables.Cash.HeldOf(receipt)) >= -line.Amount).ToList();
        if (fitting.Where(receipt => receipt.Amount == -line.Amount).ToList() is [var whole])
            return Proposed(whole, line.IsReversal && named.Count > 0 ? MatchGrade.Certain : MatchGrade.Likely, "takes back");
        if (!line.IsReversal) return null;
        return fitting switch
        {
            [] => Left("takes an earlier booking back, of which the book has no receipt that fits"),
            [var only] => Proposed(only, MatchGrade.Likely, "takes back part of"),
            _ => Left($"takes an earlier booking back and {says} {string.Join(", ", fitting.Select(receipt => receipt.Id))}: which of them is not said"),
        };

        BankMatch Proposed(Receipt receipt, MatchGrade grade, string does) =>
            new(line, grade,
                $"{does} {receipt.Id} of {receipt.Payer}, {(named.Count > 0 ? "which it names or whose invoice it names" : "the only one of its amount")}; its invoices are open again")
            { Customer = receipt.Payer, ReturnOf = receipt.Id };

        BankMatch Left(string reason) => new(line, MatchGrade.Ambiguous, reason);
    }

    IEnumerable<Receipt> Named(BankLine line)
    {
        var cash = receivables.Cash;
        var paying = Remittance.Invoices(line).SelectMany(cash.SettlementsOf).Where(settlement => settlement.Kind == SettlementKind.Cash)
            .Select(settlement => Slug.TryParse(settlement.From)).OfType<Slug>().Where(cash.Receipts.ContainsKey).Select(id => cash.Receipts[id]);
        return Remittance.Receipts(line, cash) is { Length: > 0 } receipts ? receipts : paying.DistinctBy(receipt => receipt.Id);
    }
}

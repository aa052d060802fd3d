using Headroom.Core.Books;
using Headroom.Core.Documents;

namespace Headroom.Core.Views;

/// <summary>
/// What money that comes as a reversal is proposed to be: a refund of ours that did not arrive, which the line names or which is the only one of its whole amount. It is received
/// again from the customer to whom it was given back, and stands unapplied on that account until it is paid out anew. By ISO 20022 a credit marked as a reversal takes an earlier
/// debit back.
/// </summary>
sealed class ReturnedRefund(Cash cash, OpenItems open)
{
    /// <summary>The proposal of money that came and is marked as a reversal.</summary>
    public BankMatch Of(BankLine line)
    {
        var sent = cash.Refunds.Where(refund =>
            refund.Currency.Code == line.Currency && refund.Amount == line.Amount && refund.Paid <= line.Booked
            && open.Unclaimed(Claim(refund.Of), refund.Amount) >= line.Amount).ToList();
        var words = Remittance.Invoices(line).Concat(Remittance.Receipts(line, cash).Select(receipt => receipt.Id.ToString())).ToHashSet(StringComparer.Ordinal);
        var named = sent.Where(refund => words.Contains(refund.Of)).ToList();
        return (named.Count > 0 ? named : sent) switch
        {
            [] => Left("of which the book has no refund that fits"),
            [var refund] when Since(refund) is { } receipt => Left($"perhaps the refund of {refund.Of}, and may be recorded already as {receipt.Id}, of the same amount"),
            [var refund] => new(line, named.Count > 0 ? MatchGrade.Certain : MatchGrade.Likely,
                $"takes back the refund of {refund.Of} to {refund.Payee}, {(named.Count > 0 ? "which it names" : "the only one of its amount")}; it stands unapplied")
            { Customer = refund.Payee, ReturnedRefundOf = refund.Of },
            var several => Left($"and is of the amount of the refunds of {string.Join(", ", several.Select(refund => refund.Of))}: which of them is not said"),
        };

        BankMatch Left(string reason) => new(line, MatchGrade.Ambiguous, $"takes an earlier booking back by which money had gone, {reason}");
    }

    /// <summary>What a line claims that takes a refund back, so that no other does.</summary>
    public static string Claim(string refundOf) => $"refund of {refundOf}";

    Receipt? Since(Refund refund) => cash.Receipts.Values.FirstOrDefault(receipt =>
        receipt.Payer == refund.Payee && receipt.Currency == refund.Currency && receipt.Amount == refund.Amount && receipt.Received >= refund.Paid
        && receipt.Id.ToString() != refund.Of);
}

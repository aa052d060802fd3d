using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;

namespace Headroom.Core.Views;

/// <summary>
/// What money that went is proposed to be: a refund, but only when it names the one credit note or receipt of which it is given back. Everything
/// else that a company pays has nothing to do with its customers.
/// </summary>
sealed class Repayment(Receivables receivables, OpenItems open)
{
    /// <summary>The proposal of money that went, in a currency that is known.</summary>
    public BankMatch Of(BankLine line)
    {
        var currency = Currency.Of(line.Currency)!;
        var notes = Remittance.Invoices(line).Where(receivables.Invoices.ContainsKey).Select(number => receivables.Invoices[number])
            .Where(invoice => invoice.IsCreditNote).ToList();
        var receipts = Remittance.Receipts(line, receivables.Cash);
        if (notes.Count + receipts.Length > 1)
            return new(line, MatchGrade.Ambiguous,
                $"went out and names {string.Join(", ", notes.Select(note => note.Number).Concat(receipts.Select(receipt => receipt.Id.ToString())))}: of which it is given back is not said");
        if (notes is [var credit])
            return Of(line, currency, credit.Number!, credit.Buyer, credit.Currency, credit.Issued > line.Booked ? 0 : receivables.CreditFrom(credit, line.Booked));
        return receipts is [var money]
            ? Of(line, currency, money.Id.ToString(), money.Payer, money.Currency, money.Received > line.Booked ? 0 : receivables.Cash.FreeOf(money, line.Booked))
            : new(line, MatchGrade.None, "went out and names no receipt and no credit note of ours");
    }

    BankMatch Of(BankLine line, Currency currency, string document, Slug payee, Currency its, decimal there)
    {
        var left = open.Unclaimed(document, there);
        if (its != currency) return Left($"names {document}, which is in {its} and not in {currency}");
        if (-line.Amount > left) return Left($"names {document}, of which only {new Money(left, currency)} can be given back");
        var whole = -line.Amount == left;
        return new(line, whole ? MatchGrade.Certain : MatchGrade.Likely,
            whole ? $"gives back all that is left of {document}, which it names" : $"gives back part of {document}, which it names: {new Money(left, currency)} is left")
        { Customer = payee, RefundOf = document };

        BankMatch Left(string reason) => new(line, MatchGrade.Ambiguous, $"went out and {reason}") { Customer = payee };
    }
}

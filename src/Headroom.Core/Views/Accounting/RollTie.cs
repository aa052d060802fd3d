using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A contract at the closing, from its documents and terms on one side and from the ledger on the other: billed without tax and late interest, plus interest accreted, less revenue
/// = contract liability + customer liability - contract asset.
/// </summary>
/// <param name="Billed">The lines for service of the invoices that count.</param>
/// <param name="Recognised">Earned by the month's end under the stated policy, computed anew.</param>
public sealed record ContractTie(
    Slug Contract, Slug Customer, Currency Currency, decimal Billed, decimal Accreted, decimal Recognised, decimal Liability, decimal Refundable, decimal Asset)
{
    /// <summary>Given to the customer beside the invoices.</summary>
    public decimal Given { get; init; }

    /// <summary>What does not tie; zero.</summary>
    public decimal Difference => Billed - Given + Accreted - Recognised - (Liability + Refundable - Asset);

    internal static ImmutableArray<ContractTie> Of(Book book, YearMonth month, ImmutableArray<RollLine> lines)
    {
        var closing = lines.Where(line => line.Contract is not null).ToLookup(line => (line.Contract!.Value, line.Kind), line => line.Closing);
        var last = month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
        return [.. book.Sold.ToArray().AsParallel().AsOrdered().Select(contract => Of(contract, RevenueByMonth.SeenAt(contract, month)))];

        ContractTie Of(Contract contract, Recognition seen) => new(contract.Id, contract.TermsOn(last).Buyer, contract.Terms.Currency,
            book.Receivables.TotalBilled(contract.Id), seen.Accreted(last), seen.Recognised(last),
            closing[(contract.Id, AccountKind.ContractLiability)].Sum(), closing[(contract.Id, AccountKind.CustomerLiability)].Sum(),
            closing[(contract.Id, AccountKind.ContractAsset)].Sum())
        { Given = seen.GivenBy(last) };
    }
}

/// <summary>A customer at the closing: what its documents leave open against the ledger's receivable, and its receipts against the ledger's unapplied cash.</summary>
/// <param name="Open">What is open of invoices and credit notes, with what was settled by the month's end.</param>
/// <param name="Unapplied">What is unapplied of receipts by the month's end.</param>
public sealed record CustomerTie(Slug Customer, Currency Currency, decimal Open, decimal Unapplied, decimal Receivable, decimal UnappliedCash)
{
    /// <summary>What does not tie; zero.</summary>
    public decimal Difference => Math.Abs(Open - Receivable) + Math.Abs(Unapplied - UnappliedCash);

    internal static ImmutableArray<CustomerTie> Of(Book book, YearMonth month, ImmutableArray<RollLine> lines)
    {
        var (receivables, last) = (book.Receivables, month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1));
        var open = receivables.Standing.ToLookup(invoice => (invoice.Buyer, invoice.Currency.Code), invoice => invoice.Total - receivables.Cash.SettledOf(invoice.Number!, last));
        var unapplied = receivables.Cash.Receipts.Values.ToLookup(receipt => (receipt.Payer, receipt.Currency.Code), receipt => receivables.Cash.UnappliedOf(receipt, last));
        var closing = lines.Where(line => line.Customer is not null).ToLookup(line => (line.Customer!.Value, line.Currency.Code, line.Kind), line => line.Closing);
        return [.. open.Select(group => group.Key).Union(unapplied.Select(group => group.Key)).Order().Select(key => new CustomerTie(
            key.Item1, Currency.Of(key.Code)!, open[key].Sum(), unapplied[key].Sum(),
            closing[(key.Item1, key.Code, AccountKind.Receivable)].Sum() + closing[(key.Item1, key.Code, AccountKind.IntercompanyReceivable)].Sum(),
            closing[(key.Item1, key.Code, AccountKind.UnappliedCash)].Sum()))];
    }
}

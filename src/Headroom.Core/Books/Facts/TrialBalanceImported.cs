using Headroom.Core.Documents;

namespace Headroom.Core.Books;

/// <summary>What the general ledger says at the end of a month was taken over, to be compared.</summary>
public sealed record TrialBalanceImported(TrialBalance Balance) : FactBody
{
    public override string Kind => "trial-balance.imported.v1";
    public override string About => $"{Balance.AsOf:uuuu'-'MM'-'dd}";
    public override Book Apply(Book book, Fact fact) => book with { Closing = book.Closing with { TrialBalances = book.Closing.TrialBalances.SetItem(Balance.AsOf, Balance) } };
}

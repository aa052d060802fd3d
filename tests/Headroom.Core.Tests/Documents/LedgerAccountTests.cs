using Headroom.Core.Documents;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Documents;

public sealed class LedgerAccountTests
{
    [Fact]
    public void Every_kind_has_a_name_and_a_word_of_its_own()
    {
        var kinds = Enum.GetValues<AccountKind>();

        Assert.Equal(kinds.Length, kinds.Select(LedgerAccount.WordOf).Distinct().Count());
        Assert.Equal(kinds.Length, kinds.Select(kind => new LedgerAccount(kind) { Contract = Id, Customer = Buyer, Jurisdiction = Slug.Of("us-tn") }.Name).Distinct().Count());
    }

    [Fact]
    public void What_is_given_to_a_customer_stands_as_owed_until_it_is_cleared() =>
        Assert.Equal("liabilities:consideration:anthropic-colossus", LedgerAccount.Of(AccountKind.Consideration, Id).Name);

    [Fact]
    public void A_name_tells_kind_and_owner() =>
        Assert.Equal(["assets:receivable:anthropic", "liabilities:contract:anthropic-colossus", "liabilities:tax:us-tn", "assets:bank"],
            new[] { LedgerAccount.Receivable(Buyer, Id), LedgerAccount.Of(AccountKind.ContractLiability, Id, Buyer), LedgerAccount.Tax(Slug.Of("us-tn")),
                LedgerAccount.Bank }.Select(account => account.Name));
}

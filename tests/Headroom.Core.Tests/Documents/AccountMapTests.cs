using System.Collections.Immutable;
using Headroom.Core.Documents;
using Headroom.Core.Tests.Views;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Documents;

public sealed class AccountMapTests
{
    static readonly AccountMap Map = GeneralLedgerTests.Map;

    [Fact]
    public void The_first_rule_that_fits_goes_before_the_account_of_the_kind()
    {
        Assert.Equal("4010", Map.AccountOf(LedgerAccount.Of(AccountKind.Revenue, Id, Buyer)));
        Assert.Equal(Map.Accounts[AccountKind.Revenue], Map.AccountOf(LedgerAccount.Of(AccountKind.Revenue, Slug.Of("other"), Buyer)));
        Assert.Null((Map with { Accounts = Map.Accounts.Remove(AccountKind.Bank) }).AccountOf(LedgerAccount.Bank));
    }

    [Fact]
    public void A_contract_may_have_an_entity_of_its_own() =>
        Assert.Equal(("US02", "US01", "US01"), (Map.EntityOf(Id), Map.EntityOf(Slug.Of("other")), Map.EntityOf(null)));

    [Fact]
    public void A_dimension_gives_the_id_its_code_or_what_stands_for_none()
    {
        var plain = Map.Dimensions[0];
        var coded = plain with { Values = ImmutableSortedDictionary<Slug, string>.Empty.Add(Buyer, "C-1"), None = null };

        Assert.Equal(("anthropic", "none"), (plain.CodeOf(LedgerAccount.Receivable(Buyer), out _), plain.CodeOf(LedgerAccount.Bank, out _)));
        Assert.Equal(("C-1", null), (coded.CodeOf(LedgerAccount.Receivable(Buyer), out _), coded.CodeOf(LedgerAccount.Bank, out _)));
        Assert.Null(coded.CodeOf(LedgerAccount.Receivable(Deal.Other), out var missing));
        Assert.Equal(Deal.Other, missing);
    }

    [Fact]
    public void It_knows_the_accounts_that_it_names() => Assert.True(Map.Knows("4010") && Map.Knows("1900") && Map.Knows("1100") && !Map.Knows("9999"));
}

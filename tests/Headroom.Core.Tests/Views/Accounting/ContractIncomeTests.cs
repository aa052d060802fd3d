using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class ContractIncomeTests
{
    // By hand: the fee is 1,250 million a month and the customer is ours from 14 August 2026; of August 13 days of 31 are revenue from others, 524.19 million.
    [Fact]
    public void What_a_contract_brings_in_ends_where_its_buyer_is_ours()
    {
        var book = SignedBook.Told(At(2026, 9, 2), new AcquireCustomer(new CustomerAcquired(Buyer, Day(2026, 8, 14), "8-K")));
        var returns = Returns.Of(book, Currency.Usd, new(Month(2026, 7), Month(2026, 9)), Day(2026, 9, 2));

        Assert.Equal([(Month(2026, 7), 1_250_000_000m), (Month(2026, 8), 524_193_548.39m), (Month(2026, 9), 0m)], returns.Revenue);
        Assert.Equal((Day(2026, 8, 13), Day(2026, 8, 13)), (returns.Contracts.Single().Payback.Until, returns.Contracts.Single().Payback.Exit));
        Assert.Equal([Buyer], returns.Pathways.Own.Select(own => own.Workload));
    }

    // From October on nothing of it is left: no row, and no revenue.
    [Fact]
    public void A_span_after_that_has_no_row_of_it()
    {
        var book = SignedBook.Told(At(2026, 9, 2), new AcquireCustomer(new CustomerAcquired(Buyer, Day(2026, 8, 14), "8-K")));
        Assert.Empty(Returns.Of(book, Currency.Usd, new(Month(2026, 10), Month(2026, 12)), Day(2026, 9, 2)).Contracts);
    }
}

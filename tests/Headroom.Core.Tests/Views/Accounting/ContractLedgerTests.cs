using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Documents;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

/// <summary>By hand; that it ties whatever happens are laws of <c>RollForwardTests</c>.</summary>
public sealed class ContractLedgerTests
{
    // By hand: 591,216,216.22 are earned and not billed at the end of May; from June on Google has the contract, and with it that asset.
    [Fact]
    public void Who_takes_over_a_contract_takes_over_its_asset_by_name()
    {
        var facts = RollForwardTests.Facts(Agreed with { Revenue = RevenuePolicy.StraightLineStated }, new CloseMonth(Month(2026, 5)),
            new RecordEvent(Id, new ContractAssigned(Day(2026, 6, 1), Deal.Other, Day(2026, 6, 1), "letter")), new CloseMonth(Month(2026, 6)));
        var june = RollForward.Of(facts, Month(2026, 6));
        var asset = june.ByCustomer.Where(line => line.Kind == AccountKind.ContractAsset).ToDictionary(line => line.Customer!.Value);

        Assert.True(june.Holds);
        Assert.Equal((591_216_216.22m, 0m), (asset[Buyer].Opening, asset[Buyer].Closing));
        Assert.Equal((0m, 1_182_432_432.43m), (asset[Deal.Other].Opening, asset[Deal.Other].Closing));
        Assert.Contains(asset[Deal.Other].Movements, movement => movement.Cause.Move == LedgerMove.Assigned);
        Assert.DoesNotContain(june.Whole.SelectMany(line => line.Movements), movement => movement.Cause.Move == LedgerMove.Assigned);
    }

    // By hand: 100 of May's fee are credited in June, after May was closed.
    [Fact]
    public void A_credit_on_a_closed_month_stands_in_the_open_one_by_name()
    {
        var facts = RollForwardTests.Facts(With(Fee((Start, 625m))), new CloseMonth(Month(2026, 5)), new CreditInvoice("INV-0000001", "fee", Month(2026, 5), 100m, null, "outage"),
            new CloseMonth(Month(2026, 6)));
        var entries = Ledger.Entries(facts).Where(entry => entry.Cause.Of == Month(2026, 5)).ToList();

        Assert.Equal(["catch-up of 2026-05: credited", "catch-up of 2026-05: recognised"], entries.Select(entry => entry.Cause.Text));
        Assert.All(entries, entry => Assert.Equal(Month(2026, 6), entry.Month));
        Assert.Equal(1_150m, RollForward.Of(facts, Month(2026, 6)).Whole.Single(line => line.Kind == AccountKind.Revenue).Closing);
    }
}

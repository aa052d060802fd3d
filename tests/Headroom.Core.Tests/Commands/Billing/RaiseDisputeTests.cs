using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class RaiseDisputeTests
{
    static readonly Book Two = CreditInvoiceTests.Two;

    public static RaiseDispute May(decimal? amount) => new("INV-0000001", "fee", Month(2026, 5), amount, Side.Buyer, "two days down", "ticket 4711");

    [Fact]
    public void Each_reason_to_refuse()
    {
        Two.Refuses(At(2026, 7, 10), May(1m) with { Invoice = "INV-0000009" }, RefusalCode.NotFound, "invoice");
        Two.Refuses(At(2026, 7, 10), May(1m) with { Charge = "fees" }, RefusalCode.NotFound, "charge");
        Two.Refuses(At(2026, 7, 10), May(1m) with { By = Side.Either }, RefusalCode.Malformed, "by");
        Two.Refuses(At(2026, 7, 10), May(310.01m), RefusalCode.NotDisputable, "amount");
        Two.Refuses(At(2026, 7, 10), May(0m), RefusalCode.NotDisputable, "amount");
        Two.Told(At(2026, 7, 10), May(null)).Refuses(At(2026, 7, 10), May(1m), RefusalCode.NotDisputable, "charge");
        Two.Told(At(2026, 7, 10), May(1m)).Refuses(At(2026, 7, 10), new VoidInvoice("INV-0000001", "wrong address"), RefusalCode.NotDisputable, "invoice");
    }

    [Fact]
    public void The_undisputed_part_stays_due_and_ageing_shows_the_rest_apart()
    {
        var ageing = Assert.Single(Statement.Of(Two.Told(At(2026, 7, 10), May(110m)), Day(2026, 7, 10))).Ageing;

        Assert.Equal((110m, 200m, 310m, 620m), (ageing.Disputed, ageing.To30, ageing.NotDue, ageing.Open));
    }
}

using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class CostReportTests
{
    // By hand: half of 220,000 GPUs sold in June 2026. 220 million over 60 months are 3,666,666.67; 300,000 kW for 720 hours at 8 cents 17,280,000.00.
    [Fact]
    public void June_with_half_of_the_pool_sold()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(Reserving((Start, 110_000)))), CostSheetTests.Servers, CostSheetTests.Grid, CostSheetTests.Staff);
        var report = CostReport.Of(new CostSheet(book, Currency.Usd, Day(2026, 7, 1)), new(Month(2026, 6), Month(2026, 6)));

        Assert.Equal((3_666_666.67m, 17_280_000.00m, 500_000m), (report.Of(CostKind.Depreciation), report.Of(CostKind.Power), report.Of(CostKind.Operations)));
        Assert.Equal((10_723_333.34m, 10_723_333.33m), (report.Of(UsedFor.Sold), report.Of(UsedFor.Idle)));
        Assert.Equal((357_444.44m, 296_333.33m), (report.IdleADay, report.AvoidableADay));
    }
}

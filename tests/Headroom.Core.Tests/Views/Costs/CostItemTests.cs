using Headroom.Core.Commands;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class CostItemTests
{
    [Theory]
    [InlineData(0, 17_280_000.00)]
    [InlineData(1, 36_432_000.00)] // 220,000 GPUs x 2.5 kW x 1.15 x 720 h x 0.08
    [InlineData(2, 5_760_000.00)] // 100,000 kW
    public void Power_follows_the_draw_or_computing_power_and_PUE_or_a_fixed_take(int kind, decimal expected)
    {
        PowerBasis basis = kind switch { 0 => new AtDraw(1), 1 => new AtPue(2.5m, 1.15m), _ => new AtTake(new Kilowatts(100_000)) };
        var book = Ready.Told(At(2026, 4, 20), new RecordTariff(CostSheetTests.Grid.Tariff with { Basis = basis }));

        Assert.Equal(expected, new CostSheet(book, Currency.Usd, Day(2026, 7, 1)).Over(new(Month(2026, 6), Month(2026, 6))).Sum(part => part.Amount));
    }

    [Fact]
    public void A_correction_puts_the_new_figures_in_the_place_of_the_old_ones()
    {
        var book = Ready.Told(At(2026, 4, 20), CostSheetTests.Servers, new RecordAsset(CostSheetTests.Servers.Asset with { LifeMonths = 40 }));

        Assert.Equal(5_500_000m, new CostSheet(book, Currency.Usd, Day(2026, 7, 1)).Over(new(Month(2026, 6), Month(2026, 6))).Sum(part => part.Amount));
    }
}

using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class RecordTariffTests
{
    static readonly Slug Hall = Slug.Of("hall");

    static readonly Book WithHall = Ready.Told(At(2026, 3, 2), new AddSite(Hall, Memphis, "America/Chicago", []), Grid("grid"));

    [Fact]
    public void A_tariff_is_recorded_and_corrected_under_its_id()
    {
        var book = WithHall.Told(At(2026, 3, 3), new RecordTariff(Grid("grid").Tariff with { PerKilowattHour = 0.09m }));

        Assert.Equal(0.09m, Assert.Single(book.Outlays.Tariffs).Value.PerKilowattHour);
    }

    [Theory]
    [InlineData("memphis")]
    [InlineData("hall")]
    public void Two_tariffs_do_not_hold_for_one_place_on_one_day(string site)
    {
        var refusal = WithHall.Refusing(At(2026, 3, 3), new RecordTariff(Grid("other").Tariff with { Site = Slug.Of(site), From = Day(2027, 1, 1) }));

        Assert.Equal((RefusalCode.AlreadyExists, "from"), (refusal.Code, refusal.Field));
        Assert.Contains("'grid' at memphis, which holds from 2026-01-01 on", refusal.Says, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_tariff_begins_when_the_last_has_ended() =>
        Assert.Equal(2, WithHall.Told(At(2026, 3, 3), new RecordTariff(Grid("grid").Tariff with { Through = Day(2026, 12, 31) }),
            new RecordTariff(Grid("next").Tariff with { From = Day(2027, 1, 1), Site = Hall })).Outlays.Tariffs.Count);

    [Fact]
    public void What_cannot_be_is_refused()
    {
        void Refuses(Tariff tariff, RefusalCode code, string field) => Ready.Refuses(At(2026, 3, 3), new RecordTariff(tariff), code, field);
        var grid = Grid("grid").Tariff;

        Refuses(grid with { Site = Slug.Of("nowhere") }, RefusalCode.NotFound, "site");
        Refuses(grid with { PerKilowattHour = -0.01m }, RefusalCode.OutOfRange, "per-kwh");
        Refuses(grid with { Through = Day(2025, 12, 31) }, RefusalCode.DatesUpsideDown, "through");
        Refuses(grid with { Basis = new AtDraw(1.01m) }, RefusalCode.OutOfRange, "load");
        Refuses(grid with { Basis = new AtPue(-1, 1.1m) }, RefusalCode.OutOfRange, "kilowatts-per-gpu");
        Refuses(grid with { Basis = new AtPue(1, 0.99m) }, RefusalCode.OutOfRange, "pue");
        Refuses(grid with { Basis = new AtTake(new Kilowatts(-1)) }, RefusalCode.OutOfRange, "kilowatts");
    }

    static RecordTariff Grid(string id) => new(new(Slug.Of(id), Memphis, Day(2026, 1, 1), null, 0.08m, Currency.Usd, new AtDraw(1)));
}

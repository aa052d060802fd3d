using static Headroom.Core.Tests.Deal;

namespace Headroom.Formats.Tests;

public sealed class JsonTests
{
    [Fact]
    public void Dates_months_instants_and_amounts_are_invariant_text()
    {
        Assert.Equal(("2026-05-31", "2026-05", "45000000000.00"), (Json.Text(Day(2026, 5, 31)), Json.Text(Month(2026, 5)), Json.Text(45_000_000_000.00m)));
        Assert.Equal("2026-05-01T05:00:00Z", Json.Text(At(2026, 5, 1)));
        Assert.Equal("2026-05-01T05:00:00.000000001Z", Json.Text(At(2026, 5, 1) + NodaTime.Duration.Epsilon));
    }

    [Fact]
    public void Maps_and_lists_close_themselves() =>
        Assert.Equal("""{"a":{"on":"2026-05-01"},"none":null,"list":[1,2]}""", Written.Text(Json.Bytes(json => json.Map(() =>
        {
            json.Map("a", () => json.Date("on", Start));
            json.Date("none", (NodaTime.LocalDate?)null);
            json.List("list", [1, 2], json.WriteNumberValue);
        }))));
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Time;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Time;

public sealed class CalendarTests
{
    // Law: a date's instants are those that bear it, in every zone, whatever the clocks do.
    [Fact]
    public void The_start_of_a_date_bears_the_date_and_the_instant_before_does_not() =>
        Prop.ForAll(Any.Date.ToArbitrary(), Zones, (date, calendar) =>
            calendar.DateOf(calendar.StartOf(date)) == date && calendar.DateOf(calendar.StartOf(date) - Duration.Epsilon) < date).Check(Laws.Seeded);

    [Fact]
    public void Months_adjoin_and_hold_their_own_instants() =>
        Prop.ForAll(Any.Date.ToArbitrary(), Zones, (date, calendar) =>
        {
            var month = date.ToYearMonth();
            return calendar.Of(month).End == calendar.Of(month.PlusMonths(1)).From
                && calendar.Of(month).Contains(calendar.StartOf(date)) && calendar.MonthOf(calendar.StartOf(date)) == month;
        }).Check(Laws.Seeded);

    // Law: the mean of a window, times its hours, is its total; the peak and the least bound the mean.
    [Fact]
    public void Coarsening_rules_agree_with_each_other() =>
        Prop.ForAll(Any.Line.ToArbitrary(), Any.Instant.ToArbitrary(), Gen.Choose(1, 300).ToArbitrary(), (line, from, hours) =>
        {
            var gpus = line.Map(value => (long)value);
            var window = new Window(from, from + Duration.FromHours(hours));
            decimal By(Coarsening rule) => Calendar.Coarsen(gpus, window, rule);
            return Math.Abs(By(Coarsening.Mean) * hours - By(Coarsening.Total)) < 1e-18m
                && By(Coarsening.Least) <= By(Coarsening.Mean) + 1e-20m && By(Coarsening.Mean) <= By(Coarsening.Peak) + 1e-20m;
        }).Check(Laws.Seeded);

    // Exact arithmetic vectors.
    [Theory]
    [InlineData("UTC", 744)]
    [InlineData("America/Chicago", 743)]
    public void B40_March_2027_has_an_hour_less_where_the_clocks_go_forward(string zone, int hours) =>
        Assert.Equal(Duration.FromHours(hours), Calendar.In(zone)!.Of(Month(2027, 3)).Length);

    [Fact]
    public void A_date_whose_midnight_is_skipped_starts_at_the_first_instant_that_exists() =>
        Assert.Equal(Instant.FromUtc(2018, 11, 4, 3, 0), Calendar.In("America/Sao_Paulo")!.StartOf(Day(2018, 11, 4)));

    [Fact]
    public void The_ramp_of_May_and_June_averages_to_the_GPU_hours_divided_by_the_hours()
    {
        var gpus = Timeline<long>.Of(0, [(At(2026, 5, 1), 110_000), (At(2026, 7, 1), 220_000)]);
        var window = new Window(At(2026, 6, 30), At(2026, 7, 2));

        Assert.Equal(165_000m, Calendar.Coarsen(gpus, window, Coarsening.Mean));
        Assert.Equal(330_000m * 24, Calendar.Coarsen(gpus, window, Coarsening.Total));
    }

    [Fact]
    public void There_is_no_calendar_of_a_zone_that_the_zone_data_do_not_have() => Assert.Null(Calendar.In("Mars/Olympus"));

    [Fact]
    public void A_whole_second_is_the_one_that_has_begun() =>
        Assert.Equal((Instant.FromUnixTimeSeconds(7), Instant.FromUnixTimeSeconds(7)),
            (Calendar.WholeSecond(Instant.FromUnixTimeMilliseconds(7_999)), Calendar.WholeSecond(Instant.FromUnixTimeSeconds(7))));

    [Fact]
    public void The_zone_data_name_their_release() => Assert.StartsWith("TZDB: 20", Calendar.ZoneDataVersion);

    static Arbitrary<Calendar> Zones => Gen.Elements("UTC", "America/Chicago", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu", "Australia/Lord_Howe")
        .Select(zone => Calendar.In(zone)!).ToArbitrary();
}

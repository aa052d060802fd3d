using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Time;
using Headroom.Metering.Hours;
using NodaTime;

namespace Headroom.Metering.Tests.Hours;

public sealed class HourlyRollUpTests
{
    static readonly Instant Start = Instant.FromUtc(2026, 6, 1, 0, 0);
    static readonly Window Day = new(Start, Start + Duration.FromDays(1));

    static Gen<(int From, int Length, int Units)> Interval =>
        from start in Gen.Choose(-20_000, 100_000) from length in Gen.Choose(0, 60_000) from units in Gen.Choose(1, 64) select (start, length, units);

    [Fact]
    public void Every_second_of_use_inside_the_window_falls_in_the_hour_it_belongs_to() =>
        Prop.ForAll(Interval.ArrayOf().ToArbitrary(), intervals =>
        {
            var expected = new long[24];
            var rollUp = new HourlyRollUp(Day);
            var account = rollUp.AccountOf("a"u8)!.Value;
            foreach (var (from, length, units) in intervals)
            {
                rollUp.Add(account, Start.ToUnixTimeSeconds() + from, Start.ToUnixTimeSeconds() + from + length, units);
                for (var hour = 0; hour < 24; hour++)
                    expected[hour] += units * Math.Max(0L, Math.Min(from + length, (hour + 1) * 3600) - Math.Max(from, hour * 3600));
            }
            return expected.Sum() == 0 ? rollUp.Result().Accounts.IsEmpty : rollUp.Result().Accounts["a"].SequenceEqual(expected);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    [Fact]
    public void Parts_rolled_up_apart_and_merged_are_the_whole() =>
        Prop.ForAll(Interval.ArrayOf().ToArbitrary(), intervals =>
        {
            HourlyRollUp Of(IEnumerable<(int From, int Length, int Units)> part)
            {
                var rollUp = new HourlyRollUp(Day);
                foreach (var (from, length, units) in part)
                    rollUp.Add(rollUp.AccountOf(units % 2 == 0 ? "even"u8 : "odd"u8)!.Value, Start.ToUnixTimeSeconds() + from, Start.ToUnixTimeSeconds() + from + length, units);
                return rollUp;
            }
            var merged = Of(intervals.Where((_, i) => i % 2 == 0));
            Assert.True(merged.Merge(Of(intervals.Where((_, i) => i % 2 == 1))));
            var (whole, both) = (Of(intervals).Result(), merged.Result());
            return whole.Accounts.Keys.SequenceEqual(both.Accounts.Keys) && whole.Accounts.All(account => both.Accounts[account.Key].SequenceEqual(account.Value));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    [Fact]
    public void A_job_of_ninety_minutes_lies_in_two_hours()
    {
        var rollUp = new HourlyRollUp(Day);
        rollUp.Add(rollUp.AccountOf("tenant-a"u8)!.Value, Start.ToUnixTimeSeconds() + 1800, Start.ToUnixTimeSeconds() + 7200, 8);
        var hours = rollUp.Result().Accounts["tenant-a"];
        Assert.Equal([8 * 1800L, 8 * 3600L, 0L], hours.Take(3));
    }

    [Fact]
    public void A_window_that_begins_inside_an_hour_cuts_that_hour()
    {
        var window = new Window(Start + Duration.FromMinutes(30), Start + Duration.FromMinutes(150));
        var rollUp = new HourlyRollUp(window);
        rollUp.Add(rollUp.AccountOf("tenant-a"u8)!.Value, Start.ToUnixTimeSeconds(), Start.ToUnixTimeSeconds() + 86_400, 1);
        Assert.Equal([1800L, 3600L, 1800L], rollUp.Result().Accounts["tenant-a"]);
    }
}

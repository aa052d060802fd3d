using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class ScheduleTests
{
    static Arbitrary<Schedule> Schedules => Any.Terms.Select(terms => terms.Resolve(Observations.None)).ToArbitrary();

    // Law: schedules add. What two contracts reserve and owe together is what each does, on every date.
    [Fact]
    public void Schedules_add() =>
        Prop.ForAll(Schedules, Schedules, Any.Date.ToArbitrary(), (a, b, date) =>
        {
            var (sum, at) = (a + b, Chicago.StartOf(date));
            return sum.Due.At(date) == a.Due.At(date) + b.Due.At(date)
                && sum.ReservedInAll.At(at) == a.ReservedInAll.At(at) + b.ReservedInAll.At(at)
                && sum.Reserved(Colossus).At(at) == sum.ReservedInAll.At(at);
        }).Check(Laws.Seeded);

    [Fact]
    public void A_splice_is_the_first_before_the_date_and_the_second_from_it_on() =>
        Prop.ForAll(Schedules, Schedules, Gen.Zip(Any.Date, Any.Date).ToArbitrary(), (a, b, when) =>
        {
            var (cut, date) = when;
            var (spliced, held, at) = (a.Splice(cut, b, Chicago), date < cut ? a : b, Chicago.StartOf(date));
            return spliced.Due.PerDayOn(date) == held.Due.PerDayOn(date) && spliced.ReservedInAll.At(at) == held.ReservedInAll.At(at);
        }).Check(Laws.Seeded);

    [Fact]
    public void Charges_of_one_name_go_on_as_one_so_that_rounding_does_too()
    {
        var (before, after) = (With(Fee((Start, 100m))).Resolve(Observations.None), With(Fee((Start, 200m))).Resolve(Observations.None));

        var charge = Assert.Single(before.Splice(Day(2026, 6, 1), after, Chicago).Charges);

        Assert.Equal("fee", charge.Name);
        Assert.Equal((Rational)300m, charge.Due.Over(Start, Day(2026, 7, 1)));
    }

    // Capacity that goes on over an amendment was never given back, so nothing may end and start anew at its date.
    [Fact]
    public void Reservations_of_one_pool_go_on_as_one()
    {
        var schedule = Agreed.Resolve(Observations.None);

        Assert.Equal(schedule.Capacity, schedule.Splice(Day(2027, 1, 1), schedule, Chicago).Capacity);
    }

    [Fact]
    public void Nothing_reserves_nothing_and_owes_nothing()
    {
        Assert.Equal(Rational.Zero, Schedule.Nothing.Due.Total);
        Assert.Equal(Timeline<Gpus>.Always(Gpus.Zero), Schedule.Nothing.ReservedInAll);
    }
}

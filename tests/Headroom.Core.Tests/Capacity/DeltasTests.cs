using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Capacity;

public sealed class DeltasTests
{
    // Law: the sum of the changes is the sum of the lines, however many there are and in whatever order they come and go.
    [Fact]
    public void Deltas_of_many_timelines_are_the_deltas_of_their_sum() =>
        Prop.ForAll(Lines.NonEmptyListOf().ToArbitrary(), Any.Instant.ToArbitrary(), (lines, at) =>
            Sum(lines).ToTimeline().At(at) == lines.Aggregate(Rational.Zero, (sum, line) => sum + line.At(at))).Check(Laws.Seeded);

    [Fact]
    public void What_was_added_can_be_taken_out_again_in_any_order() =>
        Prop.ForAll(Lines.NonEmptyListOf().ToArbitrary(), Lines.ToArbitrary(), (lines, other) =>
            Sum(lines.Append(other)).Add(Deltas.StepsOf(lines[0]), -1).ToTimeline().Equals(Sum(lines.Skip(1).Append(other)).ToTimeline()))
            .Check(Laws.Seeded);

    [Fact]
    public void The_steps_of_a_line_rebuild_it() =>
        Prop.ForAll(Lines.ToArbitrary(), line => Deltas.None.Add(Deltas.StepsOf(line)).ToTimeline().Equals(line)).Check(Laws.Seeded);

    [Fact]
    public void Two_halves_of_the_site_make_the_whole()
    {
        var half = Timeline<Rational>.Of(Rational.Zero, [(At(2026, 5, 1), 110_000), (At(2029, 6, 1), 0)]);
        var both = Deltas.None.Add(Deltas.StepsOf(half)).Add([(At(2026, 7, 1), 110_000)]).ToTimeline();

        Assert.Equal<Rational>(110_000, both.At(At(2026, 6, 30)));
        Assert.Equal<Rational>(220_000, both.At(At(2026, 7, 1)));
        Assert.Equal<Rational>(110_000, both.At(At(2029, 6, 1)));
    }

    [Fact]
    public void Changes_that_cancel_leave_nothing() =>
        Assert.Equal(Timeline<Rational>.Always(Rational.Zero), Deltas.None.Add([(At(2026, 5, 1), 8)]).Add([(At(2026, 5, 1), 8)], -1).ToTimeline());

    static Gen<Timeline<Rational>> Lines =>
        Any.Line.Select(line => line.Map(value => (Rational)value).Zip(Timeline<Rational>.Always(line.At(NodaTime.Instant.MinValue)), (a, b) => a - b));

    static Deltas Sum(IEnumerable<Timeline<Rational>> lines) => lines.Aggregate(Deltas.None, (sum, line) => sum.Add(Deltas.StepsOf(line)));
}

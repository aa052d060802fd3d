using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Core.Tests.Time;

public sealed class TimelineTests
{
    static readonly Instant May = Instant.FromUtc(2026, 5, 1, 0, 0);
    static readonly Instant July = Instant.FromUtc(2026, 7, 1, 0, 0);

    // Law: combining timelines is combining their values, at every instant. Everything else in Core leans on this one.
    [Fact]
    public void Zip_agrees_with_At_at_every_instant() =>
        Prop.ForAll(Any.Line.ToArbitrary(), Any.Line.ToArbitrary(), Any.Instant.ToArbitrary(), (a, b, at) =>
            a.Zip(b, (x, y) => x - y).At(at) == a.At(at) - b.At(at)).Check(Laws.Seeded);

    [Fact]
    public void Map_agrees_with_At_at_every_instant() =>
        Prop.ForAll(Any.Line.ToArbitrary(), Any.Instant.ToArbitrary(), (line, at) =>
            line.Map(value => value / 2).At(at) == line.At(at) / 2).Check(Laws.Seeded);

    [Fact]
    public void A_splice_is_the_first_before_the_instant_and_the_second_from_it_on() =>
        Prop.ForAll(Any.Line.ToArbitrary(), Any.Line.ToArbitrary(), Gen.Zip(Any.Instant, Any.Instant).ToArbitrary(), (a, b, when) =>
        {
            var (cut, at) = when;
            return a.Splice(cut, b).At(at) == (at < cut ? a : b).At(at) && a.Splice(cut, b).At(cut) == b.At(cut);
        }).Check(Laws.Seeded);

    [Fact]
    public void Then_holds_from_its_instant_for_ever_and_changes_nothing_before() =>
        Prop.ForAll(Any.Line.ToArbitrary(), Gen.Zip(Any.Instant, Any.Instant).ToArbitrary(), (line, when) =>
        {
            var (cut, at) = when;
            return line.Then(cut, 7).At(at) == (at < cut ? line.At(at) : 7);
        }).Check(Laws.Seeded);

    [Fact]
    public void Pieces_cover_the_window_without_gap_or_overlap_and_hold_what_At_says() =>
        Prop.ForAll(Any.Line.ToArbitrary(), Gen.Zip(Any.Instant, Gen.Choose(1, 400)).ToArbitrary(), Any.Instant.ToArbitrary(), (line, span, at) =>
        {
            var window = new Window(span.Item1, span.Item1 + Duration.FromHours(span.Item2));
            var pieces = line.Pieces(window).ToList();
            return pieces[0].Window.From == window.From && pieces[^1].Window.End == window.End
                && pieces.Zip(pieces.Skip(1)).All(pair => pair.First.Window.End == pair.Second.Window.From && pair.First.Value != pair.Second.Value)
                && pieces.Where(piece => piece.Window.Contains(at)).All(piece => piece.Value == line.At(at))
                && pieces.Any(piece => piece.Window.Contains(at)) == window.Contains(at);
        }).Check(Laws.Seeded);

    // Law: there is one way to hold a function of time, so equality is agreement everywhere.
    [Fact]
    public void Timelines_that_agree_everywhere_are_equal_and_change_at_the_same_instants() =>
        Prop.ForAll(Any.Line.ToArbitrary(), Any.Instant.ToArbitrary(), (line, at) =>
        {
            var built = Timeline<int>.Of(line.At(Instant.MinValue), line.Changes.Append(at).Select(change => (change, line.At(change))));
            return built.Equals(line) && built.GetHashCode() == line.GetHashCode() && built.Changes.SequenceEqual(line.Changes);
        }).Check(Laws.Seeded);

    [Fact]
    public void The_next_change_is_the_first_at_which_the_value_differs() =>
        Prop.ForAll(Any.Line.ToArbitrary(), Any.Instant.ToArbitrary(), (line, at) =>
            line.NextChange(at) is { } next
                ? next > at && line.At(next - Duration.Epsilon) == line.At(at) && line.At(next) != line.At(at)
                : line.At(Instant.MaxValue) == line.At(at)).Check(Laws.Seeded);

    [Fact]
    public void A_step_holds_at_its_own_instant_and_not_before()
    {
        var fee = Timeline<decimal>.Always(0m).Then(May, 625_000_000m).Then(July, 1_250_000_000m);

        Assert.Equal(0m, fee.At(May - Duration.Epsilon));
        Assert.Equal(625_000_000m, fee.At(May));
        Assert.Equal(1_250_000_000m, fee.At(July));
    }

    [Fact]
    public void Equal_neighbours_are_merged_so_that_nothing_wakes_for_no_change() =>
        Assert.Null(Timeline<int>.Always(8).Then(May, 8).NextChange(Instant.MinValue));

    [Fact]
    public void Steps_come_in_any_order_and_of_two_at_one_instant_the_later_in_the_list_holds()
    {
        var gpus = Timeline<int>.Of(0, [(July, 220_000), (May, 90_000), (May, 110_000)]);

        Assert.Equal(110_000, gpus.At(May));
        Assert.Equal([May, July], gpus.Changes);
    }
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Time;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Time;

public sealed class EnsembleTests
{
    static readonly Instant Noon = Instant.FromUtc(2026, 5, 1, 12, 0);

    // Law: the same future of both. Path i of the sum is path i of each, at every instant.
    [Fact]
    public void Adding_is_path_by_path_at_every_instant() =>
        Prop.ForAll(Futures(5), Futures(5), Any.Instant.ToArbitrary(), (a, b, at) =>
            a.Add(b).At(at).ToArray().SequenceEqual(a.At(at).ToArray().Zip(b.At(at).ToArray(), (x, y) => x + y))).Check(Laws.Seeded);

    // Law: the sum of many is each, cut to its most, multiplied and rounded up, path by path.
    [Fact]
    public void A_sum_cuts_multiplies_and_rounds_up_path_by_path() =>
        Prop.ForAll(Futures(5), Futures(5), Any.Instant.ToArbitrary(), (a, b, at) =>
            Ensemble.Sum([(a, 1.5, 2000), (b, 1, int.MaxValue)])!.At(at).ToArray().SequenceEqual(
                a.At(at).ToArray().Zip(b.At(at).ToArray(), (x, y) => (Math.Min(x, 2000) * 3 + 1) / 2 + y))).Check(Laws.Seeded);

    [Fact]
    public void The_whole_pool_draws_exactly_its_power_and_nothing_sums_to_null()
    {
        var pool = new Ensemble([Noon], 1, [220_000]);

        Assert.Equal(300_000, Ensemble.Sum([(pool, 300_000.0 / 220_000, int.MaxValue)])!.At(Noon)[0]);
        Assert.Null(Ensemble.Sum([]));
    }

    [Fact]
    public void A_splice_is_the_first_before_the_instant_and_the_second_from_it_on() =>
        Prop.ForAll(Futures(5), Futures(5), Gen.Zip(Any.Instant, Any.Instant).ToArbitrary(), (a, b, when) =>
        {
            var (cut, at) = when;
            // Before its first piece an ensemble holds its first value, so a splice before all of the first has none of it left.
            if (cut <= a.Starts[0] && at < cut) return true;
            return a.Splice(cut, b).At(at).ToArray().SequenceEqual((at < cut ? a : b).At(at).ToArray());
        }).Check(Laws.Seeded);

    // Law: the vectorised least is the naive least over every instant at which anything changes. Seventeen paths leave a rest after any vector width.
    [Fact]
    public void The_least_below_a_ceiling_is_the_naive_least() =>
        Prop.ForAll(Futures(17), Any.Line.ToArbitrary(), Gen.Zip(Any.Instant, Gen.Choose(1, 300)).ToArbitrary(), (own, line, span) =>
        {
            var ceiling = line.Map(value => value * 1000L);
            var window = new Window(span.Item1, span.Item1 + Duration.FromHours(span.Item2));
            var instants = own.Starts.Concat(ceiling.Changes).Append(window.From).Where(window.Contains).ToList();
            var naive = Enumerable.Range(0, 17).Select(path => instants.Min(at => (int)ceiling.At(at) - own.At(at)[path]));
            return own.LeastBelow(ceiling, window).SequenceEqual(naive);
        }).Check(Laws.Seeded);

    // Law: exactly counted. At least the share of the values reach x, and no larger x does.
    [Fact]
    public void Reached_by_is_the_largest_that_the_share_of_the_values_reach() =>
        Prop.ForAll(Gen.Choose(-20, 20).NonEmptyListOf().ToArbitrary(), Gen.Choose(1, 100).ToArbitrary(), (values, percent) =>
        {
            var (all, confidence) = (values.ToArray(), percent / 100m);
            var x = Ensemble.ReachedBy(all, confidence);
            bool Enough(int level) => all.Count(value => value >= level) >= confidence * all.Length;
            return Enough(x) && !Enough(x + 1);
        }).Check(Laws.Seeded);

    [Fact]
    public void A_quantile_is_the_smallest_that_at_most_the_rest_exceed() =>
        Prop.ForAll(Gen.Choose(-20, 20).NonEmptyListOf().ToArbitrary(), Gen.Choose(1, 99).ToArbitrary(), (values, percent) =>
        {
            var (all, level) = (values.ToArray(), percent / 100m);
            var x = Ensemble.Quantile(all, level);
            bool Enough(int bound) => all.Count(value => value > bound) <= (1 - level) * all.Length;
            return Enough(x) && !Enough(x - 1);
        }).Check(Laws.Seeded);

    // Exact arithmetic vectors: supply 100 (9/10) or 90, own demand 30 (1/2), 40 (3/10), 55 (3/20) or 70, independent; 200 paths hold it exactly.
    [Theory]
    [InlineData("H01", 20, "0.05", 15)]
    [InlineData("H02", 45, "0.01", -15)]
    public void Firm_headroom_of_a_stated_distribution(string id, int committed, string risk, int signed)
    {
        var free = from supply in Repeat((100, 9), (90, 1)) from own in Repeat((30, 10), (40, 6), (55, 3), (70, 1)) select supply - own - committed;

        Assert.Equal((id, signed), (id, Ensemble.ReachedBy([.. free], 1 - decimal.Parse(risk, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Exactly_ninety_five_of_a_hundred_reach_the_sixth_smallest_at_five_percent_risk()
    {
        var values = Enumerable.Range(1, 100).ToArray();

        Assert.Equal(6, Ensemble.ReachedBy(values, 1 - 0.05m));
        Assert.Equal(6, Ensemble.ReachedBy(values, 0.95m));
    }

    [Fact]
    public void Before_the_first_piece_the_first_value_holds_and_after_the_last_the_last()
    {
        var own = new Ensemble([Noon, Noon + Duration.FromHours(1)], 1, [10, 20]);

        Assert.Equal(10, own.At(Instant.MinValue)[0]);
        Assert.Equal(20, own.At(Instant.MaxValue)[0]);
        Assert.Equal(5, own.LeastBelow(Timeline<long>.Always(15), new(Noon - Duration.FromDays(9), Noon))[0]);
    }

    [Fact]
    public void Quantiles_do_not_add_so_sums_are_taken_path_by_path()
    {
        // Two workloads that are busy on different days: 95% of each alone need nothing, together one path in ten needs ten.
        var (a, b) = (OnPath(0, 5), OnPath(5, 10));

        Assert.Equal(0, Ensemble.Quantile(a.At(Noon), 0.95m) + Ensemble.Quantile(b.At(Noon), 0.95m));
        Assert.Equal(10, Ensemble.Quantile(a.Add(b).At(Noon), 0.95m));
    }

    [Fact]
    public void Futures_of_different_number_do_not_combine() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Ensemble.Zero(100).Add(Ensemble.Zero(200)));

    static Ensemble OnPath(int from, int end) => new([Noon], 100, [.. Enumerable.Range(0, 100).Select(path => path >= from && path < end ? 10 : 0)]);

    static IEnumerable<int> Repeat(params (int Value, int Times)[] values) => values.SelectMany(each => Enumerable.Repeat(each.Value, each.Times));

    static Arbitrary<Ensemble> Futures(int paths) =>
        (from hours in Gen.Choose(-150, 150).ArrayOf(4)
         from values in Gen.Choose(0, 5000).ArrayOf(4 * paths)
         let starts = hours.Distinct().Order().Select(hour => Noon + Duration.FromHours(hour)).ToList()
         select new Ensemble([.. starts], paths, values[..(starts.Count * paths)])).ToArbitrary();
}

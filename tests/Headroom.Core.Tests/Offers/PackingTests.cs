using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Offers;

namespace Headroom.Core.Tests.Offers;

public sealed class PackingTests
{
    static readonly Gen<Packing> Small =
        from things in Gen.Choose(1, 12)
        from rows in Gen.Choose(1, 6)
        from spread in Gen.Elements(1, 5, 1000)
        from values in Gen.Choose(-50, 1000 * spread).ArrayOf(things)
        from uses in Gen.Frequency((2, Gen.Constant(0)), (3, Gen.Choose(1, 40))).ArrayOf(things).ArrayOf(rows)
        from room in Gen.Choose(0, 120).ArrayOf(rows)
        select new Packing([.. values.Select(value => (long)value)], [.. uses.Select((row, i) => new Limit([.. row.Select(use => (long)use)], room[i]))]);

    // Law: what is chosen fits, nothing is worth more than the bound, and with steps enough it is the best of all selections.
    [Fact]
    public void The_selection_fits_and_is_as_good_as_trying_all_of_them() =>
        Prop.ForAll(Small.ToArbitrary(), packing =>
        {
            var found = packing.Solve();
            return packing.Fits(found.Taken) && found.Value == packing.ValueOf(found.Taken) && found.IsProved && found.Value == Best(packing);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: however few the steps, what is chosen fits and no selection is worth more than the bound that is printed.
    [Fact]
    public void With_few_steps_the_bound_still_holds() =>
        Prop.ForAll(Small.ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), (packing, steps) =>
        {
            var found = packing.Solve(steps);
            return packing.Fits(found.Taken) && found.Bound >= Best(packing) && found.Value <= Best(packing);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: the same steps give the same answer, whoever asks.
    [Fact]
    public void The_same_question_has_the_same_answer() =>
        Prop.ForAll(Small.ToArbitrary(), packing => packing.Solve(100) is var a && packing.Solve(100) is var b && a.Taken.SequenceEqual(b.Taken) && a.Bound == b.Bound)
    .Check(Laws.Seeded);

    // By hand: the small thing has the higher density and leaves no room for the big one.
    [Fact]
    public void A_big_offer_is_not_blocked_by_a_small_dense_one()
    {
        var packing = new Packing([11, 100], [new([1, 10], 10), new([1, 10], 10)]);

        Assert.Equal([0], Filling.ByDensity(packing));
        Assert.Equal((100, 100), packing.Solve() is var found ? (found.Value, found.Bound) : default);
    }

    // By hand: 0 and 1 need 5 and 5 of the 10 in the middle; 2 meets 0 in the first row and 1 in the last.
    [Fact]
    public void Two_that_meet_in_no_row_too_much_are_taken_together()
    {
        var found = new Packing([60, 50, 40], [new([5, 0, 5], 5), new([5, 5, 0], 10), new([0, 5, 5], 5)]).Solve();

        Assert.Equal([0, 1], found.Taken);
        Assert.Equal(110, found.Value);
    }

    [Theory]
    [InlineData("H23")]
    [InlineData("H24")]
    [InlineData("H26")]
    [InlineData("H27")]
    public void The_reference_cases_are_met(string id)
    {
        var (packing, expected) = Reference(id);

        var (found, greedy) = (packing.Solve(), Filling.ByDensity(packing));

        Assert.Equal((expected.GetProperty("optimal_value").GetInt64(), true), (found.Value, found.IsProved));
        Assert.Equal(Whole(expected.GetProperty("one_optimal_set")).Select(thing => (int)thing), found.Taken);
        Assert.Equal(expected.GetProperty("greedy_density_value").GetInt64(), packing.ValueOf(greedy));
    }

    /// <summary>A case of the reference file: values, uses by month, and at most one of a group.</summary>
    static (Packing Packing, JsonElement Expected) Reference(string id)
    {
        using var file = JsonDocument.Parse(typeof(PackingTests).Assembly.GetManifestResourceStream("headroom_vectors.json")!);
        var vector = file.RootElement.GetProperty("vectors").EnumerateArray().Single(each => each.GetProperty("id").GetString() == id).Clone();
        var inputs = vector.GetProperty("inputs");
        var uses = inputs.GetProperty("usage").EnumerateArray().Select(Whole).ToList();
        var groups = inputs.GetProperty("exclusive_group") is { ValueKind: JsonValueKind.Array } named ? named.EnumerateArray().Select(group => group.GetString()!).ToList() : [];
        return (new Packing([.. Whole(inputs.GetProperty("value"))],
        [
            .. Whole(inputs.GetProperty("headroom")).Select((room, month) => new Limit([.. uses.Select(use => use[month])], room)),
            .. groups.Where(group => group.Length > 0).Distinct().Select(group => new Limit([.. groups.Select(each => each == group ? 1L : 0)], 1)),
        ]), vector.GetProperty("expected"));
    }

    static long[] Whole(JsonElement list) => [.. list.EnumerateArray().Select(each => each.GetInt64())];

    static long Best(Packing packing) => Enumerable.Range(0, 1 << packing.Values.Length)
        .Select(set => Enumerable.Range(0, packing.Values.Length).Where(thing => (set >> thing & 1) == 1).ToList())
        .Where(packing.Fits).Max(packing.ValueOf);
}

using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.HeadroomVectors;

namespace Headroom.Core.Tests.Views;

public sealed class CapacityTableTests
{
    static readonly Gen<ImmutableArray<ImmutableArray<long>>> Rows = Gen.Choose(0, 30).Select(value => (long)value).ArrayOf(4).ArrayOf(7)
        .Select(rows => rows.Select(row => row.ToImmutableArray()).ToImmutableArray());

    // Law: firm headroom never grows when the asked risk shrinks.
    [Fact]
    public void Firm_never_grows_when_the_risk_shrinks() => Prop.ForAll(Rows.ToArbitrary(), Gen.Choose(0, 20).ToArbitrary(), Gen.Choose(0, 20).ToArbitrary(), (rows, a, b) =>
    {
        IEnumerable<long> Firm(int twentieths) => Table(rows, twentieths).Rows().Select(row => row.Firm);
        return Firm(Math.Min(a, b)).Zip(Firm(Math.Max(a, b))).All(pair => pair.First <= pair.Second);
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: what fits jointly fits in each period, and the joint probability is at most the sum of those of the periods.
    [Fact]
    public void What_fits_jointly_fits_in_each_period() =>
    Prop.ForAll(Rows.ToArbitrary(), Gen.Choose(0, 19).ToArbitrary(), Gen.Choose(1, 30).ToArbitrary(), (rows, twentieths, offer) =>
    {
        var table = Table(rows, twentieths) with { Offer = [offer] };
        var answer = table.Accept(covered: false)!;
        var sum = Enumerable.Range(0, 4).Aggregate(Rational.Zero, (total, period) => total + table.NetIn(period).Below(offer));
        return (answer.Fits || answer.Joint > table.Risk) && !(answer.Joint > sum) && answer.Fits == (answer.LeastSlack >= 0);
    }).Check(Laws.Seeded.WithMaxTest(1000));

    [Theory]
    [InlineData("H01")]
    [InlineData("H02")]
    public void Reference_case_of_firm_headroom(string id)
    {
        var (inputs, expected) = Of(id);

        var row = Simple(inputs, "committed").Rows().Single();

        Assert.Equal((expected.GetProperty("signed").GetInt64(), expected.GetProperty("firm").GetInt64()), (row.Signed, row.Firm));
    }

    [Fact]
    public void H07_reference_case_with_late_tranches()
    {
        var (inputs, expected) = Of("H07");
        var table = new CapacityTable(Fraction(inputs.GetProperty("alpha")), 6)
        {
            Tranches = [.. inputs.GetProperty("tranches").EnumerateArray().Select(each => new Tranche(each.GetProperty("n").GetInt64(), each.GetProperty("ready").GetInt32(),
                Chances(each.GetProperty("delay")), [.. each.GetProperty("ramp").EnumerateArray().Select(Fraction)]))],
            Maintenance = Wholes(inputs.GetProperty("maintenance")),
            Spare = inputs.GetProperty("failure_allowance").GetInt64(),
            Own = [Chances(inputs.GetProperty("own_demand_pmf"))],
            Committed = Wholes(inputs.GetProperty("committed")),
        };

        Assert.Equal(Wholes(expected), table.Rows().Select(row => row.Signed));
    }

    [Fact]
    public void H08_reference_case_of_interruptible_headroom()
    {
        var (inputs, expected) = Of("H08");

        Assert.Equal(expected.GetInt64(), (Simple(inputs, "committed_firm") with { Available = Fraction(inputs.GetProperty("beta")) }).Rows().Single().Interruptible);
    }

    [Theory]
    [InlineData("H18-ok")]
    [InlineData("H18-fails")]
    public void Reference_case_of_acceptance(string id)
    {
        var (inputs, expected) = Of(id);
        var table = new CapacityTable(Fraction(inputs.GetProperty("alpha")), 3)
        {
            Net = [.. inputs.GetProperty("net_supply_pmfs").EnumerateArray().Select(Chances)],
            Committed = Wholes(inputs.GetProperty("committed")),
            Offer = Wholes(inputs.GetProperty("offer")),
        };

        AcceptsAs(expected, table.Accept(covered: false)!);
    }

    [Fact]
    public void H20_reference_case_of_recall_as_cover()
    {
        var (inputs, expected) = Of("H20");
        var table = new CapacityTable(Fraction(inputs.GetProperty("alpha")), 3)
        {
            Scenarios = [.. inputs.GetProperty("scenarios").EnumerateArray().Select(Wholes)],
            Committed = Wholes(inputs.GetProperty("committed_including_recallable")),
            Cover = Wholes(inputs.GetProperty("recallable_cover")),
            Offer = Wholes(inputs.GetProperty("offer")),
        };

        AcceptsAs(expected[0], table.Accept(covered: false)!);
        AcceptsAs(expected[1], table.Accept(covered: true)!);
    }

    [Fact]
    public void Without_an_offer_there_is_nothing_to_accept() => Assert.Null(new CapacityTable(Rational.Zero, 1) { Supply = [Distribution.Certain(5)] }.Accept(covered: false));

    static CapacityTable Table(ImmutableArray<ImmutableArray<long>> rows, int twentieths) => new(Rational.Of(twentieths, 20), 4) { Scenarios = rows };

    static CapacityTable Simple(JsonElement inputs, string committed) => new(Fraction(inputs.GetProperty("alpha")), 1)
    {
        Supply = [Chances(inputs.GetProperty("supply_pmf"))],
        Own = [Chances(inputs.GetProperty("own_demand_pmf"))],
        Committed = Wholes(inputs.GetProperty(committed)),
    };

    static void AcceptsAs(JsonElement expected, TableAcceptance answer)
    {
        Assert.Equal(expected.GetProperty("accept").GetBoolean(), answer.Fits);
        if (answer.Fits) Assert.Equal(expected.GetProperty("min_slack").GetInt64(), answer.LeastSlack);
        else Assert.Equal((expected.GetProperty("first_failing").GetInt32(), expected.GetProperty("short_by").GetInt64()), (answer.FirstFailing, answer.ShortBy));
    }
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Core.Tests.Views;

public sealed class NewsvendorTests
{
    // Law: no other quantity gains more, and no smaller one as much.
    [Fact]
    public void No_quantity_gains_more_and_no_smaller_one_as_much() => Prop.ForAll(
        Gen.Choose(-5, 20).Select(value => (long)value).NonEmptyListOf().ToArbitrary(), Gen.Choose(0, 12).ArrayOf(3).ToArbitrary(), Gen.Choose(0, 25).ToArbitrary(),
        (values, money, most) =>
        {
            var (free, stakes) = (Distribution.Equally([.. values]), new Stakes(money[0], money[1], Math.Min(money[2], money[1])));
            var answer = Newsvendor.Of(free, stakes, most);
            var gains = Enumerable.Range(0, most + 1).Select(quantity => Newsvendor.At(free, stakes, quantity).Gain).ToList();
            return answer.Gain == gains.Max() && gains.IndexOf(gains.Max()) == answer.Quantity;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    [Theory]
    [InlineData("H16-1", false)]
    [InlineData("H16-2", true)]
    public void Reference_case(string id, bool sellsAll)
    {
        var (inputs, expected) = HeadroomVectors.Of(id);
        decimal Of(string name) => inputs.GetProperty(name).GetDecimal();

        var answer = Newsvendor.Of(HeadroomVectors.Chances(inputs.GetProperty("net_supply_pmf")), new(Of("price"), Of("shortfall_cost"), Of("salvage")), (long)Of("cap"));

        Assert.Equal((expected.GetInt64(), sellsAll), (answer.Quantity, answer.Stakes.SellsAll));
    }

    // By hand: price 2.0, idle 0.6, a shortfall of 4 asks for a reserve of 2/3.4.
    [Theory]
    [InlineData(4, 0.588)]
    [InlineData(8, 0.811)]
    [InlineData(25, 0.943)]
    [InlineData(100, 0.986)]
    public void The_dearer_a_shortfall_the_higher_the_reserve(decimal shortfall, decimal reserve) =>
        Assert.Equal(reserve, new Stakes(2.0m, shortfall, 0.6m).Reserve.Round(3));

    [Fact]
    public void What_brings_more_idle_is_not_sold_firm() =>
        Assert.Equal(0, Newsvendor.Of(Distribution.Certain(50), new(1m, 10m, 2m), 100).Quantity);

    [Fact]
    public void H21_what_is_missing_of_a_quantity()
    {
        var (inputs, expected) = HeadroomVectors.Of("H21");

        var answer = Newsvendor.At(HeadroomVectors.Chances(inputs.GetProperty("net_supply_pmf")), default, inputs.GetProperty("sold").GetInt64());

        Assert.Equal((HeadroomVectors.Fraction(expected.GetProperty("expected")), HeadroomVectors.Fraction(expected.GetProperty("p"))), (answer.Short, answer.Risk));
    }
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class TermsTests
{
    // Law: the order in which a person writes the legs does not matter; tiers decide who sees whom.
    [Fact]
    public void The_order_of_the_legs_does_not_change_what_follows() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Any.Date.ToArbitrary(), Any.Date.ToArbitrary(), (terms, date, through) =>
        {
            var observed = new Observations(through, []);
            var (there, back) = (terms.Resolve(observed), (terms with { Legs = [.. terms.Legs.Reverse()] }).Resolve(observed));
            return there.Due.At(date) == back.Due.At(date) && there.ReservedInAll.Equals(back.ReservedInAll);
        }).Check(Laws.Seeded);

    [Fact]
    public void Random_terms_hold_together() => Prop.ForAll(Any.Terms.ToArbitrary(), terms => !terms.Check().Any()).Check(Laws.Seeded);

    [Fact]
    public void The_deal_comes_to_45_billion() => Assert.Equal((Rational)45_000_000_000m, Agreed.Resolve(Observations.None).Due.Total);

    [Fact]
    public void One_day_is_a_term_and_fifty_years_are_the_most()
    {
        Assert.Empty((With(Fee((Start, 1m))) with { Through = Start }).Check());
        Assert.Empty((With(Fee((Start, 1m))) with { Through = Day(2076, 4, 30) }).Check());
        Assert.Contains((With(Fee((Start, 1m))) with { Through = Day(2076, 5, 1) }).Check(), refusal => refusal is { Code: RefusalCode.OutOfRange, Field: "term.through" });
        Assert.Contains((With() with { Through = Day(2026, 4, 30) }).Check(), refusal => refusal is { Code: RefusalCode.DatesUpsideDown, Field: "term.through" });
    }

    [Fact]
    public void Nobody_contracts_with_himself() =>
        Assert.Contains((Agreed with { Buyer = Us }).Check(), refusal => refusal is { Code: RefusalCode.InvalidTerms, Field: "buyer" });

    [Fact]
    public void Two_legs_of_one_kind_need_names_of_their_own() =>
        Assert.Contains(With(RampFee, RampFee).Check(), refusal => refusal is { Code: RefusalCode.InvalidTerms, Field: "legs[1]" });
}

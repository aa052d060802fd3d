using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class DifferenceTests
{
    // Law: terms differ from themselves rebuilt part by part in nothing, and from themselves with one thing changed in that.
    [Fact]
    public void Terms_that_say_the_same_differ_in_nothing_however_they_were_made() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), terms =>
            !Difference.Between(terms, terms with { Legs = [.. terms.Legs.Select(Rebuilt)], Assumptions = [.. terms.Assumptions] }).Any()
            && Difference.Between(terms, terms with { NetDays = terms.NetDays + 1 }).Single().Field == "net-days").Check(Laws.Seeded);

    [Fact]
    public void A_step_that_changed_is_named_with_what_it_was_and_is() =>
        Assert.Equal([new Difference("legs[1].steps[1].amount", "1250000000", "1240000000")],
            Difference.Between(Agreed, With(RampCapacity, Fee((Start, 625_000_000m), (Day(2026, 7, 1), 1_240_000_000m)), AfterLockIn)));

    [Fact]
    public void A_leg_more_or_of_another_kind_and_a_clause_left_out_are_named()
    {
        Assert.Equal([new Difference("legs[3]", "nothing", "a leg 'set-up'")],
            Difference.Between(Agreed, Agreed with { Legs = Agreed.Legs.Add(new Once("set-up", Start, 5m, "racks")) }));
        Assert.Equal([new Difference("legs[2]", "a leg 'exit by either'", "nothing")], Difference.Between(Agreed, Agreed with { Legs = Agreed.Legs.RemoveAt(2) }));
        Assert.Equal([new Difference("legs[1].name", "fee", "rent")],
            Difference.Between(Agreed, Agreed with { Legs = Agreed.Legs.SetItem(1, new Monthly("rent", RampFee.Steps, RampFee.Proration)) }));
        Assert.Equal([new Difference("through", "2029-05-31", "2029-06-30")], Difference.Between(Agreed, Agreed with { Through = Day(2029, 6, 30) }));
    }

    static Leg Rebuilt(Leg leg) => leg switch
    {
        Reserve reserve => reserve with { Steps = [.. reserve.Steps.AsSpan()] },
        Monthly monthly => monthly with { Steps = [.. monthly.Steps.AsSpan()] },
        _ => leg,
    };
}

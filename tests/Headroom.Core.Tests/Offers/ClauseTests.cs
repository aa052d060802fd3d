using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Offers;

public sealed class ClauseTests
{
    /// <summary>A thousand GPUs for so many months for so much a month, in UTC.</summary>
    internal static Terms Plain(int months, decimal fee, params Leg[] more) =>
        With([Reserving((Start, 1_000)) with { Whole = null }, Fee((Start, fee)), .. more])
        with
        { Through = Start.PlusMonths(months).PlusDays(-1), Calendar = Core.Time.Calendar.Utc };

    internal static readonly Gen<Terms> Any =
        from months in Gen.Choose(6, 40)
        from fee in Gen.Choose(400, 1_200)
        from holder in Gen.Elements(Side.Buyer, Side.Seller, Side.Either)
        from notice in Gen.Elements(0, 30, 90)
        from locked in Gen.Choose(0, 5)
        from leaving in Gen.Elements(0m, 0.1m)
        from rise in Gen.Elements(-0.1m, 0.05m)
        from half in Gen.Elements(true, false)
        let whole = fee * 1_000m
        let terms = Plain(months, whole, new Exit(holder, Start.PlusMonths(locked), null, Days(notice), EarlyNotice.Refused, LastDayRule.DayServed) { FeeShare = leaving },
            new Escalator("rise", rise, Start.PlusMonths(5), 12))
        select half ? terms with { Legs = terms.Legs.SetItem(1, Fee((Start, whole / 2), (Start.PlusMonths(2), whole))) } : terms;

    // Law: a clause that is left out is gone and the rest stands; without all of them only capacity and level fees are left.
    [Fact]
    public void Terms_without_a_clause_have_all_others_and_terms_without_any_have_none() =>
        Prop.ForAll(Any.ToArbitrary(), terms =>
        {
            var clauses = Clause.Of(terms);
            return Clause.Of(Clause.Without(terms, clauses)).IsEmpty && clauses.All(clause => !Clause.Of(Clause.Without(terms, [clause])).Contains(clause))
                && clauses.All(clause => !Clause.Without(terms, [clause]).Check().Any());
        }).Check(Laws.Seeded);

    // By hand: of an exit of either side the two rights and the lock-in are clauses of their own; a fee that is level, and the capacity, are none.
    [Fact]
    public void An_exit_of_either_side_is_three_clauses()
    {
        Assert.Equal([ClausePart.FirstFees, ClausePart.BuyersRight, ClausePart.SellersRight, ClausePart.LockIn],
            Clause.Of(Plain(6, 100m) with { Legs = [RampCapacity, Fee((Start, 100m)), AfterLockIn] }).Select(clause => clause.Part));
        Assert.Empty(Clause.Of(Agreed with { Legs = [RampCapacity, RampFee] }));
    }
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class RevenueUnderPolicyTests
{
    // Law: each policy stands once, in order, one of them stated; the rents of a lease are the straight line over the enforceable term; all months together are what is due.
    [Fact]
    public void Every_policy_stands_beside_the_others() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), terms =>
        {
            var all = RevenueUnderPolicy.All(Signed(terms), terms.From);
            var by = all.ToDictionary(each => each.Policy);
            return all.Select(each => each.Policy).SequenceEqual(Enum.GetValues<RevenuePolicy>()) && all.Single(each => each.IsStated).Policy == terms.Revenue
                && by[RevenuePolicy.OperatingLease].Months.SequenceEqual(by[RevenuePolicy.StraightLineEnforceable].Months)
                && all.All(each => each.Months.Sum(month => month.Amount) == all[0].Months.Sum(month => month.Amount));
        }).Check(Laws.Seeded);

    // Law: what it says of a date, and of the months through it, is what the ledger recognises; with money paid ahead too, nothing is left when all is billed and earned.
    [Fact]
    public void It_says_what_the_ledger_recognises() =>
        Prop.ForAll(Clauses.Terms.ToArbitrary(), Gen.Choose(0, 500).ToArbitrary(), (terms, offset) =>
        {
            var contract = Signed(terms);
            var at = LocalDate.Min(terms.From.PlusDays(offset), terms.Through).ToYearMonth().PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
            return RevenueUnderPolicy.All(contract, at).All(each => Recognition.Of(contract, each.Policy, at).Recognised(at) is var recognised
                && each.Recognised == recognised && each.Months.Where(month => month.Month <= at.ToYearMonth()).Sum(month => month.Amount) == recognised
                && (contract.Schedule(at).Charges.Any(charge => charge.IsMeans && !charge.Due.Total.IsZero) || each.Months[^1].Balance == 0));
        }).Check(Laws.Thousand);

    // By hand: the ramp at half capacity and half fee, of 45 billion: 625 million in May by availability, 1,216.22 evenly; through June 1,250.00 of the first and 2,432.43 of the
    // other.
    [Fact]
    public void The_first_deal_month_by_month()
    {
        var by = RevenueUnderPolicy.All(Anthropic, Day(2026, 6, 30)).ToDictionary(each => each.Policy);

        Assert.Equal((625_000_000.00m, 1_216_216_216.22m),
            (by[RevenuePolicy.AvailabilityThenStraightLine].Months[0].Amount, by[RevenuePolicy.StraightLineStated].Months[0].Amount));
        Assert.Equal((1_250_000_000.00m, 2_432_432_432.43m), (by[RevenuePolicy.AvailabilityThenStraightLine].Recognised, by[RevenuePolicy.StraightLineStated].Recognised));
    }
}

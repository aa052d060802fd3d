using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class RevenueReductionTests
{
    // Law: in the end revenue is what is due and the interest, less what was given, under every policy, however the contract was amended and ended.
    [Fact]
    public void In_the_end_revenue_is_less_by_what_was_given() =>
        Prop.ForAll(Clauses.Terms.ToArbitrary(), Gen.Choose(0, 999_999).ToArbitrary(), (drawn, n) =>
        {
            var terms = drawn with
            {
                Legs = drawn.Legs.Add(
                new CustomerConsideration("shares", (ConsiderationKind)(n % 3), [(drawn.From, n), (drawn.From.PlusDays(n % 40), n % 977)], null,
                    n % 2 == 0 ? drawn.From.PlusDays(n % 40) : null))
            };
            var contract = Signed(terms with { Legs = n % 40 == 0 ? drawn.Legs : terms.Legs });
            if (n % 5 == 0) contract = contract.Amended(new TermsVersion(LocalDate.Min(terms.From.PlusDays(n % 397), terms.Through), terms, (Treatment)(n / 5 % 4)));
            var (served, last) = (terms.From.PlusDays(n % 311), terms.From.PlusDays(n % 311 + n % 90));
            if (n % 3 == 0 && last < terms.Through) contract = contract with { Notice = new Notice(Side.Buyer, served, last) };
            Assert.All(Recognition.OfAll(contract, null), each =>
                Assert.Equal(contract.Schedule(null).Due.Total + each.Of.Interest.Total - each.Of.Given.Total, each.Of.Earned.Total));
        }).Check(Laws.Seeded.WithMaxTest(500));

    // By hand: 12 months at 100 and shares of 240 on the first day: 80 a month; after one month 100 billed, 240 given and 80 recognised leave an asset of 220.
    [Theory]
    [InlineData(RevenuePolicy.AsInvoiced)]
    [InlineData(RevenuePolicy.StraightLineStated)]
    [InlineData(RevenuePolicy.AvailabilityThenStraightLine)]
    public void Shares_on_the_first_day_reduce_every_month_alike(RevenuePolicy policy)
    {
        var contract = Signed(With(Fee((Start, 100m)), new CustomerConsideration("shares", ConsiderationKind.Equity, [(Start, 240m)], null, null))
            with
        { Through = Day(2027, 4, 30) });
        var recognition = Recognition.Of(contract, policy, null);
        var (first, whole) = (ContractBalances.AsDue(contract, recognition, Day(2026, 5, 31)).Amounts, ContractBalances.AsDue(contract, recognition, Day(2027, 4, 30)).Amounts);

        Assert.Equal((80m, 960m), (recognition.Earned.Over(Start, Day(2026, 6, 1)).Round(2), recognition.Earned.Total.Round(2)));
        Assert.Equal((100m, 240m, 80m, 220m, 0m), (first.Billed, first.Given, first.Recognised, first.ContractAsset, first.ContractLiability));
        Assert.Equal((0m, 0m), (whole.ContractAsset, whole.ContractLiability));
    }

    // By hand: 60 for July to September alone, given in December: those months earn 80, and the 60 are a liability until they are given.
    [Fact]
    public void It_falls_on_the_days_that_it_is_for()
    {
        var contract = Signed(With(Fee((Start, 100m)), new CustomerConsideration("rebate", ConsiderationKind.Cash, [(Day(2026, 12, 1), 60m)], Day(2026, 7, 1), Day(2026, 9, 30)))
            with
        { Through = Day(2027, 4, 30) });
        var recognition = Recognition.Of(contract, RevenuePolicy.AsInvoiced, null);

        Assert.Equal([100m, 80m, 80m, 80m, 100m], new[] { 6, 7, 8, 9, 10 }.Select(month => recognition.Earned.Over(Day(2026, month, 1), Day(2026, month + 1, 1)).Round(2)));
        Assert.Equal((60m, 0m), (ContractBalances.AsDue(contract, recognition, Day(2026, 10, 31)).Amounts.ContractLiability,
            ContractBalances.AsDue(contract, recognition, Day(2026, 12, 31)).Amounts.ContractLiability));
    }
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class RecognitionTests
{
    // Law: revenue is in the end what is due and the interest that accreted, under every policy, also when the contract was amended and ended.
    [Fact]
    public void In_the_end_all_that_is_due_is_earned_and_the_interest_with_it() =>
        Prop.ForAll(Clauses.Terms.ToArbitrary(), Gen.Choose(0, 999_999).ToArbitrary(), (terms, n) =>
        {
            var contract = Life(terms, n);
            Assert.All(Recognition.OfAll(contract, null), each =>
            {
                Assert.Equal(contract.Schedule(null).Due.Total + each.Of.Interest.Total, each.Of.Earned.Total);
                Assert.Equal(each.Of.Interest.Total, each.Of.Adjusted.Total);
            });
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 12 months at 100, then 50 more a month for what is added at its own price; the first 100 stay as they were.
    [Fact]
    public void What_is_added_at_its_own_price_is_a_contract_of_its_own()
    {
        var signed = With(Fee((Start, 90m), (Day(2026, 11, 1), 110m))) with { Through = Day(2027, 4, 30) };
        var more = signed with { Legs = [Fee((Start, 90m), (Day(2026, 11, 1), 110m)), new Monthly("more", [new FeeStep(Start, 50m)], Proration.ActualDays)] };
        var earned = Revenue.Earned(Signed(signed).Amended(new TermsVersion(Day(2027, 1, 1), more, Treatment.Separate)), RevenuePolicy.StraightLineStated, null);
        decimal Of(LocalDate month) => earned.Over(month, month.PlusMonths(1)).Round(2);

        Assert.Equal((100m, 100m, 150m, 150m, 1400m), (Of(Start), Of(Day(2026, 12, 1)), Of(Day(2027, 1, 1)), Of(Day(2027, 4, 1)), earned.Total.Round(2)));
    }

    // Law: a contract of its own leaves what the other one earns as it was, day for day.
    [Fact]
    public void A_separate_addition_changes_no_revenue_of_the_first() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Gen.Choose(0, 899).ToArbitrary(), (terms, offset) =>
        {
            var from = LocalDate.Min(terms.From.PlusDays(offset), terms.Through);
            var more = terms with { Legs = terms.Legs.Add(new Monthly("more", [new FeeStep(terms.From, 700m)], Proration.ActualDays)) };
            var contract = Signed(terms).Amended(new TermsVersion(from, more, Treatment.Separate));
            return Enum.GetValues<RevenuePolicy>().All(policy =>
                (Revenue.Earned(contract, policy, null) - Revenue.Earned(Signed(terms), policy, null)).At(from).IsZero
                && Revenue.Earned(contract, policy, null).Total == contract.Schedule(null).Due.Total);
        }).Check(Laws.Seeded);

    // By hand: the fee doubles in July by an amendment; who invoices it has earned it, whatever the treatment.
    [Theory]
    [InlineData(Treatment.Prospective)]
    [InlineData(Treatment.CatchUp)]
    [InlineData(Treatment.Separate)]
    public void As_invoiced_follows_the_invoices_also_after_an_amendment(Treatment treatment)
    {
        var later = With(Fee((Start, 100m), (Day(2026, 7, 1), 200m), (Day(2026, 9, 1), 50m)));
        var contract = Signed(With(Fee((Start, 100m)))).Amended(new TermsVersion(Day(2026, 7, 1), later, treatment));
        var earned = Revenue.Earned(contract, RevenuePolicy.AsInvoiced, null);

        Assert.Equal([100m, 200m, 200m, 50m], new[] { 6, 7, 8, 9 }.Select(month => earned.Over(Day(2026, month, 1), Day(2026, month + 1, 1)).Round(2)));
    }

    /// <summary>The contract amended, ended, or both, as numbers say.</summary>
    static Contract Life(Terms terms, int n)
    {
        var contract = Signed(terms);
        var cheaper = terms
            with
        { Legs = [.. terms.Legs.Select(leg => leg is Monthly fee ? fee with { Steps = [.. fee.Steps.Select(step => step with { Amount = step.Amount / 2 })] } : leg)] };
        if (n % 2 == 0) contract = contract.Amended(new TermsVersion(LocalDate.Min(terms.From.PlusDays(n % 397), terms.Through), cheaper, (Treatment)(n / 2 % 4)));
        if (n % 3 != 0) return contract;
        var (served, last) = (terms.From.PlusDays(n % 311), terms.From.PlusDays(n % 311 + n % 90));
        return last >= terms.Through ? contract : contract with { Notice = new Notice(Side.Buyer, served, last) };
    }
}

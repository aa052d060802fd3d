using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class PrepaidInterestTests
{
    // Law: whoever holds a sum of another's pays for it and is never paid: on no day is interest below zero where fees are not.
    [Fact]
    public void Interest_on_one_payment_is_never_below_zero() =>
        Prop.ForAll(Clauses.Prepayment(Start, 900).ToArbitrary(), Gen.Choose(1, 50).ToArbitrary(), (advance, percent) =>
        {
            var contract = Signed(With(RampCapacity, RampFee, advance with { Payments = [advance.Payments[^1]], Financing = new Financing(percent / 100m) })
                with
            { Through = Start.PlusDays(899) });
            return Recognition.OfAll(contract, null)
                .All(each => each.Of.Interest.Changes.All(date => each.Of.Interest.PerDayOn(date).Numerator.Sign >= 0 || date == contract.LastDay));
        }).Check(Laws.Seeded.WithMaxTest(300));

    // Law: what accreted before a modification stays as it was.
    [Fact]
    public void A_notice_leaves_the_interest_before_it_alone() =>
        Prop.ForAll(Clauses.Terms.ToArbitrary(), Gen.Choose(10, 400).ToArbitrary(), (terms, offset) =>
        {
            var (signed, served) = (Signed(terms), terms.From.PlusDays(offset));
            if (served.PlusDays(40) >= terms.Through) return;
            var ended = signed with { Notice = new Notice(Side.Buyer, served, served.PlusDays(40)) };
            var month = LocalDate.Max(terms.From, served.ToYearMonth().OnDayOfMonth(1));
            Assert.All(Enum.GetValues<RevenuePolicy>(),
                policy => Assert.Equal(Recognition.Of(signed, policy, null).Interest.At(month), Recognition.Of(ended, policy, null).Interest.At(month)));
        }).Check(Laws.Seeded);

    // Vector 9 of the domain's facts, in units: 1,000 million over 60 months, 200 paid ahead and credited in months 25 to 60, 8 percent effective.
    [Fact]
    public void A_prepayment_at_eight_percent_grosses_revenue_up_to_17_621001_million_a_month()
    {
        var recognition = Recognition.Of(Prepaid(new Financing(0.08m)), RevenuePolicy.StraightLineStated, null);
        decimal Millions(Cumulative amount, int from, int months) => (amount.Over(Start.PlusMonths(from), Start.PlusMonths(from + months)) / 1_000_000).Round(6);

        Assert.Equal((17.621001m, 17.621001m, 1057.260044m), (Millions(recognition.Earned, 0, 1), Millions(recognition.Earned, 59, 1), Millions(recognition.Earned, 0, 60)));
        Assert.Equal((1.286806m, 15.585927m, 57.260044m), (Millions(recognition.Interest, 0, 1), Millions(recognition.Interest, 0, 12), Millions(recognition.Interest, 0, 60)));
        Assert.Equal([204.1339m, 208.5986m, 144.3432m, 0m], new[] { 12, 24, 36, 60 }.Select(month => Liability(recognition, month)));
    }

    [Fact]
    public void Without_a_financing_component_the_liability_is_what_is_not_credited()
    {
        var recognition = Recognition.Of(Prepaid(new Financing(0, FinancingWaived.OtherReason)), RevenuePolicy.StraightLineStated, null);

        Assert.True(recognition.Interest.Total.IsZero);
        Assert.Equal([200m, 133.3333m, 0m], new[] { 24, 36, 60 }.Select(month => Liability(recognition, month)));
    }

    static decimal Liability(Recognition recognition, int months)
    {
        var at = Start.PlusMonths(months);
        var billed = recognition.Schedule.Charges.Aggregate(Rational.Zero, (sum, charge) => sum + charge.Due.At(at));
        return ((billed + recognition.Interest.At(at) - recognition.Earned.At(at)) / 1_000_000).Round(4);
    }

    static Contract Prepaid(Financing financing) => Signed(With(
        new Monthly("fee", [new FeeStep(Start, Rational.Of(1_000_000_000, 60).Round(6))], Proration.ActualDays),
        new Prepayment("advance", [(Start, 200_000_000m)], Month(2028, 5), 36) { Financing = financing }) with
    { Through = Start.PlusMonths(60).PlusDays(-1) });
}

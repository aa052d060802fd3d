using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class CreditTests
{
    // Law: however much is said to be credited, the credits of a month never come to more than its charge, and never below nothing.
    [Fact]
    public void Credits_never_exceed_their_charge_in_any_month() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Gen.Choose(0, 2_000_000_000).ArrayOf(12).ToArbitrary(), (terms, numbers) =>
        {
            var months = Enumerable.Range(0, 3).Select(terms.From.ToYearMonth().PlusMonths).ToList();
            var credits = numbers.Select(n =>
                new Credit("INV-0000001", "fee", months[n % 3], months[n % 3].OnDayOfMonth(1 + n % 28), ((Rational)n / 100).Round(terms.Currency.Digits), "goodwill")).ToList();
            var schedule = (Signed(terms) with { Credits = [.. credits] }).Schedule(terms.Through);
            return months.All(month =>
            {
                decimal Of(string charge) => schedule.DueUnder(charge).Amount(month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1), terms.Currency.Digits);
                return -Of("credit for fee") >= 0 && -Of("credit for fee") <= Math.Max(0, Of("fee"));
            });
        }).Check(Laws.Seeded.WithMaxTest(1000));

    [Fact]
    public void A_credit_on_a_prepayment_moves_money_and_no_price()
    {
        var terms = With(RampCapacity, RampFee, new Prepayment("advance", [(Start, 100m)], Month(2026, 6), 1));
        var credited = Signed(terms) with { Credits = [new Credit("INV-0000001", "advance", Month(2026, 5), Day(2026, 5, 31), 40m, "less was agreed")] };

        Assert.Equal(Signed(terms).Schedule(null).Due.Total, credited.Schedule(null).Due.Total);
        Assert.Equal(-40m, credited.Schedule(null).DueUnder("credit for advance").Total.Round(2));
    }

    [Fact]
    public void Names_that_credits_and_taxes_bear_are_reserved()
    {
        Assert.Contains(With(new Once("credit for fee", Start, 1m, "x")).Check(), refusal => refusal.Code == RefusalCode.InvalidTerms);
        Assert.Contains(With(new Once("tax us-tn: sales tax", Start, 1m, "x")).Check(), refusal => refusal.Code == RefusalCode.InvalidTerms);
        Assert.Empty(With(new Once("tax advice", Start, 1m, "x")).Check());
    }
}

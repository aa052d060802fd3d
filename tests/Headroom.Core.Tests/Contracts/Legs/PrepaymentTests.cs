using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class PrepaymentTests
{
    // Law: over a full life as much is credited as was paid, and never more than was paid by then.
    [Fact]
    public void Over_a_full_life_it_sums_to_zero_and_is_never_overdrawn() =>
        Prop.ForAll(Clauses.Prepayment(Start, 900).ToArbitrary(), Gen.Choose(0, 900).ToArbitrary(), (advance, offset) =>
        {
            var due = Of(advance).Resolve(Observations.None).Of("advance");
            return due.Total.IsZero && due.At(Start.PlusDays(offset)).Numerator.Sign >= 0;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: whenever notice ends the contract nothing is kept that was not credited, and nothing moves after the last day served.
    [Fact]
    public void Whenever_notice_ends_it_what_is_not_credited_is_given_back() =>
        Prop.ForAll(Clauses.Prepayment(Start, 900).ToArbitrary(), Gen.Choose(0, 899).ToArbitrary(), Gen.Elements(Side.Seller, Side.Buyer).ToArbitrary(), (advance, ends, by) =>
        {
            var last = Start.PlusDays(ends);
            var due = Of(advance).Resolve(Observations.None, new Notice(by, Start, last)).Of("advance");
            return due.At(last.PlusDays(1)).IsZero && due.Total.IsZero;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Exact arithmetic vector: 1,000 over 60 months, 200 paid ahead, credited in 36 equal parts from month 25 on.
    [Fact]
    public void A_fifth_paid_ahead_is_credited_over_months_25_to_60()
    {
        var terms = With(
            new Monthly("fee", [new FeeStep(Start, Rational.Of(1000, 60).Round(6))], Proration.ActualDays),
            new Prepayment("advance", [(Start, 200m)], Month(2028, 5), 36))
            with
        { Through = Start.PlusMonths(60).PlusDays(-1) };
        var (fee, advance) = (terms.Resolve(Observations.None).Of("fee"), terms.Resolve(Observations.None).Of("advance"));
        Rational After(int months) => advance.At(Start.PlusMonths(months));

        Assert.Equal((200m, 200m, 133.33m, 0m), (After(1).Round(2), After(24).Round(2), After(36).Round(2), After(60).Round(2)));
        for (var month = 25; month <= 60; month++)
            Assert.Equal(11.1111m, (fee + advance).Over(Start.PlusMonths(month - 1), Start.PlusMonths(month)).Round(4));
    }

    [Fact]
    public void Notice_in_the_middle_of_the_credits_gives_the_rest_back_on_the_last_day()
    {
        var terms = With(RampFee, new Prepayment("advance", [(Start, 120m)], Month(2026, 7), 12), AtOnce);
        var due = terms.Resolve(Observations.None, new Notice(Side.Buyer, Day(2026, 7, 1), Day(2026, 9, 29))).Of("advance");

        Assert.Equal([-10m, -10m, -100m], new[] { 7, 8, 9 }.Select(month => due.Amount(Day(2026, month, 1), Day(2026, month + 1, 1), 2)));
        Assert.Equal((Rational)(-100m), due.PerDayOn(Day(2026, 9, 29)));
    }

    // By hand: 120 ahead, 30 of it credited by October; then the rest is to be credited from January on, over a year.
    [Fact]
    public void An_amendment_of_the_credits_credits_no_more_than_was_paid()
    {
        var (signed, later) = (new Prepayment("advance", [(Start, 120m)], Month(2026, 7), 12), new Prepayment("advance", [(Start, 120m)], Month(2027, 1), 12));
        var contract = Signed(With(RampFee, signed)).Amended(new TermsVersion(Day(2026, 10, 1), With(RampFee, later), Treatment.Prospective));

        Assert.Equal(Rational.Zero, contract.Schedule(null).Of("advance").Total);
    }

    [Fact]
    public void Payments_lie_in_the_term_and_before_credits_which_end_within_it()
    {
        var good = new Prepayment("advance", [(Start, 1m)], Month(2026, 5), 37);

        Assert.Empty(With(good).Check());
        Check(good with { CreditMonths = 38 }, RefusalCode.DatesUpsideDown, "credit");
        Check(good with { CreditMonths = 0 }, RefusalCode.OutOfRange, "credit.months");
        Check(good with { CreditMonths = 241 }, RefusalCode.OutOfRange, "credit.months");
        Check(good with { Payments = [] }, RefusalCode.OutOfRange, "pay");
        Check(good with { Payments = [(Day(2026, 6, 1), 1m)] }, RefusalCode.DatesUpsideDown, "credit.from");
    }

    // The field is the one that the format has.
    [Fact]
    public void A_payment_outside_the_term_names_its_date() =>
        Check(new Prepayment("advance", [(Start.PlusDays(-1), 1m)], Month(2026, 5), 1), RefusalCode.DatesUpsideDown, "pay[0].on");

    static Terms Of(Prepayment advance) => With(advance, AtOnce) with { Through = Start.PlusDays(899) };

    static void Check(Prepayment advance, RefusalCode code, string field)
    {
        var refusal = Assert.Single(With(advance).Check());
        Assert.Equal((code, $"legs[0].{field}"), (refusal.Code, refusal.Field));
    }
}

using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class FinancingTests
{
    // Law: twelve months at the monthly rate are one year at the yearly one.
    [Fact]
    public void Twelve_months_make_a_year_at_every_rate()
    {
        for (var rate = 0.001m; rate <= 1; rate += 0.037m)
        {
            var year = Enumerable.Repeat(1 + new Financing(rate).Monthly, 12).Aggregate(1m, (grown, month) => grown * month);
            Assert.Equal(1 + rate, ((Rational)year).Round(6));
        }
    }

    [Fact]
    public void Eight_percent_a_year_are_0_643403_percent_a_month() =>
        Assert.Equal(0.006434m, ((Rational)new Financing(0.08m).Monthly).Round(6));

    [Fact]
    public void A_rate_stands_for_interest_and_a_waiver_for_none()
    {
        var ahead = new Prepayment("advance", [(Start, 100m)], Month(2026, 6), 6);

        Assert.Empty(With(ahead with { Financing = new Financing(0.08m) }).Check());
        Assert.Empty(With(ahead with { Financing = new Financing(0, FinancingWaived.OneYear) }).Check());
        Refused(ahead with { Financing = new Financing(1.01m) }, RefusalCode.OutOfRange, "legs[0].financing.rate");
        Assert.Contains(" 101% ", Assert.Single(With(ahead with { Financing = new Financing(1.01m) }).Check()).Says, StringComparison.Ordinal);
        Refused(ahead with { Financing = new Financing(0) }, RefusalCode.InvalidTerms, "legs[0].financing.rate");
        Refused(ahead with { Financing = new Financing(0.08m, FinancingWaived.OtherReason) }, RefusalCode.InvalidTerms, "legs[0].financing.rate");
    }

    // The expedient is for money that is a year ahead at most.
    [Fact]
    public void The_expedient_of_a_year_does_not_hold_for_longer()
    {
        var waived = new Prepayment("advance", [(Start, 100m)], Month(2026, 6), 12) { Financing = new Financing(0, FinancingWaived.OneYear) };

        Refused(waived, RefusalCode.InvalidTerms, "legs[0].financing.waived");
        Assert.Empty(With(waived with { CreditMonths = 11 }).Check());
    }

    static void Refused(Prepayment leg, RefusalCode code, string field)
    {
        var refusal = Assert.Single(With(leg).Check());
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
    }
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class CustomerConsiderationTests
{
    static readonly CustomerConsideration Shares = new("shares", ConsiderationKind.Equity, [(Start, 200m), (Day(2026, 9, 1), 40m)], null, null);

    // Law: it changes nothing that is due, so no invoice and no backlog.
    [Fact]
    public void Nothing_that_is_due_changes() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Any.Date.ToArbitrary(), (terms, date) =>
        {
            var given = terms with { Legs = terms.Legs.Add(Shares with { Payments = [(terms.From, 240m)] }) };
            var (with, without) = (given.Resolve(Observations.None), terms.Resolve(Observations.None));
            return with.Due.At(date) == without.Due.At(date) && with.Charges.Length == without.Charges.Length;
        }).Check(Laws.Seeded);

    [Fact]
    public void It_is_given_on_its_dates_as_long_as_the_contract_lives()
    {
        var (whole, ended) = (With(RampFee, Shares).Resolve(Observations.None).Given.Single(),
            With(RampFee, Shares, AtOnce).Resolve(Observations.None, new Notice(Side.Buyer, Start, Day(2026, 7, 30))).Given.Single());

        Assert.Equal(((Rational)240m, (Rational)200m), (whole.Due.Total, ended.Due.Total));
        Assert.Equal((Start, Through.PlusDays(1)), (whole.From, whole.End));
    }

    // An amendment from August drops the second payment; the first was given.
    [Fact]
    public void An_amendment_leaves_what_was_given()
    {
        var contract = Signed(With(RampFee, Shares)).Amended(new TermsVersion(Day(2026, 8, 1), With(RampFee, Shares with { Payments = [(Start, 200m)] }), Treatment.Prospective));

        Assert.Equal((Rational)200m, contract.Schedule(null).Given.Single().Due.Total);
    }

    [Fact]
    public void Dates_lie_in_the_term()
    {
        void Refused(CustomerConsideration leg, RefusalCode code, string field) =>
            Assert.Equal((code, $"legs[1].{field}"), With(RampFee, leg).Check().Select(refusal => (refusal.Code, refusal.Field)).First());

        Assert.Empty(With(RampFee, Shares with { From = Day(2026, 6, 1), Through = Day(2027, 5, 31) }).Check());
        Refused(Shares with { Payments = [] }, RefusalCode.OutOfRange, "give");
        Refused(Shares with { Payments = [(Through.PlusDays(1), 1m)] }, RefusalCode.DatesUpsideDown, "give[0].on");
        Refused(Shares with { From = Day(2026, 4, 30) }, RefusalCode.DatesUpsideDown, "reduces");
        Refused(Shares with { From = Day(2026, 8, 1), Through = Day(2026, 7, 31) }, RefusalCode.DatesUpsideDown, "reduces");
    }
}

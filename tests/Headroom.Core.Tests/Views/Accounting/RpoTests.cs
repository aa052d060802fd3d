using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Core.Views.Disclosure;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class RpoTests
{
    static readonly RpoElection[] Every = Enum.GetValues<RpoElection>();

    // Law: under every policy and election what is left out and what is disclosed are the whole, and its months add up to what is disclosed.
    [Fact]
    public void What_is_left_out_and_what_is_disclosed_are_the_whole() =>
        Prop.ForAll(Clauses.Terms.ToArbitrary(), Gen.Choose(-30, 600).ToArbitrary(), Gen.Choose(0, 999).ToArbitrary(), (terms, offset, n) =>
        {
            var (policy, elections) = ((RevenuePolicy)(n % 6), Every.Where((_, i) => n / 6 >> i % 3 == 0));
            var rpo = Rpo.Of(Signed(terms), terms.From.PlusDays(offset), policy, [.. elections]);
            Assert.Equal(rpo.Price - rpo.Recognised, rpo.Disclosed + rpo.Excluded.Sum(excluded => excluded.Amount));
            Assert.Equal(rpo.Disclosed, rpo.Months.Sum(month => month.Amount));
            Assert.All(rpo.Excluded, excluded => Assert.Contains(excluded.Election, elections));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: it is the figure that stands beside each policy in the report of revenue.
    [Fact]
    public void Without_an_election_it_is_the_figure_of_each_policy() =>
        Prop.ForAll(Clauses.Terms.ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), (terms, offset) =>
        {
            var (contract, at) = (Signed(terms), terms.From.PlusDays(offset));
            return RevenueUnderPolicy.All(contract, at).All(revenue => revenue.Rpo == Rpo.Of(contract, at, revenue.Policy, []).Disclosed);
        }).Check(Laws.Seeded);

    // Law: where it is recognised as invoiced and nothing is paid ahead, it is the enforceable backlog to the cent; under every policy nothing is left after the last day.
    [Fact]
    public void As_invoiced_it_is_the_backlog_and_in_the_end_it_is_nothing() =>
        Prop.ForAll(Clauses.Terms.ToArbitrary(), Gen.Choose(0, 600).ToArbitrary(), (all, offset) =>
        {
            var terms = all with { Legs = all.Legs.RemoveAll(leg => leg is Prepayment) };
            var (contract, at) = (Signed(terms), terms.From.PlusDays(offset));
            return Rpo.Of(contract, at, RevenuePolicy.AsInvoiced, []).Disclosed == Backlog.Of(contract, at).Enforceable
                && Enum.GetValues<RevenuePolicy>().All(policy => Rpo.Of(Signed(all), all.Through, policy, []).Disclosed == 0);
        }).Check(Laws.Thousand);

    // Vector 5: 4,959.68 million are enforceable at 30 June, or nil when contracts of a year or less are left out.
    [Fact]
    public void A_contract_that_is_enforceable_for_half_a_year_is_nil_under_the_expedient()
    {
        var (whole, none) = (Of(), Of(RpoElection.OneYear));

        Assert.Equal((4_959_677_419.35m, 4_959_677_419.35m), (whole.Unsatisfied, whole.Disclosed));
        Assert.Equal((4_959_677_419.35m, 0m, RpoElection.OneYear), (none.Unsatisfied, none.Disclosed, none.Excluded.Single().Election));
        Assert.Empty(none.Months);
    }

    // What was expected of three years does not become a term of half a year by a notice, and one of half a year stays one when it is extended.
    [Fact]
    public void The_expedient_is_for_the_term_that_was_expected_when_it_was_signed()
    {
        RpoElection[] LeftOut(Contract contract) =>
            [.. Rpo.Of(contract, Day(2026, 7, 31), RevenuePolicy.StraightLineStated, [RpoElection.OneYear]).Excluded.Select(excluded => excluded.Election)];
        var (years, months) = (With(RampCapacity, RampFee), With(RampCapacity, RampFee) with { Through = Day(2026, 10, 31) });

        Assert.Empty(LeftOut(Signed(years) with { Notice = new Notice(Side.Buyer, Day(2026, 7, 20), Day(2026, 10, 18)) }));
        Assert.Equal([RpoElection.OneYear], LeftOut(Signed(months).Amended(new TermsVersion(Day(2026, 7, 1), years, Treatment.Prospective))));
    }

    [Fact]
    public void Its_months_are_those_of_the_fees()
    {
        Assert.Equal([(Month(2026, 7), 1_250_000_000m), (Month(2026, 8), 1_250_000_000m), (Month(2026, 9), 1_250_000_000m), (Month(2026, 10), 1_209_677_419.35m)], Of().Months);
    }

    [Fact]
    public void The_right_to_invoice_is_for_what_is_recognised_as_invoiced()
    {
        Assert.Equal(0m, Rpo.Of(Anthropic, Day(2026, 6, 30), RevenuePolicy.AsInvoiced, [RpoElection.RightToInvoice]).Disclosed);
        Assert.Equal(4_959_677_419.35m, Of(RpoElection.RightToInvoice).Disclosed);
    }

    // By hand: a year of 100 a month and 3,000 hours a quarter at 2 committed; at 31 March 900 of fees and 18,000 of commitments remain, which vary.
    [Fact]
    public void Variable_amounts_of_a_series_are_left_out_under_US_GAAP_alone()
    {
        var terms = With(Fee((Day(2026, 1, 1), 100m)), new Usage("compute", "hours", 2m, 3_000m, 3, 2m)) with { From = Day(2026, 1, 1), Through = Day(2026, 12, 31) };
        var contract = Signed(terms) with { Accounting = [new AccountingPolicy(null, Day(2026, 1, 1), null, [RpoElection.SeriesVariable], Slug.Of("controller"), "series")] };

        Assert.Equal((18_900m, 900m), (Rpo.Of(contract, Day(2026, 3, 31)).Unsatisfied, Rpo.Of(contract, Day(2026, 3, 31)).Disclosed));
        Assert.Equal(18_900m, Rpo.Of(contract, Day(2026, 3, 31), Framework.Ifrs).Disclosed);
    }

    static Rpo Of(params RpoElection[] elections) => Rpo.Of(Anthropic, Day(2026, 6, 30), RevenuePolicy.AvailabilityThenStraightLine, [.. elections]);
}

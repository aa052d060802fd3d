using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

/// <summary>What holds of a contract with every clause there is at once.</summary>
public sealed class ClausesTogetherTests
{
    static readonly Config Thousand = Laws.Thousand;

    [Fact]
    public void The_terms_hold_together() =>
        Prop.ForAll(Clauses.Terms.ToArbitrary(), terms => !terms.Check().Any()).Check(Thousand);

    // Law: however the time is cut into billing periods, each charge bills the same in all.
    [Fact]
    public void Any_partition_into_billing_periods_bills_the_same() =>
        Prop.ForAll(Clauses.Observed.ToArbitrary(), Gen.Choose(0, 520).ArrayOf(6).ToArbitrary(), (observed, cuts) =>
        {
            var (terms, readings) = observed;
            var dates = cuts.Append(0).Append(600).Distinct().Order().Select(terms.From.PlusDays).ToList();
            return terms.Resolve(readings).Charges.All(charge =>
                dates.Zip(dates.Skip(1), (from, end) => charge.Due.Amount(from, end, 2)).Sum() == charge.Due.Total.Round(2));
        }).Check(Thousand);

    // Law: in whichever months an invoice is issued, when the last is issued everything is billed that is due.
    [Fact]
    public void Invoices_of_any_months_add_up_to_what_is_due() =>
        Prop.ForAll(Clauses.Observed.ToArbitrary(), Gen.Elements(true, false).ArrayOf(20).ToArbitrary(), (observed, issues) =>
        {
            var (terms, readings) = observed;
            var contract = Signed(terms) with { Observed = readings };
            var months = Clauses.MonthsOf(terms).ToList();
            var billed = months.Where((month, i) => issues[i] || i == months.Count - 1).Aggregate(Receivables.None, (known, month) =>
                Billing.Drafts(Ready with { Receivables = known }, contract, month).SingleOrDefault() is { } draft
                ? known.With(draft with { Number = known.NumberAfter(0) }) : known);
            return billed.TotalBilled(Id) == contract.Schedule(terms.Through).Charges.Sum(charge => charge.Due.Total.Round(2));
        }).Check(Thousand);

    // Law: amendments in the past, notice, deliveries in parts, readings late, out of order or anew, credits and voids end at the final
    // schedule to the cent, and no credit comes to more than its charge.
    [Fact]
    public void Whatever_happened_what_was_billed_in_the_end_is_the_final_schedule() =>
        Prop.ForAll(ClauseLife.Any.ToArbitrary(), life =>
        {
            if (ClauseLife.Of(life.Terms, life.Numbers).LastOrDefault() is not { Fact: not null } last) return true;
            var contract = last.After.Contracts[Id];
            return last.After.ClosedThrough >= contract.LastDay.ToYearMonth()
                && last.After.Receivables.TotalBilled(Id) == contract.Schedule(Through).Charges.Sum(charge => charge.Due.Total.Round(2))
                && contract.Schedule(Through).Charges.Where(charge => Credit.IsCharge(charge.Name)).All(credit =>
                    -credit.Due.Total.Round(2) <= Math.Max(0, Gross(contract.Schedule(Through).DueUnder(Credit.Under(credit.Name)))));
        }).Check(Thousand);

    /// <summary>What the months with a charge come to; months that give back have nothing to credit.</summary>
    static decimal Gross(Cumulative due) => Enumerable.Range(0, 120).Select(Start.ToYearMonth().PlusMonths)
        .Sum(month => Math.Max(0, due.Amount(month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1), 2)));

    // Law: none of it changes a document that was issued.
    [Fact]
    public void No_issued_document_ever_changes() =>
        Prop.ForAll(ClauseLife.Any.ToArbitrary(), life =>
        {
            var steps = ClauseLife.Of(life.Terms, life.Numbers).ToList();
            return steps.Select(step => step.Fact.Body).OfType<InvoiceIssued>()
                .All(issued => ReferenceEquals(steps[^1].After.Receivables.Invoices[issued.Invoice.Number!], issued.Invoice));
        }).Check(Thousand);

    // Law: a prepayment moves money in time; no policy earns any of it, beside the interest that it bears where it finances us.
    [Fact]
    public void Revenue_leaves_prepayments_out_under_every_policy() =>
        Prop.ForAll(Clauses.Observed.ToArbitrary(), Any.Date.ToArbitrary(), (observed, date) =>
        {
            var with = Signed(observed.Terms) with { Observed = observed.Readings };
            var without = Signed(observed.Terms with { Legs = observed.Terms.Legs.RemoveAll(leg => leg is Prepayment) }) with { Observed = observed.Readings };
            return Enum.GetValues<RevenuePolicy>().All(policy =>
                    Recognition.Of(with, policy, date) is var financed && financed.Earned.At(date) - financed.Adjusted.At(date) == Revenue.Earned(without, policy, date).At(date))
                && Backlog.Of(with, date) == Backlog.Of(without, date);
        }).Check(Laws.Seeded.WithMaxTest(200));

    // Law: every policy earns in all exactly the price of what was served and the interest of what was paid ahead for it, also after notice.
    [Fact]
    public void Every_policy_earns_in_total_the_price_of_the_service() =>
        Prop.ForAll(Clauses.Observed.ToArbitrary(), Gen.Choose(0, 500).ToArbitrary(), (observed, ends) =>
        {
            var (terms, readings) = observed;
            var notice = ends % 2 == 0 && ends < Period.DaysBetween(terms.From, terms.Through) ? new Notice(Side.Buyer, terms.From, terms.From.PlusDays(ends)) : null;
            var contract = Signed(terms) with { Observed = readings, Notice = notice };
            return Enum.GetValues<RevenuePolicy>().All(policy =>
                Recognition.Of(contract, policy, terms.Through) is var of && of.Earned.Total + of.Given.Total == contract.Schedule(terms.Through).Due.Total + of.Interest.Total);
        }).Check(Laws.Seeded.WithMaxTest(300));

    // By hand: 1,250,000 billed, 125,000 credited, 1,000,000 drawn from what was paid ahead: 125,000 to pay and 1,125,000 earned.
    [Fact]
    public void B24_a_credit_lowers_the_price_and_a_prepayment_only_pays_it()
    {
        var terms = With(
            Fee((Start, 1_250_000m)), new Prepayment("advance", [(Start, 1_000_000m)], Month(2026, 6), 1),
            new Sla("credit", Clauses.Down, Clauses.Excluded, [new(0.999m, 0.1m)], 1m, null))
            with
        { Through = Day(2026, 6, 30), Revenue = RevenuePolicy.AsInvoiced };
        var contract = Signed(terms) with { Observed = [Clauses.Reading(Clauses.Down, Month(2026, 6), 44m)] };
        var schedule = contract.Schedule(Day(2026, 6, 30));

        Assert.Equal(125_000m, schedule.Charges.Sum(charge => charge.Due.Amount(Day(2026, 6, 1), Day(2026, 7, 1), 2)));
        Assert.Equal((Rational)1_125_000m, Revenue.Earned(contract, RevenuePolicy.AsInvoiced, Day(2026, 6, 30)).Over(Day(2026, 6, 1), Day(2026, 7, 1)));
    }

    // Every charge is invoiced: two clauses may not share a name on the invoice, whatever their kinds.
    [Fact]
    public void Two_clauses_of_different_kinds_under_one_name_are_refused_or_both_billed()
    {
        var terms = With(Fee((Start, 100m)), new Once("fee", Start, 7m, "set-up")) with { Through = Day(2026, 5, 31) };

        if (!terms.Check().Any())
            Assert.Equal(107m, Billing.Drafts(Ready, Signed(terms), Month(2026, 5)).Single().Total);
    }

    // What both must still perform is the same whether notice is served today or only could be: a year's commitment is owed by its months.
    [Fact]
    public void Enforceable_backlog_of_a_commitment_is_what_notice_of_today_would_leave()
    {
        var terms = With(new Usage("compute", Clauses.Used, 1m, 1_200_000m, 12, 1m), AtOnce);
        var (today, contract) = (Day(2026, 5, 31), Signed(terms));
        var noticed = contract with { Notice = new Notice(Side.Buyer, today, contract.EarliestLastDay(Side.Buyer, today)!.Value) };

        Assert.Equal(Backlog.Of(noticed, today).Stated, Backlog.Of(contract, today).Enforceable);
    }
}

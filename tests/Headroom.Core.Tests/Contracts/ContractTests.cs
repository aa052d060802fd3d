using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class ContractTests
{
    static readonly Gen<(Terms Terms, Terms Amended, LocalDate From)> Amendments =
        from terms in Any.Terms
        from amended in Any.Amendment(terms)
        from offset in Gen.Choose(0, 900)
        select (terms, amended, LocalDate.Min(terms.From.PlusDays(offset), amended.End));

    // Law: before its effective date an amendment changes nothing, from it on only the new terms hold.
    [Fact]
    public void An_amendment_holds_from_its_date_even_a_past_one() =>
        Prop.ForAll(Amendments.ToArbitrary(), Any.Date.ToArbitrary(), (amendment, date) =>
        {
            var (terms, amended, from) = amendment;
            var contract = Signed(terms).Amended(new TermsVersion(from, amended, Treatment.Correction));
            var held = (date < from ? terms : amended).Resolve(Observations.None);
            return contract.Schedule(null).Due.PerDayOn(date) == held.Due.PerDayOn(date)
                && contract.Schedule(null).ReservedInAll.At(Chicago.StartOf(date)) == held.ReservedInAll.At(Chicago.StartOf(date))
                && contract.TermsOn(date) == (date < from ? terms : amended);
        }).Check(Laws.Seeded);

    // Law: what both must still perform ends no later than what either alone can rely on.
    [Fact]
    public void The_enforceable_term_ends_where_the_first_of_both_can_end_it() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Any.Date.ToArbitrary(), (terms, on) =>
        {
            var contract = Signed(terms);
            var (seller, buyer) = (contract.GuaranteedUntil(Side.Seller, on), contract.GuaranteedUntil(Side.Buyer, on));
            return contract.EnforceableThrough(on) == LocalDate.Min(seller, buyer) && seller <= terms.Through && buyer <= terms.Through;
        }).Check(Laws.Seeded);

    [Fact]
    public void The_deal_binds_both_through_30_October_and_from_then_on_ninety_days_ahead()
    {
        Assert.Equal(Day(2026, 10, 30), Anthropic.EnforceableThrough(Start));
        Assert.Equal(Day(2026, 12, 9), Anthropic.EnforceableThrough(Day(2026, 9, 10)));
        Assert.Equal(Through, Anthropic.EnforceableThrough(Day(2029, 4, 1)));
    }

    [Fact]
    public void Google_could_give_notice_from_New_Year_to_leave_on_1_April()
    {
        var terms = With(Fee((Day(2026, 10, 1), 920_000_000m)), AfterLockIn with { NoticeFrom = Day(2027, 1, 1) });

        Assert.Equal(Day(2027, 4, 1), Signed(terms).EarliestLastDay(Side.Buyer, Day(2026, 10, 1)));
    }

    [Fact]
    public void A_side_without_the_right_cannot_end_it_and_the_other_relies_on_the_whole_term()
    {
        var contract = Signed(With(RampCapacity, RampFee, AfterLockIn with { By = Side.Buyer }));

        Assert.Null(contract.EarliestLastDay(Side.Seller, Start));
        Assert.Equal(Through, contract.GuaranteedUntil(Side.Buyer, Start));
        Assert.Equal(Day(2026, 10, 30), contract.GuaranteedUntil(Side.Seller, Start));
    }

    [Fact]
    public void Notice_fixes_the_last_day_for_both()
    {
        var ended = Anthropic with { Notice = new Notice(Side.Seller, Day(2026, 8, 1), Day(2026, 10, 30)) };

        Assert.Equal(Day(2026, 10, 30), ended.LastDay);
        Assert.Equal(Day(2026, 10, 30), ended.EarliestLastDay(Side.Buyer, Day(2026, 10, 1)));
        Assert.Equal(Gpus.Zero, ended.Schedule(null).ReservedInAll.At(At(2026, 10, 31)));
    }

    [Fact]
    public void An_amendment_supersedes_those_that_start_on_or_after_it()
    {
        TermsVersion From(int month) => new(Day(2026, month, 1), Agreed, Treatment.Prospective);

        Assert.Equal([Start, Day(2026, 7, 1)], Anthropic.Amended(From(8)).Amended(From(9)).Amended(From(7)).Versions.Select(version => version.From));
        Assert.Equal([Start, Start], Anthropic.Amended(From(8)).Amended(From(5)).Versions.Select(version => version.From));
    }
}

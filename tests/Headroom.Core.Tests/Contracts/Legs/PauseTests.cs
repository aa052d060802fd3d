using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class PauseTests
{
    static readonly Pause Right = new("pause", Side.Buyer, 60, 15, 0.25m, Extends: true, Releases: false);

    static Terms Terms(Pause right) => With(Reserving((Start, 110_000)), Fee((Start, 3_000m), (Day(2027, 2, 1), 2_800m)), right);

    static Book Signing(Pause right) => Ready.Told(At(2026, 4, 20), new SignContract(Terms(right)));

    // Law: whatever is paused and resumed, the agreed total is conserved exactly where the term is put off by the days paused.
    [Fact]
    public void Pausing_and_resuming_conserves_the_agreed_total() =>
        Prop.ForAll(Pauses, Gen.Choose(0, 100).Two().ToArbitrary(), (pauses, n) =>
        {
            var contract = Lived(Right with { FeeShare = n.Item1 / 100m, MostDays = 200 }, pauses, resumes: n.Item2 % 2 == 0);
            return contract.Schedule(null).Due.Total == Terms(Right).Resolve(Observations.None).Due.Total && contract.AsAgreed.Terms.Through == Through;
        }).Check(Laws.Thousand);

    // Law: also by two clauses, and when days are paused that had been put off.
    [Fact]
    public void Also_when_either_side_pauses_by_a_clause_of_its_own_and_days_that_were_put_off() =>
        Prop.ForAll((from start in Gen.Choose(20, 1_200) from days in Gen.Choose(1, 40) select (start, days)).ArrayOf(5).ToArbitrary(), pauses =>
        {
            var terms = With([.. Terms(Right with { MostDays = 200 }).Legs, new Pause("other", Side.Seller, 200, 15, 0.6m, Extends: true, Releases: false)]);
            var contract = Lived(Ready.Told(At(2026, 4, 20), new SignContract(terms)), pauses, resumes: false);
            return contract.Schedule(null).Due.Total == terms.Resolve(Observations.None).Due.Total;
        }).Check(Laws.Thousand);

    // Law: where it is not put off, the contract says by how much the total is less: by what the days paused did not carry, to the cent.
    [Fact]
    public void Without_an_extension_the_total_says_what_the_days_paused_did_not_carry() =>
        Prop.ForAll(Pauses, Gen.Choose(0, 100).Two().ToArbitrary(), (pauses, n) =>
        {
            var right = Right with { FeeShare = n.Item1 / 100m, MostDays = 200, Extends = false };
            var (contract, agreed) = (Lived(right, pauses, resumes: n.Item2 % 2 == 0), Terms(right).Resolve(Observations.None).Due);
            var lost = right.Days(contract.Events).Aggregate(Rational.Zero, (sum, days) => sum + (1 - (Rational)right.FeeShare) * agreed.Over(days.From, days.End));
            return AgreedTotal.Of(contract, Through).Single().Difference == (agreed.Total - lost).Round(2) - agreed.Total.Round(2) && contract.LastDay == Through;
        }).Check(Laws.Thousand);

    static readonly Arbitrary<(int Start, int Days)[]> Pauses = (from start in Gen.Choose(20, 1_000) from days in Gen.Choose(1, 40) select (start, days)).ArrayOf(3).ToArbitrary();

    /// <summary>The contract after pauses that its book accepts, each cut in half where it is resumed.</summary>
    static Contract Lived(Pause right, (int Start, int Days)[] pauses, bool resumes) => Lived(Signing(right), pauses, resumes);

    static Contract Lived(Book book, (int Start, int Days)[] pauses, bool resumes)
    {
        foreach (var (start, days) in pauses)
        {
            var from = Start.PlusDays(start);
            book = Try(book, new ServicePaused(from.PlusDays(-15), "pause", Side.Buyer, from, from.PlusDays(days - 1)));
            if (days % 2 == 0) book = Try(book, new ServicePaused(from.PlusDays(-15), "other", Side.Seller, from.PlusDays(days), from.PlusDays(days + 4)));
            if (resumes) book = Try(book, new ServiceResumed(from.PlusDays(days / 2), "pause"));
        }
        return book.Contracts[Id];
    }

    // By hand: 1 to 30 June at a quarter of 3,000: 750. The last 30 days, 1 to 30 June 2029, carry the rest: 2,250.
    [Fact]
    public void The_days_paused_are_added_at_the_end_with_what_they_did_not_carry()
    {
        var paused = Signing(Right).Told(At(2026, 5, 1), Say(Paused(Day(2026, 6, 1), Day(2026, 6, 30)))).Contracts[Id];

        Assert.Equal((Day(2029, 6, 30), 30), (paused.LastDay, paused.Terms.ExtendedDays));
        Assert.Equal((750.00m, 2_250.00m), (Of(paused, 2026, 6), Of(paused, 2029, 6)));
        Assert.Equal((110_000, 110_000), (Held(paused, Day(2026, 6, 10)), Held(paused, Day(2029, 6, 30))));
        Assert.All(AgreedTotal.Of(paused, Day(2026, 7, 1)), total => Assert.Equal(0m, total.Difference));
    }

    // By hand: 30 days of June 2026 are served on the 30 days after 31 May 2029; the line of June 2029 says for which days, and at how much.
    [Fact]
    public void A_line_says_for_which_paused_days_its_days_are_served()
    {
        var paused = Signing(Right).Told(At(2026, 5, 1), Say(Paused(Day(2026, 6, 1), Day(2026, 6, 30)))).Contracts[Id];

        Assert.Equal(["paused from 2026-06-01 through 2026-06-30, at 25% of the fee"], paused.Workings("fee", Month(2026, 6)));
        Assert.Equal(["2029-06-01 through 2029-06-30 are served for the 30 days paused through 2026-06-30, each at the 75% that its paused day did not cost"],
            paused.Workings("fee", Month(2029, 6)));
        Assert.Empty(paused.Workings("fee", Month(2029, 5)));
    }

    // By hand: resumed on 16 June, 15 of 30 days stay paused: 15/30 of 3,000 and a quarter of the rest, 1,875. The end moves by 15 days.
    [Fact]
    public void An_early_resumption_takes_days_back()
    {
        var resumed = Signing(Right).Told(At(2026, 6, 16), Say(Paused(Day(2026, 6, 1), Day(2026, 6, 30))), Say(new ServiceResumed(Day(2026, 6, 16), "pause"))).Contracts[Id];

        Assert.Equal((Day(2029, 6, 15), 1_875.00m), (resumed.LastDay, Of(resumed, 2026, 6)));
    }

    // By hand: 3,000 falls to 2,800 from February 2027, 105,400 over 37 months and 2,848.65 evenly; three quarters of June's 3,000 are not due and not earned: 598.65.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Days_that_are_not_served_later_are_earned_less_and_move_no_other(bool releases)
    {
        var paused = Signing(Right with { Extends = false, Releases = releases }).Told(At(2026, 5, 1), Say(Paused(Day(2026, 6, 1), Day(2026, 6, 30)))).Contracts[Id];

        foreach (var policy in Enum.GetValues<RevenuePolicy>())
        {
            decimal Month(Contract contract, int month) => Revenue.Earned(contract, policy, Through).Amount(Day(2026, month, 1), Day(2026, month + 1, 1), 2);
            var signed = Signed(paused.Terms);
            Assert.Equal([0m, -2_250.00m, 0m], new[] { 5, 6, 7 }.Select(month => Month(paused, month) - Month(signed, month)));
        }
        Assert.Equal(598.65m, Revenue.Earned(paused, RevenuePolicy.StraightLineStated, Through).Over(Day(2026, 6, 1), Day(2026, 7, 1)).Round(2));
    }


    [Fact]
    public void Without_an_extension_the_total_says_by_how_much_it_is_less_and_released_capacity_is_free()
    {
        var paused = Signing(Right with { Extends = false, Releases = true }).Told(At(2026, 5, 1), Say(Paused(Day(2026, 6, 1), Day(2026, 6, 30)))).Contracts[Id];

        Assert.Equal(-2_250.00m, Assert.Single(AgreedTotal.Of(paused, Day(2026, 7, 1))).Difference);
        Assert.Equal((0, 110_000, Through), (Held(paused, Day(2026, 6, 10)), Held(paused, Day(2026, 7, 1)), paused.LastDay));
    }

    [Fact]
    public void A_term_is_not_put_off_into_days_that_are_sold()
    {
        var next = With(Reserving((Day(2029, 6, 20), 220_000)), Fee((Day(2029, 6, 20), 1m)))
            with
        { Contract = Slug.Of("next"), Buyer = Other, From = Day(2029, 6, 20), Through = Day(2029, 12, 31) };

        Assert.Equal(RefusalCode.Oversold,
            Signing(Right).Told(At(2026, 4, 21), new SignContract(next)).Refusing(At(2026, 5, 1), Say(Paused(Day(2026, 6, 1), Day(2026, 6, 30)))).Code);
    }

    [Fact]
    public void Each_reason_to_refuse_a_pause()
    {
        void Refused(ServicePaused said, RefusalCode code, string field, Book? book = null) => (book ?? Signing(Right)).Refuses(At(2026, 5, 1), Say(said), code, field);
        var june = Paused(Day(2026, 6, 1), Day(2026, 6, 30));

        Refused(june with { Clause = "other" }, RefusalCode.NotFound, "clause");
        Refused(june with { By = Side.Seller }, RefusalCode.NoticeNotAllowed, "by");
        Refused(june with { Until = Day(2026, 5, 31) }, RefusalCode.DatesUpsideDown, "until");
        Refused(june with { From = Day(2026, 5, 15) }, RefusalCode.DatesUpsideDown, "from");
        Refused(june with { Until = Day(2029, 6, 1) }, RefusalCode.OutOfRange, "until");
        Refused(june, RefusalCode.AlreadyExists, "from", Signing(Right).Told(At(2026, 5, 1), Say(june)));
        Signing(Right).Refuses(At(2026, 6, 10), Say(new ServiceResumed(Day(2026, 6, 10), "pause")), RefusalCode.NotFound, "on");
    }

    [Fact]
    public void The_clause_is_checked()
    {
        Assert.Contains(With(Right with { MostDays = 0 }).Check(), refusal => refusal.Field == "legs[0].most-days");
        Assert.Contains(With(Right with { NoticeDays = -1 }).Check(), refusal => refusal.Field == "legs[0].notice-days");
        Assert.Contains(With(Right with { FeeShare = 2 }).Check(), refusal => refusal.Field == "legs[0].fee");
    }

    static ServicePaused Paused(LocalDate from, LocalDate until) => new(Day(2026, 5, 1), "pause", Side.Buyer, from, until);

    static Book Try(Book book, ContractEvent said) =>
        Chicago.StartOf(said.On) is var now && Say(said).Decide(book, Instant.Max(now, book.RecordedAt)) is Accepted
        ? book.Told(Instant.Max(now, book.RecordedAt), Say(said)) : book;

    static long Held(Contract contract, LocalDate on) => contract.Schedule(null).Reserved(Colossus).At(Chicago.StartOf(on)).Count;

    static decimal Of(Contract contract, int year, int month) => contract.Schedule(null).Due.Amount(Day(year, month, 1), Day(year, month + 1, 1), 2);

    static RecordEvent Say(ContractEvent said) => new(Id, said);
}

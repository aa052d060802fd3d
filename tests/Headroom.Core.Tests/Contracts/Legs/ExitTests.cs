using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class ExitTests
{
    // Law: serving later never ends earlier, and never before either reading of the lock-in lets it.
    [Fact]
    public void A_later_notice_never_ends_earlier_nor_before_the_lock_in() =>
        Prop.ForAll(Any.Exit(Start, 900).ToArbitrary(), Any.Date.ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (exit, on, later) =>
            exit.LastDayIfServed(on) <= exit.LastDayIfServed(on.PlusDays(later))
            && exit.LastDayIfServed(on) >= (exit.NoEndBefore ?? LocalDate.MinIsoValue)
            && exit.LastDayIfServed(on) == exit.LastDayIfServed(LocalDate.Max(on, exit.NoticeFrom))).Check(Laws.Seeded);

    [Fact]
    public void Nothing_is_committed_or_charged_after_the_last_day_served_and_everything_before_stands() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Gen.Choose(0, 900).ToArbitrary(), Gen.Choose(0, 950).ToArbitrary(), (terms, ends, offset) =>
        {
            var ended = (terms with { Legs = [.. terms.Legs.Where(leg => leg is not Exit), AfterLockIn] })
                .Resolve(Observations.None, new Notice(Side.Buyer, terms.From, terms.From.PlusDays(ends)));
            var (day, whole) = (terms.From.PlusDays(offset), terms.Resolve(Observations.None));
            var at = terms.Calendar.StartOf(day);
            return offset > ends ? ended.ReservedInAll.At(at) == Gpus.Zero && ended.Due.PerDayOn(day).IsZero
                : ended.ReservedInAll.At(at) == whole.ReservedInAll.At(at) && ended.Due.PerDayOn(day) == whole.Due.PerDayOn(day);
        }).Check(Laws.Seeded);

    // Exact arithmetic vectors: ninety days are not three months. The day of service does not count, the last day does.
    [Theory]
    [InlineData("2026-07-01", "2026-09-29", "2026-10-01")]
    [InlineData("2026-11-30", "2027-02-28", "2027-02-28")]
    [InlineData("2027-11-30", "2028-02-28", "2028-02-29")]
    public void B11_three_months_are_not_ninety_days(string served, string days, string months)
    {
        Assert.Equal(Iso(days), (AtOnce with { Length = Days(90) }).LastDayIfServed(Iso(served)));
        Assert.Equal(Iso(months), (AtOnce with { Length = Months(3) }).LastDayIfServed(Iso(served)));
    }

    [Fact]
    public void B10_notice_of_10_September_ends_on_9_December_and_bills_nine_days_of_it()
    {
        var notice = new Notice(Side.Buyer, Day(2026, 9, 10), AfterLockIn.LastDayIfServed(Day(2026, 9, 10)));
        var due = Agreed.Resolve(Observations.None, notice).Due;

        Assert.Equal(Day(2026, 12, 9), notice.LastDay);
        Assert.Equal(362_903_225.81m, due.Amount(Day(2026, 12, 1), Day(2027, 1, 1), 2));
        Assert.Equal(3_696_236_559.14m, due.Amount(Day(2026, 9, 11), Day(2027, 1, 1), 2));
    }

    [Fact]
    public void By_the_exclusive_rule_the_same_notice_bills_eight_days_of_December()
    {
        var last = (AfterLockIn with { LastDay = LastDayRule.EndExclusive }).LastDayIfServed(Day(2026, 9, 10));

        Assert.Equal(Day(2026, 12, 8), last);
        Assert.Equal(322_580_645.16m, Agreed.Resolve(Observations.None, new Notice(Side.Buyer, Day(2026, 9, 10), last)).Due.Amount(Day(2026, 12, 1), Day(2027, 1, 1), 2));
    }

    // Both readings of an initial period of three months with ninety days' notice.
    [Fact]
    public void Notice_only_after_the_lock_in_ends_30_October_and_notice_inside_it_28_September()
    {
        Assert.Equal(Day(2026, 10, 30), AfterLockIn.LastDayIfServed(Day(2026, 6, 30)));

        var inside = AtOnce with { NoEndBefore = Day(2026, 7, 31) };
        Assert.Equal(Day(2026, 9, 28), inside.LastDayIfServed(Day(2026, 6, 30)));
        Assert.Equal(Day(2026, 7, 31), inside.LastDayIfServed(Start));
    }

    // Exact arithmetic vectors: the day capacity is usable again, with days to wipe and requalify it.
    [Theory]
    [InlineData("H10", "2026-05-20", null, 0, "2026-08-19")]
    [InlineData("H11", "2026-05-20", "2026-08-03", 0, "2026-11-02")]
    [InlineData("H13", "2027-11-30", null, 14, "2028-03-14")]
    public void Capacity_is_back_the_day_after_the_last_served_and_the_handover(string id, string served, string? noticeFrom, int handover, string usable)
    {
        var exit = AfterLockIn with { NoticeFrom = noticeFrom is null ? Start : Iso(noticeFrom) };
        var contract = Signed(With(RampCapacity, RampFee, exit));
        var book = Ready.Saying(At(2026, 3, 2), new Core.Books.PolicySet(Core.Books.Policy.Default with { HandoverDays = handover }));

        Assert.Equal((id, Iso(usable)), (id, exit.LastDayIfServed(Iso(served)).PlusDays(1 + handover)));
        Assert.Equal(Iso(usable), Core.Views.Exposure.Of(book, contract, Iso(served)).CapacityBack);
    }

    [Fact]
    public void Notice_that_could_never_be_served_and_ends_beyond_the_term_are_contradictions()
    {
        Check(AfterLockIn with { Length = Days(3661) }, RefusalCode.OutOfRange, "notice");
        Check(AfterLockIn with { Length = Days(-1) }, RefusalCode.OutOfRange, "notice");
        Check(AfterLockIn with { NoticeFrom = Day(2029, 6, 2) }, RefusalCode.DatesUpsideDown, "notice-from");
        Check(AfterLockIn with { NoEndBefore = Day(2029, 6, 1) }, RefusalCode.DatesUpsideDown, "no-end-before");
    }

    [Fact]
    public void A_right_of_either_is_for_both_and_a_right_of_one_for_it_alone()
    {
        Assert.True(AfterLockIn.IsFor(Side.Seller) && AfterLockIn.IsFor(Side.Buyer));
        Assert.False((AfterLockIn with { By = Side.Buyer }).IsFor(Side.Seller));
        Assert.Equal(("90 days", "3 months"), (Days(90).ToString(), Months(3).ToString()));
    }

    static void Check(Exit exit, RefusalCode code, string field) =>
        Assert.Contains(With(RampCapacity, exit).Check(), refusal => refusal.Code == code && refusal.Field == $"legs[1].{field}");

    static LocalDate Iso(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}

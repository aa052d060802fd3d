using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class RevenueByMonthTests
{
    // Law: the month's own revenue and what it catches up of earlier months are all that is earned by its end and was not recognised before.
    [Fact]
    public void The_parts_of_a_close_are_what_is_earned_less_what_was_recognised() =>
        Prop.ForAll(Life.Any, numbers =>
        {
            var closed = new Dictionary<Slug, ClosedContract>();
            foreach (var (fact, book) in Life.Of(numbers).Where(step => step.Fact.Body is MonthClosed))
                foreach (var contract in book.Sold)
                {
                    var (month, before) = (((MonthClosed)fact.Body).Month, closed.GetValueOrDefault(contract.Id));
                    var parts = RevenueByMonth.Recognised(contract, month, before);
                    var seen = RevenueByMonth.SeenAt(contract, month);
                    var last = month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
                    if (parts.Sum(part => part.Revenue) != seen.Recognised(last) - (before?.Earned ?? 0)
                        || parts.Sum(part => part.Interest) != seen.Accreted(last) - (before?.Accreted ?? 0)) return false;
                    if (parts.Any(part => (part.Revenue == 0 && part.Interest == 0) || part.Of >= month)) return false;
                    closed[contract.Id] = new(contract, month, seen.Recognised(last), seen.Accreted(last), before);
                }
            return true;
        }).Holds();

    // By hand: a contract of May, signed in July, is recognised in July with May and June by their names.
    [Fact]
    public void A_contract_signed_late_brings_its_earlier_months_by_name() =>
        Assert.Equal([new RecognisedPart(Month(2026, 5), 625_000_000m, 0), new(Month(2026, 6), 625_000_000m, 0), new(null, 1_250_000_000m, 0)],
            RevenueByMonth.Recognised(Anthropic, Month(2026, 7), null));

    [Fact]
    public void Nothing_said_means_nothing_to_catch_up()
    {
        var june = new ClosedContract(Anthropic, Month(2026, 6), 1_250_000_000m, 0, null);

        Assert.Equal([new RecognisedPart(null, 1_250_000_000m, 0)], RevenueByMonth.Recognised(june.Contract, Month(2026, 7), june));
        Assert.Equal([new RecognisedPart(null, 1_250_000_000m, 0)], RevenueByMonth.Recognised(Anthropic, Month(2026, 7), june));
    }
}

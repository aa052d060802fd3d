using Headroom.Core.Units;
using Headroom.Journal.Keeping;
using Headroom.Journal.Scenarios;
using Headroom.Journal.Tests.Keeping;
using Headroom.Journal.Tests.Store.Sqlite;
using NodaTime;

namespace Headroom.Journal.Tests.Scenarios;

/// <summary>Whole lives in a sandbox, and what they come to.</summary>
public sealed class PlayTests : IDisposable
{
    readonly SqliteBook _book = new();
    readonly Bookkeeper _keeper;

    public PlayTests() => _keeper = new(_book.Open(), new SetClock(Saying.NewYear));

    [Fact]
    public void The_whole_life_of_one_contract_comes_to_its_45_billion()
    {
        var months = Lived("colossus", new(2029, 7, 1));

        Assert.Equal((new YearMonth(2026, 5), new YearMonth(2029, 6), 38), (months[0].Month, months[^1].Month, months.Count));
        Assert.Equal(45_000_000_000m, months.Sum(month => month.Money[0].Billed));
        Assert.Equal(45_000_000_000m, months.Sum(month => month.Money[0].Earned));
        Assert.Equal(43_750_000_000m, months.Sum(month => month.Money[0].Paid)); // May 2029 falls due on the first of July
        Assert.Equal(0m, months[^1].Money[0].Stated);
        Assert.IsType<Verification.Clean>(_keeper.Journal.Verify());
    }

    // By hand: 45,000 M; 33 months of 920 M less a tenth of October; ten months of 150 M and 16 of 31 days of May.
    [Fact]
    public void Several_contracts_come_to_the_sum_of_each_less_what_was_not_delivered()
    {
        var months = Lived("mixed-fleet", new(2030, 2, 1));

        Assert.Equal(45_000_000_000m + 33 * 920_000_000m - 92_000_000m + 10 * 150_000_000m + 77_419_354.84m, months.Sum(month => month.Money[0].Billed));
        Assert.Equal(months.Sum(month => month.Money[0].Billed), months.Sum(month => month.Money[0].Paid));
    }

    // Law: revenue is what is earned by a month's end less what was recognised before, so that a life's months sum to what it earned.
    [Fact]
    public void Earned_month_by_month_sums_to_what_is_earned_in_all()
    {
        var months = Lived("mixed-fleet", new(2030, 2, 1));
        var book = _keeper.CatchUp();

        var earned = book.Sold.Sum(contract => Core.Views.Revenue.Earned(contract, contract.Terms.Revenue, new LocalDate(2030, 1, 31)).Total.Round(2));

        Assert.Equal(months.Sum(month => month.Money[0].Billed), earned);
        Assert.Equal(earned, months.Sum(month => month.Money[0].Earned));
    }

    [Fact]
    public void Every_GPU_is_sold_used_handed_over_or_idle()
    {
        foreach (var month in Lived("mixed-fleet", new(2027, 7, 1)))
            foreach (var use in month.Use)
            {
                Assert.InRange(use.Supply - use.Sold - use.Own - use.Handover - use.Idle, -0.000001m, 0.000001m);
                Assert.True(use.Sold >= 0 && use.Own >= 0 && use.Handover >= 0 && use.Idle >= 0);
            }
    }

    [Fact]
    public void Nothing_is_said_on_or_after_the_date_to_which_is_lived()
    {
        var months = Lived("colossus", new(2026, 7, 1));

        Assert.Equal([new YearMonth(2026, 5), new YearMonth(2026, 6)], months.Select(month => month.Month));
        Assert.True(_keeper.CatchUp().RecordedAt <= _keeper.CatchUp().Calendar.StartOf(new(2026, 7, 1)));
        Assert.DoesNotContain(_keeper.Facts(0, long.MaxValue), fact => fact.Body.About == "c2-second" && fact.Body.Kind == "supply.energised.v1");
    }

    [Fact]
    public void A_life_that_was_lived_to_a_date_is_lived_on_from_there()
    {
        var first = Lived("colossus", new(2026, 9, 1)).Count;
        var second = Lived("colossus", new(2026, 12, 1)).Count;

        Assert.Equal((4, 3), (first, second));
        Assert.Equal(7, _keeper.CatchUp().Receivables.Invoices.Count);
    }

    public void Dispose()
    {
        _keeper.Dispose();
        _book.Dispose();
    }

    List<PlayedMonth> Lived(string example, LocalDate until)
    {
        var directory = Example.Find(example);
        var scenario = Loader.Read(directory).Value!;
        return [.. new Play(_keeper, new Loader(_keeper, directory, scenario, Saying.Actor), scenario, Saying.Actor).Until(until).Select(step =>
        {
            Assert.Null(step.Refusal);
            return step.Month!;
        })];
    }
}

using Headroom.Core.Views;

namespace Headroom.Journal.Tests.Ledgers;

/// <summary>The roll-forwards of whole lives.</summary>
public sealed class RollForwardLifeTests(LivedBooks books) : IClassFixture<LivedBooks>
{
    // Law: every month of every example ties to documents, terms and postings, and opens as the one before closed.
    [Theory]
    [InlineData("colossus")]
    [InlineData("mixed-fleet")]
    [InlineData("clauses")]
    [InlineData("commercial")]
    [InlineData("delivery")]
    public void Every_month_of_an_example_ties(string example)
    {
        var lived = books.Of(example);
        Assert.NotEmpty(lived.Months);
        var before = 0m;
        foreach (var month in lived.Months.Select(played => played.Month))
        {
            var rolled = RollForward.Of(lived.Facts, month);
            Assert.True(rolled.IsClosed && rolled.Holds,
                $"{month}: {string.Join("; ", rolled.Ties.Where(tie => tie.Difference != 0))} {string.Join("; ", rolled.Open.Where(tie => tie.Difference != 0))}");
            Assert.Equal(before, rolled.Lines.Sum(line => line.Opening));
            before = rolled.Lines.Sum(line => line.Closing);
        }
    }
}

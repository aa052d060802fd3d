using System.Text;
using Headroom.Metering.Conditions;
using NodaTime;

namespace Headroom.Metering.Tests.Conditions;

public sealed class ConditionCsvTests
{
    const string Header = "condition,pool,node,gpus,code,from,to,contract,cause,noticed,evidence\n";

    static ConditionsRead Read(string rows) => ConditionCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(Header + rows))).Value!;

    [Fact]
    public void A_row_is_a_condition_and_one_without_an_end_lasts()
    {
        var read = Read("a,hall,n1,8,xid-79,2026-06-01T00:00:00Z,2026-06-01T01:00:00Z,deal,customer,,ticket 1\nb,hall,n2,4,throttled,2026-06-01T00:00:00Z,,,,,\n");
        Assert.Empty(read.SetAside);
        Assert.Equal([Instant.FromUtc(2026, 6, 1, 1, 0), null], read.Conditions.Select(each => each.Condition.End));
        Assert.Equal(("deal", "ticket 1"), (read.Conditions[0].Condition.Contract.ToString(), read.Conditions[0].Condition.Evidence));
    }

    [Theory]
    [InlineData("a,hall,n1,0,xid-79,2026-06-01T00:00:00Z,,,,,", "gpus")]
    [InlineData("a,hall,n1,8,'; drop,2026-06-01T00:00:00Z,,,,,", "code")]
    [InlineData("a,hall,n1,8,xid-79,yesterday,,,,,", "from")]
    [InlineData("a,hall,n1,8,xid-79,2026-06-01T00:00:00.5Z,,,,,", "from")]
    [InlineData("a,Hall 1,n1,8,xid-79,2026-06-01T00:00:00Z,,,,,", "pool")]
    [InlineData(",hall,n1,8,xid-79,2026-06-01T00:00:00Z,,,,,", "condition")]
    public void A_row_that_is_no_condition_is_set_aside_under_its_line(string row, string field)
    {
        var (place, why) = Assert.Single(Read($"b,hall,n2,4,throttled,2026-06-01T00:00:00Z,,,,,\n{row}\n").SetAside);
        Assert.Equal(("line 3", field), (place, why.Field));
    }

    [Theory]
    [InlineData("condition,node\n")]
    [InlineData("condition,pool,node,gpus,code,from,to,colour\n")]
    public void What_has_not_these_columns_is_no_such_file(string text) => Assert.Single(ConditionCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).Faults);
}

using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>Costs, utilisation and returns on the example whose figures are followed by hand in its README.</summary>
public sealed class ReturnsTests : IDisposable
{
    readonly Terminal _terminal = new();

    public ReturnsTests() => Assert.Equal("", _terminal.Run("load", Examples.Returns).Error);

    // By hand, in the README: hall A costs 886,400, of which half is sold, a fifth is the chat service's and 26% is idle.
    [Fact]
    public void June_of_hall_A_is_split_as_by_hand()
    {
        var costs = _terminal.Json("costs", "--from", "2026-06", "--to", "2026-06");
        var hall = costs.GetProperty("pools")[0];

        Assert.Equal(["886400.00", "177280.00", "443200.00", "230464.00", "14773.33", "20682.67"],
            new[] { "total", "own", "sold", "idle", "failed", "handover" }.Select(name => hall.GetProperty(name).GetRawText()));
        Assert.Equal(("16199.47", "2092.80"),
            (costs.GetProperty("idle-cost-a-day").GetProperty("full").GetRawText(), costs.GetProperty("idle-cost-a-day").GetProperty("avoidable").GetRawText()));
    }

    // By hand, in the README: a margin of 556,800 on 25,075,000 of capital; 8,124,794.84 of 27,000,000 by the earliest exit; customer B pays back on 5 November 2028.
    [Fact]
    public void Customers_return_and_pay_back_as_by_hand()
    {
        var contracts = _terminal.Json("returns", "--from", "2026-06", "--to", "2026-06").GetProperty("contracts");

        Assert.Equal(("556800.00", "25075000.00", "0.266465"), (Text(contracts[0], "margin"), Text(contracts[0], "capital"), Text(contracts[0], "return-on-capital")));
        Assert.Equal(("2026-12-30", "8124794.84"),
            (contracts[0].GetProperty("payback").GetProperty("earliest-exit").GetString(), Text(contracts[0].GetProperty("payback"), "recovered-by-exit")));
        Assert.Equal("2028-11-05", contracts[1].GetProperty("payback").GetProperty("on").GetString());
    }

    [Fact]
    public void What_was_not_measured_says_so_and_is_never_nought()
    {
        Assert.Contains("not measured", _terminal.Text("utilisation", "--from", "2026-06", "--to", "2026-06"), StringComparison.Ordinal);
        var hall = _terminal.Json("utilisation", "--from", "2026-06", "--to", "2026-06").GetProperty("pools").EnumerateArray()
            .Single(pool => pool.GetProperty("pool").GetString() == "hall-b");

        Assert.Equal((JsonValueKind.Null, 0), (hall.GetProperty("goodput").ValueKind, hall.GetProperty("goodput-measured-months").GetInt32()));
    }

    [Fact]
    public void The_rows_asked_for_are_the_first_table()
    {
        foreach (var by in new[] { "contract", "pool", "site" })
            Assert.StartsWith($"{by},", _terminal.Run("returns", "--by", by, "--csv").Out, StringComparison.Ordinal);
        Assert.Contains("for each megawatt and year", _terminal.Text("returns", "--by", "mw"), StringComparison.Ordinal);
    }

    // Without --from the report is of the year to date, and its parts add up to the total.
    [Fact]
    public void Every_part_can_be_had_and_they_add_up()
    {
        var costs = _terminal.Json("costs", "--parts");

        Assert.Equal("2026-01", costs.GetProperty("from").GetString());
        Assert.Equal(costs.GetProperty("total").GetDecimal(), costs.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("amount").GetDecimal()));
    }

    [Theory]
    [InlineData("to", "returns", "--from", "2026-07", "--to", "2026-06")]
    [InlineData("by", "returns", "--by", "rack")]
    [InlineData("currency", "costs", "--currency", "XXX")]
    public void A_question_that_makes_no_sense_is_refused(string field, params string[] words)
    {
        var said = _terminal.Run(words);

        Assert.Equal(1, said.Code);
        Assert.Contains($" {field}:", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ asset: more, block: a-servers, amount: -5, currency: USD, from: 2026-01-01, life-months: 60 }", "-5 is outside 0 to")]
    [InlineData("{ asset: more, block: a-servers, amount: 5, currency: USD, from: 2026-01-01, life-months: 0 }", "0 months is outside 1 to 600")]
    [InlineData("{ asset: more, block: a-server, amount: 5, currency: USD, from: 2026-01-01, life-months: 60 }",
        "There is no supply block 'a-server'; known are a-servers, b-servers")]
    [InlineData("{ tariff: day, site: north, from: 2026-06-01, per-kwh: 0.10, currency: USD }", "meets 'grid' at north, which holds from 2026-01-01 on")]
    public void Costs_that_cannot_be_are_refused_with_what_would_be_right(string step, string says)
    {
        var file = Path.Combine(_terminal.Folder, "more.yaml");
        File.WriteAllText(file, $"steps:\n  - {step}\n");
        var said = _terminal.Run("say", file);

        Assert.Equal(1, said.Code);
        Assert.Contains(says, said.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _terminal.Dispose();

    static string Text(JsonElement element, string field) => element.GetProperty(field).GetRawText();
}

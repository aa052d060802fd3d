namespace Headroom.Cli.Tests;

/// <summary>Inquiries on the command line.</summary>
public sealed class InquiryTests : IDisposable
{
    readonly Terminal _terminal = new();

    public InquiryTests() => _terminal.Text("load", Examples.Offers);

    [Fact]
    public void Three_megawatts_are_answered_with_risk_floor_market_and_backlog()
    {
        string[] asked = ["inquire", "--megawatts", "3", "--pool", "north", "--from", "2026-06-01", "--months", "12", "--price", "2.1", "--currency", "USD", "--buyer",
            "customer-a", "--market", Path.Combine(Examples.Offers, "market.yaml")];
        var answer = _terminal.Json(asked);

        Assert.Equal((true, "2000", "0"), (answer.At("deliverable").GetBoolean(), answer.Number("gpus"), answer.Number("risk.joint")));
        // 2,000 GPUs x 2.10 x 730.5 hours, twelve times.
        Assert.Equal("36817200.00", answer.Number("money.stated"));
        Assert.Equal(("0.35", "1.20", "1.55"), (answer.Number("floor.avoidable"), answer.Number("floor.capital"), answer.Number("floor.per-gpu-hour")));
        Assert.Equal("beta", answer.Word("crowds-out.quotes.0"));
        Assert.Contains("Deliverable in pool 'north'", _terminal.Text(asked));
    }

    [Fact]
    public void What_does_not_fit_comes_with_the_nearest_deals()
    {
        var text = _terminal.Text("inquire", "--gpus", "3000", "--pool", "north", "--from", "2026-06-01", "--months", "6", "--tier", "recallable", "--notice-days", "90");

        Assert.Contains("Not deliverable", text);
        Assert.Contains("2,000 GPUs instead", text);
        Assert.Contains("start on ", text);
    }

    [Fact]
    public void Bad_inquiries_are_refused_with_what_would_be_right()
    {
        _terminal.Refused("not-found", "pool", "inquire", "--gpus", "8", "--pool", "nowhere", "--from", "2026-06-01", "--months", "1");
        _terminal.Refused("not-found", "class", "inquire", "--gpus", "8", "--class", "nothing", "--from", "2026-06-01", "--months", "1");
        _terminal.Refused("dates-upside-down", "from", "inquire", "--gpus", "8", "--from", "2020-06-01", "--months", "1");
        _terminal.Refused("dates-upside-down", "through", "inquire", "--gpus", "8", "--from", "2026-06-01", "--through", "2026-05-01");
        _terminal.Refused("out-of-range", "gpus", "inquire", "--gpus", "0", "--from", "2026-06-01", "--months", "1");
        _terminal.Refused("out-of-range", "gpus", "inquire", "--gpus", "-8", "--from", "2026-06-01", "--months", "1");
        _terminal.Refused("malformed", "currency", "inquire", "--gpus", "8", "--from", "2026-06-01", "--months", "1", "--price", "2");
        _terminal.Refused("unknown-unit", "currency", "inquire", "--gpus", "8", "--from", "2026-06-01", "--months", "1", "--price", "2", "--currency", "XYZ");
        _terminal.Refused("malformed", "ramp", "inquire", "--gpus", "8", "--from", "2026-06-01", "--months", "1", "--ramp", "soon");
        _terminal.Refused("malformed", "megawatts", "inquire", "--gpus", "8", "--megawatts", "1", "--from", "2026-06-01", "--months", "1");
        _terminal.Refused("malformed", "notice-days", "inquire", "--gpus", "8", "--from", "2026-06-01", "--months", "1", "--tier", "recallable");
        _terminal.Refused("malformed", "tier", "inquire", "--gpus", "8", "--from", "2026-06-01", "--months", "1", "--tier", "soft");
    }

    public void Dispose() => _terminal.Dispose();
}

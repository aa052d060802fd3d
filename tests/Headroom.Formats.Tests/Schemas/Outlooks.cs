namespace Headroom.Formats.Tests.Schemas;

/// <summary>Outlooks that reader and schema both accept, and such that both refuse.</summary>
static class Outlooks
{
    public const string Plain = """
        outlook: plain
        currency: USD
        price: { start: 1500, yearly-change: -27.5%, volatility: 30% }
        discount: 9%
        leaving: { buyer: 2500 }
        """;

    public static readonly string[] Right =
    [
        Plain,
        Plain + "\nper: gpu-hour\ndates-a-month: 4\nboth-leave: seller\ncorrelation: -0.3\nbuyer-multiple: 1.1\npaid-after-months: 2",
        Plain.Replace("start: 1500", "table: [{ from: 2026-05-01, value: 1500 }, { from: 2027-05-01, value: 1200.50 }]"),
        Plain
        + "\nown-use: { start: 750, yearly-change: 0.1, volatility: 0.5, reversion: 0.5 }\nresale-haircut: { assume: cut }\nassumptions: [{ name: cut, unit: share, range: { low: 0, high: 30% }, value: 10%, source: Assumed. }]",
        Plain.Replace("buyer: 2500", "buyer: 2500, buyer-table: [{ cost: 0 }, { cost: 5000 }], seller-if-buyer-leaves: 1, seller-if-seller-leaves: 2"),
    ];

    public static readonly string[] Wrong =
    [
        Plain.Replace("discount: 9%", ""),
        Plain.Replace("leaving: { buyer: 2500 }", "leaving: {}"),
        Plain.Replace("start: 1500", "start: 1500, table: [{ from: 2026-05-01, value: 1500 }]"),
        Plain.Replace("start: 1500, ", ""),
        Plain.Replace("start: 1500", "start: -1500"),
        Plain.Replace("start: 1500", "table: []"),
        Plain.Replace("volatility", "volatilty"),
        Plain.Replace("USD", "BTC"),
        Plain + "\ndates-a-month: 9",
        Plain + "\nboth-leave: nobody",
        Plain + "\nper: week",
        Plain.Replace("buyer: 2500", "buyer: 2500, buyer-table: [{ cost: many }]"),
    ];
}

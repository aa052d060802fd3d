using System.Globalization;
using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>The reference cases of contract values (tests/vectors, computed by independent programs), written as terms and as an outlook.</summary>
static class ReferenceCases
{
    static readonly Lazy<JsonDocument> Cases = new(() =>
        JsonDocument.Parse(typeof(ReferenceCases).Assembly.GetManifestResourceStream("valuation_vectors.json")!));

    /// <summary>A case by its id.</summary>
    public static JsonElement Of(string id) =>
        Cases.Value.RootElement.GetProperty("cases").EnumerateArray().First(each => each.GetProperty("id").GetString() == id);

    /// <summary>The deal's terms with the rights, notice and fees for leaving of a case.</summary>
    public static string Terms(JsonElement inputs)
    {
        var (notice, locked) = (inputs.GetProperty("notice").GetDouble(), inputs.GetProperty("lock").GetInt32());
        string Exit(string side, string fee) =>
            $"\n  - {{ exit: {side}, notice: {(notice == Math.Floor(notice) ? $"{notice} months" : "90 days")}{(locked > 0 ? $", lock-in: {locked} months" : "")}, fee: {Text(inputs.GetProperty(fee).GetDouble())} }}";
        return $$"""
            contract: deal
            seller: us
            buyer: them
            zone: UTC
            currency: USD
            term: { from: 2026-05-01, through: 2029-05-31 }
            legs:
              - reserve: pool
                of: { gpus: 220000, kilowatts: 300000 }
                steps: [{ from: 2026-05-01, share: 50% }, { from: 2026-07-01, share: 100% }]
              - monthly: fee
                steps: [{ from: 2026-05-01, amount: 625000000 }, { from: 2026-07-01, amount: 1250000000 }]
            """ + (inputs.GetProperty("buyer_right").GetBoolean() ? Exit("buyer", "etf_b") : "") + (inputs.GetProperty("seller_right").GetBoolean() ? Exit("seller", "etf_s") : "");
    }

    /// <summary>The outlook of a case, in dollars.</summary>
    public static string Market(JsonElement inputs)
    {
        string Of(string name, double factor = 1) => Text(inputs.GetProperty(name).GetDouble() * factor);
        var own = inputs.GetProperty("U0").GetDouble() == 0 ? ""
            : $"own-use: {{ start: {Of("U0", 1e9)}, yearly-change: {Of("ugrow")}, volatility: {Of("usig")}, reversion: {Of("ukappa")} }}";
        return $$"""
            outlook: reference
            currency: USD
            price: { start: {{Of("P0", 1e9)}}, yearly-change: {{Of("decay", -1)}}, volatility: {{Of("sig")}}, reversion: {{Of("kappa")}} }
            {{own}}
            correlation: {{Of("rho")}}
            resale-haircut: {{Of("haircut")}}
            buyer-multiple: {{Of("bmult")}}
            discount: {{Of("r")}}
            paid-after-months: {{Of("pay")}}
            dates-a-month: {{Of("k")}}
            both-leave: {{inputs.GetProperty("tie").GetString()}}
            leaving: { buyer: {{Of("Kb", 1e9)}}, seller-if-buyer-leaves: {{Of("Ks_b", 1e9)}}, seller-if-seller-leaves: {{Of("Ks_s", 1e9)}} }
            """;
    }

    static string Text(double figure) => ((decimal)figure).ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Valuation;

namespace Headroom.Core.Tests.Valuation;

/// <summary>The reference cases of contract values (tests/vectors): inputs, results of independent programs, tolerances.</summary>
static class Vectors
{
    static readonly Lazy<JsonDocument> File = new(() => JsonDocument.Parse(typeof(Vectors).Assembly.GetManifestResourceStream("valuation_vectors.json")!));

    /// <summary>The game and the expected figures of a case.</summary>
    public static (Game Game, JsonElement Expected, double Tolerance) Of(string id)
    {
        var found = File.Value.RootElement.GetProperty("cases").EnumerateArray().First(each => each.GetProperty("id").GetString() == id);
        return (GameOf(found.GetProperty("inputs")), found.GetProperty("expected"), found.GetProperty("tolerance_exact_method_abs").GetDouble());
    }

    static Game GameOf(JsonElement inputs)
    {
        double Of(string name) => inputs.GetProperty(name).GetDouble();
        ImmutableArray<double> All(string name) => [.. inputs.GetProperty(name).EnumerateArray().Select(each => each.GetDouble())];
        StoppingRight? RightOf(string name, string penalty) => inputs.GetProperty(name).GetBoolean() ? new(Of("lock"), Of(penalty)) : null;
        var market = new Market(new(Curve.From(Of("P0"), -Of("decay")), Of("sig"), Of("kappa")), new(Curve.From(Of("U0"), Of("ugrow")), Of("usig"), Of("ukappa")),
            Of("rho"), Of("haircut"), Of("bmult"), Of("r"));
        return new(All("fee"), All("cap"), Of("notice"), market)
        {
            PaidAfter = Of("pay"),
            DatesAMonth = inputs.GetProperty("k").GetInt32(),
            Buyer = RightOf("buyer_right", "etf_b"),
            Seller = RightOf("seller_right", "etf_s"),
            BuyerCost = Of("Kb"),
            SellerCostIfBuyer = Of("Ks_b"),
            SellerCostIfSeller = Of("Ks_s"),
            Tie = Enum.Parse<Tie>(inputs.GetProperty("tie").GetString()!, ignoreCase: true),
        };
    }

    /// <summary>That a value and the life that follows agree with a case, within its own tolerances.</summary>
    public static void Agrees(string id, Equilibrium found)
    {
        var (game, expected, tolerance) = Of(id);
        var (life, many) = (Lifetime.Of(game, found.Leaving), game.Market.HasTwoFactors);
        void Near(double figure, string name, double within) =>
            Assert.True(Math.Abs(figure - expected.GetProperty(name).GetDouble()) <= within,
                FormattableString.Invariant($"{id} {name}: {figure}, expected {expected.GetProperty(name)} within {within}"));
        Near(found.Value.Seller, "seller_total", tolerance);
        Near(found.Value.Buyer, "buyer_total_cost", tolerance);
        foreach (var (figure, name) in new[] { (life.Worth, "fees_pv"), (life.PenaltyWorth, "etf_pv"), (life.BilledInAll.Mean, "expected_billed_total"),
            (life.Months, "expected_life_months") })
            Near(figure, name, many ? 2e-2 : 2e-3);
        foreach (var (figure, name) in new[] { (life.BilledInAll.P10, "billed_p10"), (life.BilledInAll.P50, "billed_p50"), (life.BilledInAll.P90, "billed_p90") })
            Near(figure, name, 1e-6);
        foreach (var (who, name) in new[] { (0, "p_reach_end"), (1, "p_buyer_terminates"), (2, "p_seller_terminates"), (3, "p_mutual") })
            Near(life.EndedBy[who], name, many ? 3e-3 : 1e-3);
        var (survival, billed) = (expected.GetProperty("survival_by_month"), expected.GetProperty("expected_billed_by_month"));
        for (var month = 0; month < game.Months; month++)
        {
            Assert.Equal(survival[month].GetDouble(), life.Survival[month], many ? 3e-3 : 1e-3);
            Assert.Equal(billed[month].GetDouble(), life.Billed[month].Mean, many ? 4e-3 : 2e-3);
        }
        var without = Decision.FreeNotice(game, -game.Notice);
        Near(without.Seller, "seller_no_contract_pv", 1e-7);
        Near(without.Buyer, "buyer_spot_cost_pv", 1e-7);
    }
}

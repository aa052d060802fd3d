using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Formats.Terms;
using Headroom.Formats.Valuation;

namespace Headroom.Formats.Reports;

/// <summary>What a contract is worth, as JSON: estimates in the contract's currency, probabilities and shares as numbers from 0 to 1.</summary>
public static class ValuationJson
{
    public static void Write(Utf8JsonWriter json, ContractValue value) => json.Map(() => Fields(json, value));

    /// <summary>The fields alone, for reports that begin with others.</summary>
    public static void Fields(Utf8JsonWriter json, ContractValue value)
    {
        var (subject, agreed) = (value.Subject, value.Agreed.Equilibrium);
        json.WriteString("contract", subject.Contract.ToString());
        json.WriteString("currency", subject.Currency.Code);
        json.Date("at", subject.At);
        json.WriteString("method", agreed.Method);
        json.WriteBoolean("estimate", true);
        if (value.Solver.Simulates(subject.Game))
        {
            json.WriteNumber("paths", value.Solver.Paths);
            json.WriteNumber("seed", value.Solver.Seed);
            json.WriteNumber("fits", Solver.Fits);
        }
        json.Map("value", () =>
        {
            Payoff(json, subject, agreed.Value);
            json.Map("standard-error", () => Payoff(json, subject, agreed.Error));
            json.Map("spread-over-fits", () => Payoff(json, subject, agreed.FitSpread));
        });
        json.Map("rights", () =>
        {
            foreach (var (name, played) in Rights(value)) json.Map(name, () => Played(json, subject, played));
        });
        json.Map("without-contract", () => Payoff(json, subject, value.WithoutContract));
        Money(json, subject, "sellers-advantage", value.SellersAdvantage);
        Tables(json, value);
        if (value.Certificate is { } certificate) json.Map("certificate", () => Certificate(json, subject, certificate));
        json.List("limits", ContractValue.Limits, json.WriteStringValue);
        json.WriteString("outlook", value.Outlook.Name);
        json.Map("leaving", () => json.WriteString("both-leave", Words.Of(OutlookReader.Ties, value.Outlook.Tie)));
        AssumptionsJson.Write(json, value.Outlook.Assumptions);
    }

    /// <summary>The contract under every set of rights, by name.</summary>
    public static IEnumerable<(string Name, Played Played)> Rights(ContractValue value) =>
        [("as-agreed", value.Agreed), ("buyer-only", value.BuyerOnly), ("seller-only", value.SellerOnly), ("none", value.Neither)];

    static void Tables(Utf8JsonWriter json, ContractValue value)
    {
        var (subject, life) = (value.Subject, value.Agreed.Life);
        json.List("months", Enumerable.Range(0, life.Survival.Length), month => json.Map(() =>
        {
            json.Date("from", subject.MonthStart(month));
            Share(json, "survival", life.Survival[month]);
            json.Map("billed", () => Fan(json, subject, life.Billed[month]));
            json.Map("billed-so-far", () => Fan(json, subject, life.BilledSoFar[month]));
        }));
        json.List("switching-costs", value.Costs, row => json.Map(() =>
        {
            json.Amount("switching-cost", row.Cost, subject.Currency);
            Played(json, subject, row.Played);
        }));
        json.List("sensitivities", value.Sensitivities, each => json.Map(() =>
        {
            json.WriteString("input", each.Input);
            Played(json, subject, each.Played);
        }));
        json.List("dates", value.Dates, date => json.Map(() =>
        {
            json.Date("on", subject.MonthStart(date.Threshold.Month));
            Share(json, "month", date.Threshold.Month);
            foreach (var (name, figure) in new[]
            {
                ("buyer-walks-below", date.Threshold.WalksBelow), ("seller-recalls-above", date.Threshold.RecallsAbove), ("own-use-recalls-above", date.Threshold.NeedAbove),
                ("break-even", date.BreakEven), ("room-when-buyer-walks", date.RoomWhenBuyerWalks), ("room-when-seller-recalls", date.RoomWhenSellerRecalls),
            })
                if (figure is { } some) Money(json, subject, name, some); else json.WriteNull(name);
        }));
    }

    static void Played(Utf8JsonWriter json, Subject subject, Played played)
    {
        var life = played.Life;
        Payoff(json, subject, played.Equilibrium.Value);
        Money(json, subject, "billed-present-value", life.Worth);
        Money(json, subject, "penalties-present-value", life.PenaltyWorth);
        json.Map("billed", () => Fan(json, subject, life.BilledInAll));
        Share(json, "months", life.Months);
        Share(json, "reaches-end", life.EndedBy[0]);
        Share(json, "ended-by-buyer", life.EndedBy[1]);
        Share(json, "ended-by-seller", life.EndedBy[2]);
        Share(json, "ended-by-both", life.EndedBy[3]);
    }

    static void Certificate(Utf8JsonWriter json, Subject subject, Certificate certificate)
    {
        Money(json, subject, "seller-at-most", certificate.Upper);
        Money(json, subject, "seller-at-most-error", certificate.UpperError);
        Money(json, subject, "buyer-at-least", certificate.Lower);
        Money(json, subject, "buyer-at-least-error", certificate.LowerError);
        Money(json, subject, "seller-could-gain", certificate.SellerGain);
        Money(json, subject, "buyer-could-save", certificate.BuyerGain);
    }

    static void Payoff(Utf8JsonWriter json, Subject subject, Payoff payoff)
    {
        Money(json, subject, "seller", payoff.Seller);
        Money(json, subject, "buyer-cost", payoff.Buyer);
    }

    static void Fan(Utf8JsonWriter json, Subject subject, Fan fan)
    {
        Money(json, subject, "mean", fan.Mean);
        Money(json, subject, "p10", fan.P10);
        Money(json, subject, "p50", fan.P50);
        Money(json, subject, "p90", fan.P90);
    }

    static void Money(Utf8JsonWriter json, Subject subject, string name, double figure) => json.Amount(name, subject.InCurrency(figure), subject.Currency);

    // Seven digits tell a probability; the rest is noise.
    static void Share(Utf8JsonWriter json, string name, double share) => json.WriteNumber(name, ((Rational)(decimal)share).Round(6));
}

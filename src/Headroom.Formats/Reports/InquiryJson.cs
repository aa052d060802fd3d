using System.Text.Json;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Formats.Offers;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>The answer to an inquiry as JSON.</summary>
public static class InquiryJson
{
    public static readonly (string Word, NearChange Meaning)[] Changes =
    [
        ("start", NearChange.Start), ("quantity", NearChange.Quantity), ("term", NearChange.Term), ("notice", NearChange.Notice), ("tier", NearChange.Firmness),
        ("pool", NearChange.Pool),
    ];

    public static void Write(Utf8JsonWriter json, Standing standing, InquiryAnswer answer, Outlook? outlook) => json.Map(() =>
    {
        json.WriteNumber("position", standing.Book.Position);
        json.WriteBoolean("deliverable", answer.IsDeliverable);
        Asked(json, answer.Inquiry, answer.Pool.Id, answer.Gpus);
        json.WriteNumber("kilowatts", ((Rational)answer.Power.Value).Round(3));
        json.WritePropertyName("refusal");
        if (answer.Refusal is { } refusal) RefusalJson.Write(json, refusal); else json.WriteNullValue();
        json.Map("risk", () => Risk(json, standing, answer));
        json.Map("crowds-out", () =>
        {
            Ids(json, "own-products", answer.Crowds.Own);
            Ids(json, "quotes", answer.Crowds.Quotes);
            Ids(json, "held-by", answer.Crowds.HeldBy);
            Ids(json, "options", answer.Crowds.Options);
        });
        json.Date("earliest-from", answer.EarliestFrom);
        json.List("nearest", answer.Nearest, deal => json.Map(() =>
        {
            json.WriteString("change", Words.Of(Changes, deal.Change));
            Asked(json, deal.Inquiry, deal.Pool, deal.Gpus);
            json.WriteNumber("joint", deal.Joint);
        }));
        Maybe(json, "below-floor", answer.BelowFloor);
        json.Map("floor", () => Floor(json, standing, answer.Floor));
        if (answer.Money is { } money) json.Map("money", () => Money(json, money, answer.Floor.Costs));
        AssumptionsJson.Write(json, [.. answer.Floor.Costs.Assumptions, .. outlook?.Assumptions ?? []]);
    });

    static void Asked(Utf8JsonWriter json, Inquiry inquiry, Slug pool, Gpus gpus)
    {
        json.WriteString("pool", pool.ToString());
        json.WriteNumber("gpus", gpus.Count);
        json.Date("from", inquiry.From);
        json.Date("through", inquiry.Through);
        json.WriteString("tier", Words.Of(InquiryInput.Tiers, inquiry.Firmness));
        if (inquiry.NoticeDays is { } days) json.WriteNumber("notice-days", days); else json.WriteNull("notice-days");
    }

    static void Risk(Utf8JsonWriter json, Standing standing, InquiryAnswer answer)
    {
        var (risk, calendar) = (answer.Risk, answer.Contract.Terms.Calendar);
        json.WriteNumber("accepted", risk.Accepted);
        json.WriteNumber("joint", risk.Joint);
        json.WriteNumber("joint-without", risk.JointWithout);
        json.WriteNumber("pointwise", risk.Pointwise);
        json.Date("riskiest-month-from", risk.Month);
        json.Date("bound-from", risk.Horizon is { } horizon ? calendar.DateOf(horizon.From) : (LocalDate?)null);
        json.Date("bound-through", risk.Horizon is { } until ? calendar.DateOf(until.End - Duration.Epsilon) : (LocalDate?)null);
        json.WriteNumber("own-gpu-hours-lacked", ((Rational)risk.LackedHours).Round(1));
        json.WriteString("forecast", DemandJson.MethodOf(standing.Book));
        json.WriteNumber("paths", standing.Book.Policy.Paths);
        json.List("left-alone", risk.Survival, spell => json.Map(() =>
        {
            json.WriteNumber("hours", spell.Hours);
            json.WriteNumber("probability", spell.Probability);
        }));
    }

    static void Floor(Utf8JsonWriter json, Standing standing, FeeFloor floor)
    {
        Maybe(json, "avoidable", floor.Avoidable);
        Maybe(json, "capital", floor.Capital);
        Maybe(json, "reclaim", floor.Reclaim);
        Maybe(json, "per-gpu-hour", floor.Whole);
        json.WriteString("costs", floor.Costs.SaidOf is { } month ? $"as said of {Json.Text(month)}" : "assumed");
        json.List("missing", floor.Missing, json.WriteStringValue);
        json.WritePropertyName("right-to-take-back");
        if (floor.Right is not { } right) { json.WriteNullValue(); return; }
        json.Map(() =>
        {
            json.WriteNumber("notice-days", right.NoticeDays);
            json.WriteBoolean("ours", right.IsOurs);
            json.WriteNumber("per-gpu-hour", right.PerGpuHour);
            json.WriteNumber("used", right.Used);
            json.WriteString("basis", right.Basis(standing.Book.Policy.Paths, standing.Book.Policy.Seed));
        });
    }

    static void Money(Utf8JsonWriter json, InquiryMoney money, Costs costs)
    {
        json.WriteString("currency", money.Currency.Code);
        json.WriteNumber("per-gpu-hour", money.Rate);
        Maybe(json, "market-per-gpu-hour", money.Market);
        Maybe(json, "above-market", Rounded(money.Premium));
        json.List("market-by-year", money.MarketByYear, year => json.Map(() =>
        {
            json.Date("from", year.From);
            json.WriteNumber("per-gpu-hour", year.Rate);
        }));
        json.Amount("stated", money.Stated, money.Currency);
        json.Amount("enforceable", money.Enforceable, money.Currency);
        json.Amount("book-stated", money.BookStated, money.Currency);
        json.Amount("book-enforceable", money.BookEnforceable, money.Currency);
        json.Map("share-of-enforceable", () =>
        {
            json.WriteNumber("buyer-before", Rounded(money.ShareBefore)!.Value);
            json.WriteNumber("buyer-after", Rounded(money.ShareAfter)!.Value);
            json.WriteNumber("greatest-before", Rounded(money.GreatestBefore)!.Value);
            json.WriteNumber("greatest-after", Rounded(money.GreatestAfter)!.Value);
        });
        Maybe(json, "return-a-year", Rounded(money.ReturnAYear(costs)));
        Maybe(json, "payback-years", Rounded(money.PaybackYears(costs)));
    }

    static decimal? Rounded(decimal? share) => share is { } some ? ((Rational)some).Round(6) : null;

    static void Ids(Utf8JsonWriter json, string name, IEnumerable<Slug> ids) => json.List(name, ids, id => json.WriteStringValue(id.ToString()));

    static void Maybe(Utf8JsonWriter json, string name, decimal? figure) { if (figure is { } some) json.WriteNumber(name, some); else json.WriteNull(name); }
}

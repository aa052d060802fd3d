using Headroom.Core.Books;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Offers;
using Headroom.Formats.Valuation;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the inquiry page shows: the form as it was filled in, and the answer beside it.</summary>
/// <param name="Filled">What stands in the form, by the name of its input.</param>
/// <param name="Pools">The pools to choose from, and the classes.</param>
/// <param name="Answer">The answer; null before anything was asked, or when there is a refusal.</param>
/// <param name="Why">What is wrong with what was asked, each with the input at fault.</param>
/// <param name="Policy">The policy that estimates rest on.</param>
public sealed record InquiryModel(
    Surroundings Around, IReadOnlyDictionary<string, string> Filled, IReadOnlyList<Slug> Pools, IReadOnlyList<Slug> Classes, InquiryAnswer? Answer, IReadOnlyList<Refusal> Why,
    Policy Policy)
{
    static readonly string[] Inputs =
        ["gpus", "megawatts", "pool", "class", "from", "through", "months", "ramp", "tier", "notice-days", "price", "currency", "per", "buyer", "market", "market-change"];

    internal static InquiryModel? Of(Asked asked)
    {
        var given = Inputs.Where(asked.Input.Has).ToDictionary(name => name, name => asked.Input.Text(name, "", 2000));
        if (asked.Input.Faults.Count > 0) return null;
        var (around, book) = (Surroundings.Of(asked), asked.Book);
        InquiryModel Shown(IReadOnlyDictionary<string, string> filled, InquiryAnswer? answer, IReadOnlyList<Refusal> why) =>
            new(around, filled, [.. book.Fleet.Pools.Keys], [.. book.Fleet.Pools.Values.Select(pool => pool.Class).OfType<Slug>().Distinct()], answer, why, book.Policy);
        if (given.Count == 0) return Shown(Fresh(asked.Today), null, []);
        var faults = new List<Refusal>();
        var fields = Fields.Of(new MapNode("", 0, given.ToDictionary(each => each.Key, each => (Node)new TextNode(each.Key, 0, each.Value))), faults);
        var inquiry = InquiryInput.Read(fields);
        var outlook = fields.Has("market") ? CurveInput.Read(fields, inquiry.Fee?.Currency ?? Currency.Usd) : null;
        if (faults.Count > 0) return Shown(given, null, faults);
        // The form knows the last day; an address may say the months, as the API and the command do.
        given["through"] = Json.Text(inquiry.Through);
        given.Remove("months");
        var (answer, refusal) = asked.Desk.WithStanding(book, asked.Now, standing => InquiryAnswer.Of(standing, inquiry, outlook));
        return Shown(given, answer, refusal is null ? [] : [refusal]);
    }

    /// <summary>A form that nobody has filled in: a year from the next month on.</summary>
    static Dictionary<string, string> Fresh(LocalDate today)
    {
        var from = today.ToYearMonth().PlusMonths(1).OnDayOfMonth(1);
        return new() { ["from"] = Json.Text(from), ["through"] = Json.Text(from.PlusYears(1).PlusDays(-1)), ["tier"] = "firm", ["currency"] = "USD", ["per"] = "gpu-hour" };
    }

    /// <summary>What stands in an input.</summary>
    public string In(string name) => Filled.GetValueOrDefault(name, "");

    /// <summary>The address at which a near deal is asked for instead.</summary>
    public string Instead(NearDeal deal)
    {
        var changed = new Dictionary<string, string>(Filled)
        {
            ["pool"] = deal.Pool.ToString(),
            ["class"] = "",
            ["from"] = Json.Text(deal.Inquiry.From),
            ["through"] = Json.Text(deal.Inquiry.Through),
            ["tier"] = Formats.Terms.Words.Of(InquiryInput.Tiers, deal.Inquiry.Firmness),
            ["notice-days"] = deal.Inquiry.NoticeDays?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
            ["gpus"] = deal.Gpus.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["megawatts"] = "",
            ["ramp"] = string.Join(',', deal.Inquiry.Ramp.Select(step => $"{Json.Text(step.From)}={Json.Text(deal.Inquiry.Amount.IsPower ? step.Much / 1000 : step.Much)}")),
        };
        if (deal.Inquiry.Amount.IsPower && deal.Inquiry.Ramp.Length > 0) (changed["megawatts"], changed["gpus"]) = (Json.Text(deal.Inquiry.Amount.Much / 1000), "");
        var kept = Around.IsEarlier ? FormattableString.Invariant($"&position={Around.Position}") : "";
        return "/inquiries?" + string.Join('&', changed.Where(each => each.Value.Length > 0).Select(each => $"{each.Key}={Uri.EscapeDataString(each.Value)}")) + kept;
    }
}

using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>What can be sold, and capacity over time to draw.</summary>
static class Capacities
{
    /// <summary>The longest window, in days: ten years.</summary>
    const int MostDays = 3660;

    static readonly int[] Horizons = [1, 30, 90, 365];

    static readonly Parameter Days = new("days", "integer", "Length of the window in days, at most 3,660."),
        Through = new("through", "string", "Last day of the window, instead of days."), To = new("to", "string", "The same as through."),
        Risk = new("risk", "number", "Accepted probability that own products fall short, such as 0.05 or 5%. Default: the policy's."),
        Only = new("pool", "string", "Only this pool.");

    public static void Map(Routes routes)
    {
        routes.Get("/v1/sellable", "What can be sold firm in each pool: for 1, 30, 90 and 365 days, or for one window", Sellable, Only, Parameter.From, Days, Through, To, Risk);
        routes.Get("/v1/pools/{pool}/headroom", "A pool's firm headroom over a window (joint), and its curve to draw (pointwise)", Headroom,
            new Parameter("pool", "string", "The pool's id.", Required: true), Parameter.From, Days, Through, To, Risk);
        routes.Get("/v1/capacity", "Supply, own demand, sold and free over time, of one pool or of the fleet: the console's chart", Capacity, Only, Parameter.From, Days, Through, To, Risk);
    }

    static Answer Sellable(Asked asked)
    {
        var (only, from, risk) = (asked.Input.Has("pool") ? asked.Pool : null, From(asked), RiskOf(asked));
        var lengths = Length(asked.Input, from) is { } days ? [days] : Horizons;
        return Answer.Json(json =>
        {
            var picture = CapacityPicture.For(asked.Book, from, asked.Today);
            var pools = asked.Book.Fleet.Pools.Values.Where(pool => only is null || pool.Id == only.Id);
            SellableJson.Write(json, asked.Book, pools.SelectMany(pool => lengths.Select(days => Firm(picture, pool, from, days, risk))).ToList());
        });
    }

    static Answer Headroom(Asked asked)
    {
        var (pool, from, risk) = (asked.Pool, From(asked), RiskOf(asked));
        var days = Length(asked.Input, from) ?? 90;
        return Answer.Map(json =>
        {
            var picture = CapacityPicture.For(asked.Book, from, asked.Today);
            json.WritePropertyName("firm");
            SellableJson.Write(json, asked.Book, [Firm(picture, pool!, from, days, risk)]);
            json.WritePropertyName("curve");
            SellableJson.Curve(json, pool!.Id, risk, SellableCapacity.Curve(picture, pool, Enumerable.Range(0, days).Select(from.PlusDays), risk));
        });
    }

    static Answer Capacity(Asked asked)
    {
        var (only, from, risk) = (asked.Input.Has("pool") ? asked.Pool : null, From(asked), RiskOf(asked));
        var days = Length(asked.Input, from) ?? 365;
        return Answer.Map(json => CapacityChart.Of(asked.Book, only, from, asked.Today, days, risk).Write(json));
    }

    static SellableCapacity Firm(CapacityPicture picture, Pool pool, LocalDate from, int days, decimal risk) =>
        SellableCapacity.Of(picture, pool, picture.Book.Fleet.CalendarOf(pool).Between(from, from.PlusDays(days)), risk);

    static LocalDate From(Asked asked) => asked.Input.DateOrNone("from") ?? asked.Today;

    static decimal RiskOf(Asked asked) => asked.Input.Has("risk") ? asked.Input.Share("risk", 0, 0.5m) : asked.Book.Policy.Risk;

    /// <summary>The days of the window asked for, or null when none was.</summary>
    static int? Length(Fields input, LocalDate from)
    {
        var days = input.Has("days") ? (int)input.Whole("days", 1, MostDays, "days") : (int?)null;
        foreach (var name in new[] { "through", "to" })
        {
            if (input.DateOrNone(name) is not { } last) continue;
            if (last < from || Period.DaysBetween(from, last) >= MostDays) input.Fault(name, RefusalCode.OutOfRange, $"{Json.Text(last)} does not lie within ten years after {Json.Text(from)}.");
            else days ??= Period.DaysBetween(from, last) + 1;
        }
        return days;
    }
}

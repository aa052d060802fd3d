using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Capacity;
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

    static readonly Parameter From = new("from", "string", "First day of the window, the book's today at the earliest. Default: today."),
        Days = new("days", "integer", "Length of the window in days, at most 3,660."),
        Through = new("through", "string", "Last day of the window, instead of days."), To = new("to", "string", "The same as through."),
        Risk = new("risk", "number", "Accepted probability that own products fall short, such as 0.05 or 5%. Default: the policy's."),
        Only = new("pool", "string", "Only this pool."), One = new("pool", "string", "The pool's id.", Required: true),
        Notice = new("notice", "integer", "Days of notice by which recallable capacity is taken back, at most 3,660. Default 90."),
        Available = new("available", "number", "Probability with which interruptible capacity is there, 0.5 to 1 or a percentage. Default 50%."),
        Price = new("price", "number", "What a firm GPU-hour brings; with shortfall-cost in place of the book's assumptions."),
        Shortfall = new("shortfall-cost", "number", "What a GPU-hour costs that was sold and is needed."),
        Idle = new("idle-value", "number", "What a GPU-hour brings that is not sold firm. Default 0."),
        Outside = new("outside-price", "number", "What a GPU-hour costs that is bought outside, in place of the book's assumption.");

    public static void Map(Routes routes)
    {
        routes.Get("/v1/sellable", "What can be sold firm, recallable and interruptible in each pool: for 1, 30, 90 and 365 days, or for one window", Sellable, Only, From, Days,
            Through, To, Risk, Notice, Available);
        routes.Get("/v1/pools/{pool}/headroom",
            "A pool's headroom over a window: tiers (joint), pointwise, what bounds it, what can be back, what it pays to sell, and the curve to draw", Headroom,
            One, From, Days, Through, To, Risk, Notice, Available, Price, Shortfall, Idle);
        routes.Get("/v1/pools/{pool}/back", "How a pool's sold capacity comes back: every right, the first day for a quantity, the cheapest notices by a day", Back, One,
            Parameter.At,
            new Parameter("gpus", "integer", "The quantity wanted back."), new Parameter("by", "string", "The day on which it must be usable; needs gpus."), Outside);
        routes.Get("/v1/pools/{pool}/frontier", "Share sold of a pool against the risk to own products and what it brings; a shortfall borne, bought outside or recalled", Traced,
            One, From, Days, Through, To, Risk, Notice, Available, Price, Shortfall, Idle, Outside);
        routes.Get("/v1/capacity", "Supply, own demand, sold and free over time, of one pool or of the fleet: the console's chart", Capacity, Only, Parameter.From, Days,
            Through, To, Risk);
    }

    static Answer Sellable(Asked asked)
    {
        var (only, from, ask) = (asked.Input.Has("pool") ? asked.Pool : null, StakesInput.From(asked.Input, asked.Book, asked.Today),
            StakesInput.Ask(asked.Input, asked.Book.Policy.Risk));
        var lengths = Length(asked.Input, from) is { } days ? [days] : Horizons;
        return Answer.Json(json =>
        {
            var picture = CapacityPicture.For(asked.Book, from, asked.Today);
            var pools = asked.Book.Fleet.Pools.Values.Where(pool => only is null || pool.Id == only.Id);
            SellableJson.Write(json, asked.Book,
                pools.SelectMany(pool => lengths.Select(days => Tiers.Of(picture, pool, picture.Book.Fleet.CalendarOf(pool).Between(from, from.PlusDays(days)), ask))).ToList(),
                ask);
        });
    }

    static Answer Headroom(Asked asked)
    {
        var (pool, from, ask, stakes) = (asked.Pool, StakesInput.From(asked.Input, asked.Book, asked.Today), StakesInput.Ask(asked.Input, asked.Book.Policy.Risk),
            StakesInput.Read(asked.Input));
        var days = Length(asked.Input, from) ?? 90;
        return Answer.Json(json =>
            HeadroomJson.Write(json, asked.Book, pool!, PoolHeadroom.Of(CapacityPicture.For(asked.Book, from, asked.Today), pool!, from, days, ask, stakes), ask));
    }

    static Answer Traced(Asked asked)
    {
        var (pool, from, ask, stakes, outside) = (asked.Pool, StakesInput.From(asked.Input, asked.Book, asked.Today), StakesInput.Ask(asked.Input, asked.Book.Policy.Risk),
            StakesInput.Read(asked.Input), StakesInput.Outside(asked.Input));
        var days = Length(asked.Input, from) ?? 90;
        return Answer.Json(json =>
            HeadroomJson.Frontier(json, asked.Book, pool!, Frontier.Of(CapacityPicture.For(asked.Book, from, asked.Today), pool!, from, days, ask, stakes, outside)));
    }

    static Answer Back(Asked asked)
    {
        var (pool, at, by, outside) = (asked.Pool, asked.At, asked.Input.DateOrNone("by"), StakesInput.Outside(asked.Input));
        var need = asked.Input.Has("gpus") ? asked.Input.Gpus("gpus", 1) : (Gpus?)null;
        if (by is not null && need is null) asked.Input.Fault("by", RefusalCode.Malformed, "A day needs the quantity that is wanted by then: gpus.");
        if (by < at) asked.Input.Fault("by", RefusalCode.DatesUpsideDown, $"{Json.Text(by!.Value)} is before {Json.Text(at)}.");
        return Answer.Json(json =>
            HeadroomJson.Back(json, CapacityBack.Of(CapacityPicture.For(asked.Book, at, asked.Today), pool!, at, asked.Book.Policy.Risk, outside), 90, need, by));
    }

    static Answer Capacity(Asked asked)
    {
        var (only, from, risk) = (asked.Input.Has("pool") ? asked.Pool : null, asked.Input.DateOrNone("from") ?? asked.Today, RiskOf(asked));
        var days = Length(asked.Input, from) ?? 365;
        return Answer.Map(json => CapacityChart.Of(asked.Book, only, from, asked.Today, days, risk).Write(json));
    }

    static decimal RiskOf(Asked asked) => asked.Input.Has("risk") ? asked.Input.Share("risk", 0, 0.5m) : asked.Book.Policy.Risk;

    /// <summary>The days of the window asked for, or null when none was.</summary>
    static int? Length(Fields input, LocalDate from)
    {
        var days = input.Has("days") ? (int)input.Whole("days", 1, MostDays, "days") : (int?)null;
        foreach (var name in new[] { "through", "to" })
        {
            if (input.DateOrNone(name) is not { } last) continue;
            if (last < from || Period.DaysBetween(from, last) >= MostDays)
                input.Fault(name, RefusalCode.OutOfRange, $"{Json.Text(last)} does not lie within ten years after {Json.Text(from)}.");
            else days ??= Period.DaysBetween(from, last) + 1;
        }
        return days;
    }
}

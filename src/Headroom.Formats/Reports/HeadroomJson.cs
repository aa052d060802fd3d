using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>All that is to be said of a pool's headroom, and what of it can be back, as JSON.</summary>
public static class HeadroomJson
{
    public static void Write(Utf8JsonWriter json, Book book, Pool pool, PoolHeadroom all, TierAsk ask) => json.Map(() =>
    {
        json.WritePropertyName("firm");
        SellableJson.Write(json, book, [all.Tiers], ask);
        json.Map("pointwise", () =>
        {
            json.WriteString("test", "each date by itself: the least of them, and no offer");
            json.WriteNumber("gpus", all.Pointwise.Count);
            json.Date("on", all.PointwiseOn);
        });
        json.List("bounds", all.Bounds, bound => json.Map(() =>
        {
            json.WriteString("what", bound.What.ToString());
            json.WriteNumber("signed-gpus", bound.Gpus.Count);
            if (bound.Limit is { } limit) json.WriteNumber("limit-kilowatts", limit.Value);
            if (bound.Free is { } free) json.WriteNumber("free-kilowatts", free.Value);
        }));
        json.WriteNumber("handover-gpus", all.Handover.Count);
        Returning(json, all.Returning);
        json.WriteNumber("spare-gpus", all.Spare.Stated.Count);
        if (all.Spare.ByFailures is { } failures) json.WriteNumber("spare-by-failures-gpus", failures.Count);
        if (all.Best is { } best) Best(json, best);
        json.WritePropertyName("back");
        Back(json, all.Back, ask.NoticeDays);
        json.Map("curve", () =>
        {
            json.WriteString("pool", pool.Id.ToString());
            Points(json, all, ask);
        });
    });

    static void Returning(Utf8JsonWriter json, IEnumerable<ReturningCapacity> returning) =>
        json.List("handover", returning, back => json.Map(() =>
        {
            json.WriteString("contract", back.Contract.ToString());
            json.WriteNumber("gpus", back.Gpus.Count);
            json.Date("usable", back.Usable);
            json.List("steps", back.Steps, step => json.Map(() =>
            {
                json.WriteString("step", step.State?.Word() ?? "handover");
                json.Date("from", step.From);
                json.Date("through", step.Through);
            }));
        }));

    /// <summary>The curve, one point a date.</summary>
    public static void Points(Utf8JsonWriter json, PoolHeadroom all, TierAsk ask)
    {
        json.WriteNumber("risk", ask.Risk);
        json.List("points", all.Points, point => json.Map(() =>
        {
            SellableJson.Point(json, point.Capacity);
            json.WriteNumber("pointwise", point.Pointwise.Count);
            json.WriteNumber("joint", point.Joint.Count);
            json.WriteNumber("likely", point.Likely.Count);
        }));
    }

    static void Best(Utf8JsonWriter json, BestSale best) => json.Map("best", () =>
    {
        json.WriteNumber("price", best.Stakes.Price);
        json.WriteNumber("shortfall-cost", best.Stakes.Shortfall);
        json.WriteNumber("idle-value", best.Stakes.Idle);
        json.WriteNumber("reserve", best.Stakes.Reserve.ToDecimal());
        json.WriteNumber("once-for-the-window-gpus", best.OnceForTheWindow.Count);
        json.WriteNumber("as-long-as-it-lasts-gpus", best.ForAsLongAsItLasts.Count);
        json.WriteNumber("within-risk-gpus", best.WithinRisk.Count);
        if (best.Stakes.SellsAll) json.WriteString("warning", CapacityQuestionJson.SellsAll);
    });

    /// <summary>The frontier of share sold against risk and return.</summary>
    public static void Frontier(Utf8JsonWriter json, Book book, Pool pool, Frontier frontier) => json.Map(() =>
    {
        json.WriteString("pool", pool.Id.ToString());
        json.WriteNumber("position", book.Position);
        json.WriteNumber("supply-gpus", frontier.Supply.Count);
        json.WriteNumber("sold-gpus", frontier.Sold.Count);
        FrontierPoints(json, frontier);
    });

    /// <summary>The points of a frontier.</summary>
    public static void FrontierPoints(Utf8JsonWriter json, Frontier frontier) => json.List("points", frontier.Points, point => json.Map(() =>
    {
        json.WriteNumber("more-gpus", point.More.Count);
        json.WriteNumber("share", point.Share);
        json.WriteNumber("risk", point.Risk);
        json.WriteNumber("risk-on-a-date", point.RiskOnADate);
        json.WriteNumber("short-gpus", point.Short);
        json.WriteNumber("idle-gpus", point.Idle);
        Maybe(json, "gain-a-day", point.GainADay);
        Maybe(json, "borne-a-day", point.Costs.Borne);
        Maybe(json, "bought-outside-a-day", point.Costs.BoughtOutside);
        Maybe(json, "recalled-a-day", point.Costs.Recalled);
    }));

    static void Maybe(Utf8JsonWriter json, string name, decimal? amount)
    {
        if (amount is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }

    /// <summary>What can be back of a pool: within some days, and right by right.</summary>
    public static void Back(Utf8JsonWriter json, CapacityBack back, int withinDays, Gpus? need = null, LocalDate? by = null) => json.Map(() =>
    {
        json.WriteString("pool", back.Pool.ToString());
        json.Date("at", back.Today);
        json.WriteNumber("idle-gpus", back.Idle.Count);
        json.WriteNumber("within-days", withinDays);
        json.WriteNumber("within-gpus", back.Within(withinDays).Count);
        json.List("rights", back.Rights, right => Right(json, right, "serve", by is { } needed ? () => Then(json, back.ServedFor(right, needed)) : null));
        if (need is not { } gpus) return;
        json.WriteNumber("need-gpus", gpus.Count);
        json.Date("earliest", back.Earliest(gpus));
        if (back.Earliest(gpus) is { } day) json.WriteNumber("days-until", Period.DaysBetween(back.Today, day)); else json.WriteNull("days-until");
        if (by is not { } date) return;
        json.Date("by", date);
        json.WriteNumber("idle-through-gpus", back.IdleThrough(date).Count);
        json.WriteBoolean("one-currency", back.HasOneCurrency);
        if (back.Cheapest(gpus, date) is not var (plan, notices)) { json.WriteNull("cheapest"); return; }
        json.Map("cheapest", () =>
        {
            json.WriteNumber("given-up", plan.Cost);
            json.WriteNumber("gpus", plan.Gpus.Count);
            json.WriteBoolean("no-cheaper", plan.IsCheapest);
            json.List("notices", notices, right => Right(json, right, "serve-by"));
            if (back.Instead(gpus, date, notices) is not { } instead) { json.WriteNull("bought-outside"); return; }
            json.Map("bought-outside", () =>
            {
                json.WriteNumber("gpus", instead.Gpus.Count);
                json.Date("from", instead.From);
                json.Date("through", instead.Through);
                json.WriteNumber("price", instead.Price);
                json.WriteNumber("cost", instead.Cost);
            });
        });
    });

    static void Then(Utf8JsonWriter json, RecallRight? served)
    {
        json.Date("serve-by", served?.Serve);
        if (served is { } then) json.Amount("given-up-then", then.GivenUp, then.Currency); else json.WriteNull("given-up-then");
    }

    static void Right(Utf8JsonWriter json, RecallRight right, string serve, Action? then = null) => json.Map(() =>
    {
        json.WriteString("contract", right.Contract.ToString());
        json.WriteString("right", right.Right);
        json.WriteNumber("gpus", right.Gpus.Count);
        json.Date(serve, right.Serve);
        json.Date("last-day", right.LastDay);
        json.Date("usable", right.Usable);
        json.Amount("given-up", right.GivenUp, right.Currency);
        then?.Invoke();
        json.WriteString("currency", right.Currency.Code);
    });
}

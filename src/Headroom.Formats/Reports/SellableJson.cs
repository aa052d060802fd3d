using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Formats.Reports;

/// <summary>What can be sold, as JSON: one entry for each pool and window.</summary>
public static class SellableJson
{
    public static void Write(Utf8JsonWriter json, Book book, IEnumerable<Tiers> sellable, TierAsk ask) => json.Map(() =>
    {
        json.WriteNumber("position", book.Position);
        json.WriteString("test", "joint: the share of paths on which own products fall short at any time of the window");
        json.WriteString("forecast", DemandJson.MethodOf(book));
        json.WriteNumber("notice-days", ask.NoticeDays);
        json.WriteNumber("available", ask.Available);
        json.List("sellable", sellable, each => One(json, book, each));
        AssumptionsJson.Write(json, book.Assumptions.Values);
    });

    static void One(Utf8JsonWriter json, Book book, Tiers each) => json.Map(() =>
    {
        var (firm, pool) = (each.Firm, book.Fleet.Pools[each.Firm.Pool]);
        var calendar = book.Fleet.CalendarOf(pool);
        json.WriteString("pool", firm.Pool.ToString());
        json.Date("from", calendar.DateOf(firm.Window.From));
        json.Date("through", calendar.DateOf(firm.Window.End - NodaTime.Duration.Epsilon));
        json.WriteNumber("risk", firm.Risk);
        json.WriteNumber("firm-gpus", firm.Firm.Count);
        json.WriteNumber("firm-kilowatts", ((Rational)firm.Power.Value).Round(1));
        json.WriteNumber("signed-gpus", firm.Signed.Count);
        Quantity(json, "recallable", each.Recallable, pool);
        json.Date("held-through", each.HeldThrough);
        Quantity(json, "interruptible", each.Interruptible, pool);
        json.WriteNumber("beside-firm-gpus", each.BesideFirm.Count);
        json.WriteNumber("idle-gpus", each.Idle.Count);
        json.List("survival", each.Survivals, survival => json.Map(() =>
        {
            json.WriteNumber("hours", (int)survival.Length.TotalHours);
            json.WriteNumber("probability", survival.Probability);
            json.WriteNumber("lasting-gpus", survival.Lasting.Count);
        }));
    });

    static void Quantity(Utf8JsonWriter json, string tier, Gpus gpus, Core.Capacity.Pool pool)
    {
        json.WriteNumber($"{tier}-gpus", gpus.Count);
        json.WriteNumber($"{tier}-kilowatts", ((Rational)pool.Draw.Of(gpus).Value).Round(1));
    }

    /// <summary>The points of a chart, of one pool or of several together.</summary>
    public static void Points(Utf8JsonWriter json, IEnumerable<CapacityPoint> points) =>
        json.List("points", points, point => json.Map(() => Point(json, point)));

    internal static void Point(Utf8JsonWriter json, CapacityPoint point)
    {
        json.Date("date", point.Date);
        json.WriteNumber("supply", point.Supply);
        json.WriteNumber("committed", point.Committed);
        if (point.Inside > 0) json.WriteNumber("own-by-acquisition", point.Inside);
        json.WriteNumber("handover", point.Handover);
        json.WriteNumber("own-median", point.OwnMedian);
        json.WriteNumber("own-high", point.OwnHigh);
        json.WriteNumber("free", point.Free);
    }
}

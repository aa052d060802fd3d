using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Formats.Reports;

/// <summary>What can be sold, as JSON: one entry for each pool and window.</summary>
public static class SellableJson
{
    public static void Write(Utf8JsonWriter json, Book book, IEnumerable<SellableCapacity> sellable) => json.Map(() =>
    {
        json.WriteNumber("position", book.Position);
        json.WriteString("test", "joint: the share of paths on which own products fall short at any time of the window");
        json.WriteString("forecast", Core.Demand.Forecast.Method);
        json.List("sellable", sellable, each => json.Map(() =>
        {
            var calendar = book.Fleet.CalendarOf(book.Fleet.Pools[each.Pool]);
            json.WriteString("pool", each.Pool.ToString());
            json.Date("from", calendar.DateOf(each.Window.From));
            json.Date("through", calendar.DateOf(each.Window.End - NodaTime.Duration.Epsilon));
            json.WriteNumber("risk", each.Risk);
            json.WriteNumber("firm-gpus", each.Firm.Count);
            json.WriteNumber("firm-kilowatts", ((Rational)each.Power.Value).Round(1));
            json.WriteNumber("signed-gpus", each.Signed.Count);
        }));
        AssumptionsJson.Write(json, book.Assumptions.Values);
    });

    /// <summary>The capacity chart of a pool: one point a date.</summary>
    public static void Curve(Utf8JsonWriter json, Slug pool, decimal risk, IEnumerable<CapacityPoint> points) => json.Map(() =>
    {
        json.WriteString("pool", pool.ToString());
        json.WriteNumber("risk", risk);
        Points(json, points);
    });

    /// <summary>The points of a chart, of one pool or of several together.</summary>
    public static void Points(Utf8JsonWriter json, IEnumerable<CapacityPoint> points) =>
        json.List("points", points, point => json.Map(() =>
        {
            json.Date("date", point.Date);
            json.WriteNumber("supply", point.Supply);
            json.WriteNumber("committed", point.Committed);
            json.WriteNumber("handover", point.Handover);
            json.WriteNumber("own-median", point.OwnMedian);
            json.WriteNumber("own-high", point.OwnHigh);
            json.WriteNumber("free", point.Free);
        }));
}

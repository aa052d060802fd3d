using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Facts;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>Sources of usage, their seals, and the hours of a pool, as JSON.</summary>
public static class MeteringJson
{
    /// <summary>Every source with its accounts and what was sealed last for each month.</summary>
    public static void Sources(Utf8JsonWriter json, Book book) => json.Map(() =>
    {
        json.List("sources", book.Sources.Values, source => json.Map(() =>
        {
            json.WriteString("source", source.Id.ToString());
            json.WriteString("pool", source.Pool.ToString());
            json.WriteString("measures", MeteringFacts.Word(source.Measure));
            json.WriteString("unit", source.Unit);
            json.WriteString("feeds", source.Feeds);
            json.List("accounts", source.Accounts, account => json.Map(() =>
            {
                json.WriteString("account", account.Key);
                json.WriteString("holder", account.Value.Id.ToString());
                json.WriteBoolean("own", account.Value.IsOwn);
            }));
            json.List("months", SealsOf(book, source.Id), seal => json.Map(() => Seal(json, source, seal)));
        }));
        json.WriteNumber("position", book.Position);
    });

    /// <summary>The seals of a source, in order of months.</summary>
    public static IEnumerable<UsageSealed> SealsOf(Book book, Slug source) => book.Seals.Values.Where(seal => seal.Source == source).OrderBy(seal => seal.Month);

    /// <summary>The hours of a pool, in GPU-hours; with the whole month as their sum.</summary>
    public static void Hours(Utf8JsonWriter json, Book book, Slug pool, YearMonth month, PoolHours hours) => json.Map(() =>
    {
        json.WriteString("pool", pool.ToString());
        json.WriteString("month", Json.Text(month));
        json.WriteString("unit", "GPU-hours");
        json.List("hours", hours.Hours, hour => json.Map(() => { json.Time("hour", hour.Hour); Parts(json, hour, hours); }));
        json.Map("total", () => Parts(json, hours.Total, hours));
        json.WriteNumber("position", book.Position);
    });

    static void Seal(Utf8JsonWriter json, UsageSource source, UsageSealed seal)
    {
        json.WriteString("month", Json.Text(seal.Month));
        json.WriteNumber("revision", seal.Revision);
        json.WriteNumber("quantity", source.InUnits(seal.Total));
        json.WriteNumber("unassigned", source.InUnits(seal.Unassigned));
        json.WriteNumber("set-aside", seal.SetAside);
        json.WriteString("exhibit", seal.Exhibit);
    }

    /// <summary>The parts of an hour, or of several together, in GPU-hours. What was not measured is null: it is not known to be nothing.</summary>
    public static void Parts(Utf8JsonWriter json, PoolHour hour, PoolHours of)
    {
        json.WriteNumber("capacity", GpuHours(hour.Capacity));
        if (of.DownIsMeasured) json.WriteNumber("broken", GpuHours(hour.Broken)); else json.WriteNull("broken");
        json.WriteNumber("handover", GpuHours(hour.Handover));
        json.WriteNumber("sold", GpuHours(hour.Sold));
        if (of.OwnIsMeasured) json.WriteNumber("own", GpuHours(hour.Own)); else json.WriteNull("own");
        json.WriteNumber(of.OwnIsMeasured ? "idle" : "own-or-idle", GpuHours(hour.Idle));
        json.WriteNumber("own-on-sold", GpuHours(hour.Borrowed));
    }

    /// <summary>GPU-seconds in GPU-hours, to the millionth.</summary>
    public static decimal GpuHours(long gpuSeconds) => Rational.Of(gpuSeconds, (System.Numerics.BigInteger)3600).Round(6);
}

using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Headroom.Core.Units;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Formats;

/// <summary>
/// How this product writes JSON: maps and lists as blocks, dates as 2026-05-31, instants in UTC to the nanosecond where needed,
/// numbers as plain decimals that keep their digits (45000000000.00).
/// </summary>
public static class Json
{
    public static void Map(this Utf8JsonWriter json, Action fields)
    {
        json.WriteStartObject();
        fields();
        json.WriteEndObject();
    }

    public static void Map(this Utf8JsonWriter json, string name, Action fields)
    {
        json.WritePropertyName(name);
        json.Map(fields);
    }

    public static void List<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> item)
    {
        json.WriteStartArray(name);
        foreach (var each in items) item(each);
        json.WriteEndArray();
    }

    public static void Date(this Utf8JsonWriter json, string name, LocalDate date) => json.WriteString(name, Text(date));
    public static void Date(this Utf8JsonWriter json, string name, LocalDate? date) { if (date is { } some) json.Date(name, some); else json.WriteNull(name); }
    /// <summary>An amount with the digits of its currency: 0.00 and not 0.</summary>
    public static void Amount(this Utf8JsonWriter json, string name, decimal amount, Currency currency) =>
        json.WriteNumber(name, amount + new decimal(0, 0, 0, false, (byte)currency.Digits));

    public static void Time(this Utf8JsonWriter json, string name, Instant instant) => json.WriteString(name, Text(instant));

    public static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);
    public static string Text(YearMonth month) => YearMonthPattern.Iso.Format(month);
    public static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
    public static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The UTF-8 bytes of what <paramref name="write"/> writes.</summary>
    public static byte[] Bytes(Action<Utf8JsonWriter> write, bool indented = false)
    {
        // One writer and buffer a thread: a close writes a hundred thousand facts. Taken away meanwhile, so that writing within writing has its own.
        var (buffer, json) = Spare ?? (new ArrayBufferWriter<byte>(1024), new Utf8JsonWriter(Stream.Null, Plain));
        Spare = null;
        using var layout = indented ? new Utf8JsonWriter(buffer, Plain with { Indented = true }) : null;
        json.Reset(buffer);
        write(layout ?? json);
        (layout ?? json).Flush();
        var bytes = buffer.WrittenSpan.ToArray();
        buffer.ResetWrittenCount();
        if (buffer.Capacity <= MostKept) Spare = (buffer, json);
        return bytes;
    }

    static readonly JsonWriterOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    const int MostKept = 1 << 20;

    [ThreadStatic] static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? Spare;
}

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

    public static void Date(this Utf8JsonWriter json, string name, LocalDate date)
    {
        Span<byte> text = stackalloc byte[10];
        if (TryMonth(date.Year, date.Month, text) && TryDigits(date.Day, text[8..10])) json.WriteString(name, text);
        else json.WriteString(name, Text(date));
    }

    public static void Month(this Utf8JsonWriter json, string name, YearMonth month)
    {
        Span<byte> text = stackalloc byte[10];
        if (TryMonth(month.Year, month.Month, text)) json.WriteString(name, text[..7]);
        else json.WriteString(name, Text(month));
    }

    // Nearly all dates are of years with four digits; they are written without a string for each. The others are the library's.
    static bool TryMonth(int year, int month, Span<byte> text)
    {
        (text[4], text[7]) = ((byte)'-', (byte)'-');
        return year is > 0 and <= 9999 && TryDigits(year, text[..4]) && TryDigits(month, text[5..7]);
    }

    static bool TryDigits(int number, Span<byte> text)
    {
        for (var i = text.Length - 1; i >= 0; i--, number /= 10) text[i] = (byte)('0' + number % 10);
        return number == 0;
    }

    public static void Date(this Utf8JsonWriter json, string name, LocalDate? date) { if (date is { } some) json.Date(name, some); else json.WriteNull(name); }
    /// <summary>An amount with the digits of its currency: 0.00 and not 0.</summary>
    public static void Amount(this Utf8JsonWriter json, string name, decimal amount, Currency currency) =>
        json.WriteNumber(name, amount + new decimal(0, 0, 0, false, (byte)currency.Digits));

    public static void Time(this Utf8JsonWriter json, string name, Instant instant) => json.WriteString(name, Text(instant));

    public static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);
    public static string Text(YearMonth month) => YearMonthPattern.Iso.Format(month);
    public static string Text(Instant instant)
    {
        // All facts of a batch bear one instant: it is put in words once a thread.
        if (LastInstant is not { } last || last.Instant != instant) LastInstant = last = (instant, InstantPattern.ExtendedIso.Format(instant));
        return last.Text;
    }

    [ThreadStatic] static (Instant Instant, string Text)? LastInstant;

    public static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The UTF-8 bytes of what <paramref name="write"/> writes.</summary>
    public static byte[] Bytes(Action<Utf8JsonWriter> write, bool indented = false) => Bytes(write, static (json, write) => write(json), indented);

    /// <summary>The same of what is to be written, by a function that remembers nothing: a close writes a hundred thousand facts.</summary>
    public static byte[] Bytes<T>(T what, Action<Utf8JsonWriter, T> write, bool indented = false)
    {
        // One writer and buffer a thread. Taken away meanwhile, so that writing within writing has its own.
        var (buffer, json) = Spare ?? (new ArrayBufferWriter<byte>(1024), new Utf8JsonWriter(Stream.Null, Plain));
        Spare = null;
        using var layout = indented ? new Utf8JsonWriter(buffer, Plain with { Indented = true }) : null;
        json.Reset(buffer);
        write(layout ?? json, what);
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

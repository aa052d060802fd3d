using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Headroom.Formats.Tables;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Formats.Focus;

/// <summary>A column of a FOCUS dataset: its id, and its value in a row.</summary>
sealed record FocusColumn<T>(string Id, Func<T, CsvCell> Of)
{
    /// <summary>A column of words that somebody chose.</summary>
    public static FocusColumn<T> Words(string id, Func<T, string?> of) => new(id, row => CsvCell.Words(of(row)));

    /// <summary>A column of codes, or of values that FOCUS allows.</summary>
    public static FocusColumn<T> Code(string id, Func<T, string?> of) => new(id, row => CsvCell.Of(of(row)));

    /// <summary>A column of decimals: plain digits, a point, a minus.</summary>
    public static FocusColumn<T> Number(string id, Func<T, decimal?> of) => new(id, row => CsvCell.Of(of(row)?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A column of instants, as 2026-05-01T05:00:00Z; parts of a second are cut off.</summary>
    public static FocusColumn<T> Time(string id, Func<T, Instant?> of) => new(id, row => CsvCell.Of(of(row) is { } instant ? InstantPattern.General.Format(instant) : null));
}

/// <summary>What the datasets have in common.</summary>
static class FocusTable
{
    /// <summary>Rows under the columns of a dataset.</summary>
    public static CsvTable Of<T>(string name, ImmutableArray<FocusColumn<T>> columns, IEnumerable<T> rows) =>
        new(name, [.. columns.Select(column => column.Id)], [.. rows.Select(row => columns.Select(column => column.Of(row)).ToImmutableArray())]);

    /// <summary>A JSON object as the text of a cell.</summary>
    public static string Object(Action<Utf8JsonWriter> fields) => Encoding.UTF8.GetString(Json.Bytes(json => json.Map(() => fields(json))));
}

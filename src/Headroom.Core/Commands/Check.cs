using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>The checks that several commands share; each gives a refusal or null.</summary>
static class Check
{
    public static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    public static Refusal? Opened(Book book) => book.Opened is not null ? null
        : new(RefusalCode.NotFound, "book", "The book has not been opened yet; its first fact says whose it is.");

    public static Refusal? Known<T>(IReadOnlyDictionary<Slug, T> known, Slug id, string field, string what) => known.ContainsKey(id) ? null
        : new Refusal(RefusalCode.NotFound, field, $"There is no {what} '{id}'{Nearest(known.Keys)}.");

    public static Refusal? New<T>(IReadOnlyDictionary<Slug, T> known, Slug id, string field, string what) => !known.ContainsKey(id) ? null
        : new Refusal(RefusalCode.AlreadyExists, field, $"There is a {what} '{id}' already; ids are never reused.");

    public static Refusal? Zone(string zone, string field) => Time.Calendar.In(zone) is not null ? null
        : new Refusal(RefusalCode.UnknownUnit, field, $"'{zone}' is not a time zone of the tz database, such as America/Chicago.");

    public static Refusal? Range(decimal value, decimal low, decimal high, string field, string unit) => value >= low && value <= high ? null
        : new Refusal(RefusalCode.OutOfRange, field,
            $"{value.ToString(CultureInfo.InvariantCulture)}{(unit.Length > 0 ? " " : "")}{unit} is outside {low.ToString(CultureInfo.InvariantCulture)} to {high.ToString(CultureInfo.InvariantCulture)}.");

    /// <summary>A closed contract takes nothing more.</summary>
    public static Refusal? Running(Contract contract) => !contract.IsClosed ? null
        : new(RefusalCode.ContractClosed, "contract", $"'{contract.Id}' is closed; nothing more is said under it.");

    /// <summary>A date that has not come cannot be recorded as having happened.</summary>
    public static Refusal? Happened(LocalDate date, LocalDate today, string field) => date <= today ? null
        : new Refusal(RefusalCode.InTheFuture, field, $"{Text(date)} has not come yet; today is {Text(today)}.");

    static string Nearest(IEnumerable<Slug> known) => known.Take(8).ToList() is { Count: > 0 } few ? $"; known are {string.Join(", ", few)}" : "";

    public static LocalDate Today(Contract contract, Instant now) => contract.Terms.Calendar.DateOf(now);
}

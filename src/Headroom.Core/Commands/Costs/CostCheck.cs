using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>The checks that the commands about costs share; each gives a refusal or null.</summary>
static class CostCheck
{
    /// <summary>What the cost is borne for must be known.</summary>
    public static Refusal? Home(Book book, CostHome home) => home.Kind switch
    {
        CostHomeKind.Block => Check.Known(book.Fleet.Blocks, home.Id, "block", "supply block"),
        CostHomeKind.Pool => Check.Known(book.Fleet.Pools, home.Id, "pool", "pool"),
        _ => Check.Known(book.Fleet.Sites, home.Id, "site", "site"),
    };

    /// <summary>An amount that was paid or received is not negative.</summary>
    public static Refusal? Amount(decimal amount, string field, Currency currency) => Check.Range(amount, 0, Money.Most, field, currency.Code);

    /// <summary>Runs of dates and of months end no earlier than they begin.</summary>
    public static Refusal? Run<T>(T from, T? through, string field, Func<T, string> text) where T : struct, IComparable<T> =>
        through is { } last && last.CompareTo(from) < 0
            ? new Refusal(RefusalCode.DatesUpsideDown, field, $"{text(last)} lies before {text(from)}, from which it holds; the last must be that or later.") : null;

    /// <summary>A month that has not passed has not been measured.</summary>
    public static Refusal? Over(YearMonth month, Book book, Instant now) => EndOf(month, book) <= now ? null
        : new Refusal(RefusalCode.InTheFuture, "month",
            $"{InvoiceLine.Month(month)} is not over; it is {book.Calendar.DateOf(now).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}.");

    /// <summary>The first instant after a month in the book's zone.</summary>
    public static Instant EndOf(YearMonth month, Book book) => book.Calendar.Of(month).End;

    /// <summary>A workload must have a recorded demand or a measured use; a customer that belongs to us is one.</summary>
    public static Refusal? Workload(Book book, Slug workload, string field)
    {
        var known = book.Demand.Keys.Concat(book.Outlays.Measured.Values.SelectMany(measured => measured.Own.Keys)).Concat(book.Acquired.Keys).ToHashSet();
        return known.Contains(workload) ? null : new(RefusalCode.NotFound, field,
            $"There is no workload '{workload}'{(known.Count > 0 ? $"; known are {string.Join(", ", known.Order().Take(8))}" : "; none has a recorded demand or a measured use")}.");
    }
}

using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>The run of months and the currency that a report on costs is asked for, on the command line and in requests alike.</summary>
public readonly record struct SpanQuery(MonthSpan Span, Currency Currency)
{
    /// <summary>Reads <c>from</c>, <c>to</c> and <c>currency</c>; by default the year to date through the last month that is over.</summary>
    public static SpanQuery Read(Fields input, Book book, LocalDate today) => new(Months(input, today), CurrencyOf(input, book));

    /// <summary>The months alone.</summary>
    public static MonthSpan Months(Fields input, LocalDate today)
    {
        YearMonth? first = input.Has("from") ? input.Month("from") : null;
        var to = input.Has("to") ? input.Month("to") : first is { } only && only > Last(today) ? only : Last(today);
        var from = first ?? new YearMonth(to.Year, 1);
        if (input.Faults.Count > 0) return new(from, from);
        var span = new MonthSpan(from, to);
        if (span.Count < 1) input.Fault("to", RefusalCode.DatesUpsideDown, $"{Json.Text(to)} lies before {Json.Text(from)}.");
        if (span.Count > MonthSpan.Most)
            input.Fault("to", RefusalCode.OutOfRange, $"{Json.Text(from)} to {Json.Text(to)} are {span.Count} months; at most {MonthSpan.Most} are reported at once.");
        return span;
    }

    static YearMonth Last(LocalDate today) => today.ToYearMonth().PlusMonths(-1);

    static Currency CurrencyOf(Fields input, Book book)
    {
        if (!input.Has("currency"))
        {
            if (Returns.CurrencyOf(book) is { } only) return only;
            input.Fault("currency", RefusalCode.Malformed,
                $"Costs are in {string.Join(", ", CostReport.CurrenciesOf(book))}; name one of them, since no rate between them is stated.");
            return Currency.Usd;
        }
        var code = input.Text("currency", 10);
        if (Currency.Of(code) is { } known) return known;
        input.Fault("currency", RefusalCode.UnknownUnit, $"'{Fields.Short(code)}' is not a currency that is known: {Currency.Codes}.");
        return Currency.Usd;
    }
}

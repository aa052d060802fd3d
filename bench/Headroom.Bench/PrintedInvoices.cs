using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Documents.Paper;
using Headroom.Documents.Printing;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// A thousand invoices printed as PDF through the Chromium of the machine, compared with a page that says one word, printed as often
/// by the same browser in the same run.
/// </summary>
public static class PrintedInvoices
{
    const int Count = 1000;

    static readonly Slug Owner = Slug.Of("owner");

    public static IEnumerable<Measure> Run()
    {
        var sheets = Sheets();
        var word = new Sheet("Word", "Word", Markup.Of($"<p>word</p>"), sheets[0].Date);
        var html = Measure.Seconds(1, () => { foreach (var sheet in sheets) sheet.Html(PaperSize.A4); });
        using var printer = Printer.Find(Environment.GetEnvironmentVariable("PATH"));
        Print(printer, sheets.Take(20));
        var trivial = Measure.Seconds(1, () => Print(printer, Enumerable.Repeat(word, Count)));
        var bytes = 0L;
        var invoices = Measure.Seconds(1, () => bytes = Print(printer, sheets));
        yield return new($"{Count} invoices as PDF / a page of one word as often", invoices / trivial, 0.5, 4,
            FormattableString.Invariant($"{invoices:0.0} s against {trivial:0.0} s, {bytes / Count >> 10} KiB each; as HTML {html:0.00} s"));
        yield return new($"{Count} invoices as PDF: seconds (target 120 on two cores)", invoices, 0, 120, "");
    }

    static long Print(Printer printer, IEnumerable<Sheet> sheets)
    {
        var bytes = 0L;
        Parallel.ForEachAsync(sheets, new ParallelOptions { MaxDegreeOfParallelism = Printer.PagesAtOnce + 1 }, async (sheet, cancel) =>
            Interlocked.Add(ref bytes, (await printer.Print(sheet, PaperSize.A4, cancel)).Length)).GetAwaiter().GetResult();
        return bytes;
    }

    /// <summary>Invoices of as many contracts, each with three charges and a step inside the month.</summary>
    static List<Sheet> Sheets()
    {
        var month = new YearMonth(2026, 6);
        var book = Enumerable.Range(0, Count)
            .Aggregate(Book.Empty with { Opened = new BookOpened(Owner, true, Calendar.Utc, Calendar.ZoneDataVersion) }, (book, i) => book.WithContract(Contract(i)));
        var witness = new Witness(book.Position, new string('0', 64));
        return [.. book.Contracts.Values.SelectMany(contract => Billing.Drafts(book, contract, month))
            .Select((draft, i) => InvoicePaper.Of(book, draft with { Number = FormattableString.Invariant($"INV-{i + 1:0000000}") }, party => PartyBlock.Of(party, null, null),
                witness).Sheet)];
    }

    static Contract Contract(int i)
    {
        var (from, through) = (new LocalDate(2026, 6, 1), new LocalDate(2029, 5, 31));
        ImmutableArray<Leg> legs =
        [
            new Monthly("fee", [new(from, 100_000m + i), new(from.PlusDays(14), 200_000m + i)], Proration.ActualDays),
            new Monthly("storage", [new(from, 4_000m)], Proration.ActualDays),
            new Once("set-up", from, 2_500m, "Cabling and acceptance tests, once."),
        ];
        var id = Slug.Of($"contract-{i}");
        return new(id, [new TermsVersion(from, new Terms(id, Owner, Slug.Of($"customer-{i % 50}"), Calendar.Utc, Currency.Usd, from, through, legs), null)]);
    }
}

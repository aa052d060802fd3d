using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Headroom.Core.Units;
using Headroom.Formats.Focus;
using Headroom.Formats.Tables;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Cli.Tests.Focus;

/// <summary>A dataset as a reader of its file has it: texts by column, nothing for what is not there.</summary>
sealed record FocusRows(string Dataset, IReadOnlyList<string> Columns, IReadOnlyList<FocusRow> Rows)
{
    public static FocusRows Read(string dataset, string text)
    {
        using var csv = CsvReader.Create(new StringReader(text), leaveOpen: false);
        csv.ReadHeader();
        var (columns, rows) = (csv.Headers.ToList(), new List<FocusRow>());
        while (csv.Read()) rows.Add(new(columns.ToDictionary(column => column, csv.GetString)));
        return new(dataset, columns, rows);
    }
}

/// <summary>One row.</summary>
sealed record FocusRow(IReadOnlyDictionary<string, string> Values)
{
    public string? this[string column] => Values.GetValueOrDefault(column) is { Length: > 0 } text ? text : null;

    public bool Has(string column) => this[column] is not null;

    public decimal Number(string column) => decimal.Parse(this[column]!, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    public JsonElement Json(string column) => JsonDocument.Parse(this[column]!).RootElement;
}

/// <summary>Every dataset of every customer and month of an example that was lived through to its end.</summary>
sealed class FocusBooks
{
    static readonly Dictionary<string, IReadOnlyList<FocusMonth>> Known = [];

    static readonly Dictionary<string, string> Until = new()
    { ["clauses"] = "2031-03-01", ["mixed-fleet"] = "2030-02-01", ["colossus"] = "2029-07-01", ["commercial"] = "2028-02-01", ["delivery"] = "2028-02-01", ["choices"] = "2027-02-01" };

    public static IReadOnlyList<FocusMonth> Of(string example)
    {
        lock (Known)
        {
            if (Known.TryGetValue(example, out var known)) return known;
            using var terminal = new Terminal();
            Assert.Equal("", terminal.Run("play", Path.Combine(AppContext.BaseDirectory, "examples", example), "--until", Until[example]).Error);
            using var keeper = new Bookkeeper(Journal.Journals.Open(terminal.Book, create: false), new StoppedClock());
            var book = keeper.CatchUp();
            var source = SourceOf(keeper);
            var months = new List<FocusMonth>();
            foreach (var customer in source.Customers)
                for (var month = book.Sold.Min(contract => contract.Versions[0].Terms.From)
                    .ToYearMonth(); month <= book.ClosedThrough!.Value.PlusMonths(1); month = month.PlusMonths(1))
                    months.Add(FocusMonth.Of(source, customer, month));
            return Known[example] = months;
        }
    }

    /// <summary>What the datasets of a book are made of.</summary>
    public static FocusBook SourceOf(Bookkeeper keeper) =>
        keeper.CatchUp() is var book ? new(book, keeper.Facts(0, book.Position), keeper.Now(book), party => keeper.NameOf(book, party)) : null!;
}

/// <summary>The four datasets of a customer and month, and what the book says its invoices come to.</summary>
sealed record FocusMonth(Slug Customer, YearMonth Month, FocusRows Periods, FocusRows Commitments, FocusRows Costs, FocusRows Details,
    IReadOnlyDictionary<string, decimal> Invoices)
{
    public IEnumerable<FocusRows> All => [Periods, Commitments, Costs, Details];

    public static FocusMonth Of(FocusBook source, Slug customer, YearMonth month)
    {
        var read = FocusExport.Datasets.ToDictionary(name => name, name =>
        {
            Assert.True(FocusExport.Of(source, name, customer, month).TryGet(out var table, out var refusal), refusal?.Says);
            return FocusRows.Read(name, CsvText.Of(table));
        });
        return new(customer, month, read["billing-period"], read["contract-commitment"], read["cost-and-usage"], read["invoice-detail"],
            source.Issued(customer, month).Where(invoice => !source.IsVoid(invoice)).ToDictionary(invoice => invoice.Number!, invoice => invoice.Total));
    }
}

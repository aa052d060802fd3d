using Headroom.Core.Units;
using Headroom.Formats.Focus;
using Headroom.Formats.Tables;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>What a customer's own programs take of what it is charged.</summary>
static class Exports
{
    public static void Map(Routes routes) =>
        routes.GetText("/v1/exports/focus/{dataset}", Tabular.Csv, $"What a customer is charged for a month as a FOCUS {FocusExport.Version} dataset", Focus,
        new Parameter("dataset", "string", $"One of {string.Join(", ", FocusExport.Datasets)}.", Required: true),
        new Parameter("customer", "string", "The party that pays.", Required: true), new Parameter("month", "string", "The billing period, such as 2026-07.", Required: true));

    static Answer Focus(Asked asked)
    {
        var (dataset, customer, month) = (asked.Input.Text("dataset", 60), asked.Input.Id("customer"), asked.Input.Month("month"));
        // Touched for the tag: what is drafted and not issued follows today.
        _ = asked.Today;
        if (asked.Input.Faults.Count > 0) return Answer.Text(CsvText.MediaType, () => "");
        var (keeper, book) = (asked.Desk.Keeper, asked.Book);
        var source = new FocusBook(book, keeper.Facts(0, book.Position), keeper.Now(book), party => keeper.NameOf(book, party));
        if (!FocusExport.Of(source, dataset, customer, month).TryGet(out var table, out var refusal)) return refusal;
        return Answer.Text(CsvText.MediaType, () => CsvText.Of(table));
    }
}

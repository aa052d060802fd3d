using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Focus;
using Headroom.Formats.Ledgers;
using Headroom.Formats.Tables;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>export ledger|focus</c>: the book's double entries for a plain-text accounting program, and what a customer is charged as FOCUS datasets.</summary>
static class ExportCommand
{
    public static Command Build(IClock clock) => Common.Group("export", "Give data to other programs.",
        Common.Of("ledger", "Print the double entries (invoices, payments, revenue) as a journal.", clock, Ledger,
            Common.Text("--format", "hledger (default), ledger or beancount."), Common.Position()),
        Common.Of("focus", $"Write what a customer is charged for a month as FOCUS {FocusExport.Version} datasets, one CSV file each.", clock, Focus,
            Common.Text("--customer", "The party that pays."), Common.Text("--month", "The billing period, such as 2026-07."),
            Common.Text("--dataset", $"Only this one: {string.Join(", ", FocusExport.Datasets)}."),
            Common.Text("--to", "The directory to write CUSTOMER-MONTH-DATASET.csv into; made if need be, files of these names are replaced."), Common.Position()));

    static int Ledger(Session session) => session.View((keeper, book) =>
    {
        var beancount = session.Input.WordOr("format", false, ("hledger", false), ("ledger", false), ("beancount", true));
        if (session.Faults.Count > 0) return Output.Refused;
        var entries = Core.Views.Ledger.Entries(keeper.Facts(0, book.Position)).ToList();
        return session.Output.Lines(beancount ? LedgerText.Beancount(entries) : LedgerText.Plain(entries));
    });

    static int Focus(Session session) => session.View((keeper, book) =>
    {
        var input = session.Input;
        var (customer, month, folder) = (input.Id("customer"), input.Month("month"), input.Text("to", 1000));
        var asked = input.Has("dataset") ? [input.Text("dataset", 60)] : FocusExport.Datasets;
        if (session.Faults.Count > 0) return Output.Refused;
        var source = new FocusBook(book, keeper.Facts(0, book.Position), keeper.Now(book), party => keeper.NameOf(book, party));
        var written = new List<(string File, CsvTable Table)>();
        foreach (var dataset in asked)
        {
            if (!FocusExport.Of(source, dataset, customer, month).TryGet(out var table, out var refusal)) return session.Output.Refuse([refusal]);
            written.Add((Path.Combine(folder, $"{customer}-{Json.Text(month)}-{dataset}.csv"), table));
        }
        Directory.CreateDirectory(folder);
        foreach (var (file, table) in written) File.WriteAllText(file, CsvText.Of(table));
        return session.Output.Print(json => json.Map(() => json.List("files", written, each => json.Map(() =>
        {
            json.WriteString("dataset", each.Table.Name);
            json.WriteString("file", each.File);
            json.WriteNumber("rows", each.Table.Rows.Length);
        }))), console =>
        {
            var table = Show.Table(console, $"FOCUS {FocusExport.Version} of {customer} for {Json.Text(month)}", "dataset", ">rows", "file");
            foreach (var (file, each) in written) table.Row(each.Name, Json.Text(each.Rows.Length), file);
            console.Write(table);
        });
    });
}

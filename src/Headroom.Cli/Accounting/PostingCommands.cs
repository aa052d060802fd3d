using System.CommandLine;
using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Ledgers;
using Headroom.Formats.Reports;
using Headroom.Journal.Keeping;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>postings map|preview|post|list|export</c>: what goes into the general ledger kept elsewhere.</summary>
static class PostingCommands
{
    public static Command Build(IClock clock) => Common.Group("postings", "What goes into the general ledger: by account map, in batches, each once.",
        Common.Of("map", "Say into which accounts, entities and dimensions postings go.", clock, Map, Common.Argument("file", "The account map in YAML or JSON."), Common.Key()),
        Common.Of("preview", "The lines of a month that are not in the general ledger yet.", clock, Preview, Month(), Common.Position()),
        Common.Of("post", "Hand what is not there yet of a closed month over in batches; again, and nothing is left to post.", clock, Post, Month(), Common.Key()),
        Common.Of("list", "The batches that went to the general ledger.", clock, List, Common.Position()),
        Common.Of("export", "A month's batches, or one, as journal lines with debit and credit; --csv and --json.", clock, Export, Month(),
            Common.Text("--batch", "Only this batch, such as GL-0000001."), Common.Position()));

    static Option<string?> Month() => Common.Text("--month", "The month, such as 2026-06. Default: the last closed.");

    static YearMonth? MonthOf(Session session, Book book) => session.Input.Has("month") ? session.Input.Month("month") : book.ClosedThrough;

    static Refusal NoMonth { get; } = new(RefusalCode.MonthOpen, "month", "No month is closed yet; what is not closed is not posted.");

    static int Map(Session session)
    {
        var read = TextFile.Read(session.Input.Text("file", 1000), AccountMapFormat.Read);
        if (read.Faults.Count > 0) return session.Output.Refuse(read.Faults);
        return session.Say(_ => new SetAccountMap(read.Value!), done => LoadCommands.Done(session, done.Last, $"The account map is kept at position {done.Last}."));
    }

    static int Post(Session session) => session.Say((keeper, book) =>
    {
        var month = MonthOf(session, book) ?? new YearMonth(Fields.Latest.Year, 12);
        return new PostToLedger(month, Entries(keeper, book), book.Position);
    }, done =>
    {
        using var keeper = session.Open();
        var batches = keeper.Facts(done.First - 1, done.Last).Select(fact => fact.Body).OfType<LedgerPosted>().Select(posted => posted.Batch).ToList();
        return session.Output.Print(json => json.Map(() =>
        {
            json.List("batches", batches, batch => json.Map(() => PostingJson.Batch(json, batch)));
            json.WriteNumber("position", done.Last);
        }), console => Batches(console, batches));
    });

    internal static ImmutableArray<LedgerEntry> Entries(Bookkeeper keeper, Book book) => [.. Ledger.Entries(keeper.Facts(0, book.Position))];

    static int Preview(Session session) => session.View((keeper, book) =>
    {
        var asked = MonthOf(session, book);
        if (session.Faults.Count > 0) return Output.Refused;
        if (asked is not { } month) return session.Output.Refuse([NoMonth]);
        if (MonthFacts.Of(keeper, book, month, out var facts) is { } open) return session.Output.Refuse([open]);
        if (GeneralLedger.ToPost(book.Closing, Ledger.Entries(facts.Facts), month, out var lines) is { } refusal) return session.Output.Refuse([refusal]);
        return session.Output.Print(json => json.Map(() =>
        {
            PostingJson.Postings(json, month, book.Closing.Batches.Where(batch => batch.Month == month), lines);
            json.WriteBoolean("supposed", facts.IsSupposed);
        }), console =>
        {
            if (facts.IsSupposed) console.WriteLine($"{Json.Text(month)} is not closed: this is what a close now would leave to post.");
            Lines(console, lines.IsEmpty ? $"Nothing of {Json.Text(month)} is left to post" : $"To post for {Json.Text(month)}", lines);
        });
    });

    static int List(Session session) => session.View((_, book) => session.Output.Print(
        json => json.Map(() => json.List("batches", book.Closing.Batches, batch => json.Map(() => PostingJson.Batch(json, batch)))),
        console => Batches(console, book.Closing.Batches)));

    static int Export(Session session) => session.View((_, book) =>
    {
        var only = session.Input.Has("batch") ? session.Input.Text("batch", 40) : null;
        var month = only is null ? MonthOf(session, book) : null;
        if (session.Faults.Count > 0) return Output.Refused;
        var batches = book.Closing.Batches.Where(batch => only is null ? batch.Month == month : batch.Id == only).ToList();
        if (batches.Count == 0)
            return session.Output.Refuse(
                [new Refusal(RefusalCode.NotFound, only is null ? "month" : "batch",
                    $"There is no batch {(only is null ? $"of {(month is { } asked ? Json.Text(asked) : "any month")}" : $"'{only}'")} yet; 'postings post' makes it.")]);
        return session.Output.Print(json => json.Map(() => PostingJson.Lines(json, batches)),
            console => { foreach (var batch in batches) Lines(console, $"{batch.Id}, {Json.Text(batch.Month)}", batch.Lines); });
    });

    static void Batches(IAnsiConsole console, IReadOnlyCollection<LedgerBatch> batches)
    {
        if (batches.Count == 0) { console.WriteLine("Nothing has been posted yet."); return; }
        var table = Show.Table(console, "Batches", "batch", "month", ">lines", ">debits = credits", "");
        foreach (var batch in batches)
            foreach (var (currency, debits) in batch.Debits) table.Row(batch.Id, Json.Text(batch.Month), Json.Text(batch.Lines.Length), Show.Money(debits), currency);
        console.Write(table);
    }

    static void Lines(IAnsiConsole console, string title, IReadOnlyCollection<LedgerLine> lines)
    {
        var table = Show.Table(console, title, "entity", "account", "dimensions", ">debit", ">credit", "", "for", "kind");
        foreach (var line in lines)
            table.Row(line.Key.Entity, line.Key.Account, line.Key.Dimensions, line.Amount > 0 ? Show.Money(line.Amount) : "", line.Amount < 0 ? Show.Money(-line.Amount) : "",
                line.Key.Currency,
                line.Key.For?.ToString() ?? "", line.Key.Kind is { } kind ? AccountWords.Of(kind) : "between entities");
        console.Write(table);
    }
}

using System.CommandLine;
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

/// <summary><c>trial-balance import|show</c>: what the general ledger says, against what our postings come to.</summary>
static class TrialBalanceCommands
{
    public static Command Build(IClock clock) => Common.Group("trial-balance", "What the general ledger says, against what our postings come to.",
        Common.Of("import", "Take a trial balance over (CSV: account,entity,balance,as_of and perhaps currency) and tie it out.", clock, Import,
            Common.Argument("file", "The trial balance."), Common.Text("--source", "Where it is from. Default: the file's name."),
            Common.Text("--currency", "The currency of rows that name none. Default: USD."), Common.Key()),
        Common.Of("show", "The last trial balance of a month's end tied out, account by account.", clock, Tie,
            Common.Text("--as-of", "The last day of a month. Default: the last there is."), Common.Position()));

    static int Import(Session session)
    {
        var (file, source, currency) = (session.Input.Text("file", 1000), session.Input.Has("source") ? session.Input.Text("source") : "",
            session.Input.Text("currency", "USD", 10));
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        if (!TextFile.Bytes(file, TrialBalanceCsv.MostBytes).Then(bytes => TrialBalanceCsv.Read(bytes, currency)).TryGet(out var read, out var fault))
            return session.Output.Refuse([fault]);
        return session.Say(_ => new ImportTrialBalance(read.AsOf, read.Rows, source.Length > 0 ? source : Path.GetFileName(file)), done =>
        {
            using var keeper = session.Open();
            var book = keeper.CatchUp();
            return Tied(session, keeper, book, book.Closing.TrialBalances[read.AsOf]);
        });
    }

    static int Tie(Session session) => session.View((keeper, book) =>
    {
        var asked = session.Input.DateOrNone("as-of") ?? (book.Closing.TrialBalances.IsEmpty ? null : book.Closing.TrialBalances.Keys.Last());
        if (session.Faults.Count > 0) return Output.Refused;
        return asked is { } date && book.Closing.TrialBalances.TryGetValue(date, out var theirs) ? Tied(session, keeper, book, theirs)
            : session.Output.Refuse([new Refusal(RefusalCode.NotFound, "as-of", $"There is no trial balance{(asked is { } at ? $" of {Json.Text(at)}" : "")} yet.")]);
    });

    static int Tied(Session session, Bookkeeper keeper, Book book, TrialBalance theirs)
    {
        if (TieOut.Of(book.Closing, PostingCommands.Entries(keeper, book), theirs, out var accounts) is { } refusal) return session.Output.Refuse([refusal]);
        return session.Output.Print(json => json.Map(() => { PostingJson.TieOuts(json, theirs, accounts); json.WriteNumber("position", book.Position); }), console =>
        {
            var table = Show.Table(console, $"Trial balance at {Json.Text(theirs.AsOf)} from {Show.Plain(theirs.Source)}", "entity", "account", ">general ledger", ">ours",
                ">difference", "", "why");
            foreach (var row in accounts)
                table.Row(row.Entity, row.Account, Show.Money(row.Theirs), Show.Money(row.Ours), Show.Money(row.Difference), row.Currency, string.Join("; ", row.Why));
            console.Write(table);
            var apart = accounts.Count(account => account.Difference != 0);
            console.WriteLine(apart == 0 ? $"It ties: {accounts.Length} accounts." : $"{apart} of {accounts.Length} accounts differ.");
            if (theirs.Others > 0) console.WriteLine($"{Show.Count(theirs.Others, "row")} of accounts that the account map does not name: not compared.");
        });
    }
}

using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Banking;
using Headroom.Formats.Reports;
using Headroom.Journal.Keeping;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>bank import FILE</c>: a bank statement with what its lines are proposed to be, recorded when asked for.</summary>
static class BankCommand
{
    public static Command Build(IClock clock) => Common.Group("bank", "Statements of our banks.",
        Common.Of("import",
            "Match a bank statement (ISO 20022 camt.053, or CSV) with open invoices. Nothing is recorded without --apply; what was recorded before is not recorded again.",
            clock, Import,
            Common.Argument("file", "The statement."), Common.Text("--format", "camt053 or csv. Default: as the file looks."),
            Common.Text("--apply", "certain: record what names its invoices and pays them to the cent; likely: also where there is one good reading.")));

    static int Import(Session session)
    {
        var (input, actor, why) = (session.Input, session.Actor, session.Why);
        var (file, name) = (input.Text("file", 1000), session.BookName);
        var isXml = input.WordOr<bool?>("format", null, ("camt053", true), ("csv", false));
        var through = input.WordOr<MatchGrade?>("apply", null, ("certain", MatchGrade.Certain), ("likely", MatchGrade.Likely));
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        if (!TextFile.Bytes(file, BankStatements.MostBytes).Then(bytes => BankStatements.Read(bytes, isXml)).TryGet(out var statement, out var fault))
            return session.Output.Refuse([fault]);
        using var keeper = session.Open();
        var book = keeper.CatchUp();
        if (book.Opened is null) return session.Output.Refuse([new Refusal(RefusalCode.NotFound, "book", $"The book '{name}' holds nothing; load a scenario first.")]);
        var import = new BankImport(keeper, statement);
        var entries = through is { } grade ? import.Apply(grade, actor, why, _ => null) : [.. import.Preview(book).Select(match => (match, (Refusal?)null))];
        var after = keeper.CatchUp();
        session.TellClock(book, after);
        var code = session.Output.Print(json => json.Map(() => { BankStatementJson.Write(json, statement, entries); json.WriteNumber("position", after.Position); }),
            console => Text(console, statement, entries, through));
        if (code == Output.Ok) session.Output.Witness(after.Position, () => Session.HeadAt(keeper, after.Position).Root);
        return code != Output.Ok ? code : entries.Any(entry => entry.Refusal is not null) ? Output.Found : Output.Ok;
    }

    static void Text(IAnsiConsole console, BankStatement statement, IReadOnlyList<(BankMatch Match, Refusal? Refusal)> entries, MatchGrade? through)
    {
        foreach (var balance in statement.Balances)
            console.WriteLine(Show.Plain(
                $"account {balance.Account}: opening {Show.Money(balance.Opening, Core.Units.Currency.Of(balance.Currency))} + booked {Show.Money(balance.Entries, Core.Units.Currency.Of(balance.Currency))} = closing {Show.Money(balance.Closing, Core.Units.Currency.Of(balance.Currency))} {balance.Currency}"));
        var table = Show.Table(console, "Lines", "line", "booked", ">amount", "", "match", "customer", "for", ">unapplied");
        foreach (var (match, _) in entries)
        {
            var currency = Core.Units.Currency.Of(match.Line.Currency);
            table.Row(match.Line.Place, Json.Text(match.Line.Booked), Show.Money(match.Line.Amount, currency), match.Line.Currency, BankStatementJson.Word(match.Grade),
                match.Customer?.ToString() ?? "",
                match.RefundOf is { } of
                ? $"refund of {of}" : match.ReturnOf is { } returned
                ? $"return of {returned}" : match.ReturnedRefundOf is { } back
                ? $"returned refund of {back}" : string.Join(", ", match.Pays.Select(part => $"{part.Invoice} {Show.Money(part.Amount, currency)}")),
                match.IsProposed ? Show.Money(match.Unapplied, currency) : "");
        }
        console.Write(table);
        foreach (var (match, refusal) in entries)
            Show.Line(console, Show.Plain(
                $"{match.Line.Place} {match.Reason}{(refusal is null ? "" : $"; refused: {refusal.Says}")}{(match.Line.Remittance.Length > 0 ? $" ({Short(match.Line.Remittance)})" : "")}"));
        if (statement.NotBooked > 0) console.WriteLine($"{statement.NotBooked} left out: not booked yet");
        console.WriteLine(string.Join(", ",
            entries.GroupBy(entry => entry.Match.Grade).OrderBy(group => group.Key).Select(group => $"{group.Count()} {BankStatementJson.Word(group.Key)}"))
            + (through is null ? "; nothing is recorded without --apply" : ""));
    }

    static string Short(string text) => text.Length <= 80 ? text : text[..77] + "...";
}

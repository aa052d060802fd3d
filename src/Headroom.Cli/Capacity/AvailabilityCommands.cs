using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Headroom.Metering.Conditions;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>availability show|state|import|agree</c>: what a contract's availability comes to by its table, and what the buyer measured.</summary>
static class AvailabilityCommands
{
    const int ListedAtMost = 40;

    public static System.CommandLine.Command Build(IClock clock) =>
        Common.Group("availability", "A contract's availability by the month: by the table it agreed, and as its buyer measured it.",
        Common.Of("show", "GPU-hours up, degraded, down and left out, the conditions behind them, the credit, and the buyer's figures beside ours.", clock, Show,
            Common.Argument("contract", "The contract's id."), Common.Text("--month", "The month, such as 2026-06."), Common.Position()),
        Common.Of("state", "Record what the buyer measured. Beyond the clause's tolerance it opens a dispute over the difference, with both evidences.", clock,
            session => session.Say(_ => new StateAvailability(session.Input.Id("contract"), ConditionFormat.Availability(session.Input)),
                done => LoadCommands.Done(session, done.Book.Position,
                    done.Last > done.First
                    ? $"The figures are recorded, and {done.Book.Receivables.Disputes.ById.Keys.Last()} is open over the difference." : "The figures are recorded.")),
            [Common.Argument("contract", "The contract's id."), .. Figures]),
        Common.Of("import", "Record what buyers measured from a CSV file, row by row. What is recorded just so is not said again; what cannot be recorded is listed and set aside.",
            clock, Import,
            Common.Argument("file", "CSV with the columns contract,clause,month,down-minutes,evidence and, where wanted, excluded-minutes."), Common.Key()),
        Common.Of("agree", "Record the figures that both sides agreed on: they hold, the dispute over them ends, and the next invoice carries the difference.", clock,
            session => session.Say(_ => new AgreeAvailability(session.Input.Id("contract"), ConditionFormat.Availability(session.Input)),
                done => LoadCommands.Done(session, done.Book.Position, "The figures are agreed.")),
            [Common.Argument("contract", "The contract's id."), .. Figures]));

    static Symbol[] Figures =>
    [
        Common.Text("--clause", "The availability clause."), Common.Text("--month", "The month, such as 2026-06."), Common.Text("--down-minutes", "Minutes down."),
        Common.Text("--excluded-minutes", "Minutes left out. Default: 0."), Common.Text("--evidence", "Where it was measured, or how it was agreed."), Common.Key(),
    ];

    static int Show(Session session) => session.View((keeper, book) =>
    {
        var (contract, month) = (session.Contract(book), session.Input.Month("month"));
        if (contract is null || session.Faults.Count > 0) return Output.Refused;
        var clauses = AvailabilityMonth.Of(contract, month, contract.Terms.Calendar.DateOf(keeper.Now(book)).PlusDays(-1)).ToList();
        return session.Output.Print(json => AvailabilityJson.Month(json, book, contract, month, clauses), console =>
        {
            if (clauses.Count == 0) console.WriteLine($"{contract.Id} promises no availability in {Json.Text(month)}.");
            foreach (var clause in clauses) Text(console, clause);
        });
    });

    static int Import(Session session)
    {
        var (file, key) = (session.Input.Text("file", 1000), session.Key);
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        if (!TextFile.Bytes(file, StatedFigures.MostBytes).Then(bytes => StatedFigures.Read(new MemoryStream(bytes))).TryGet(out var read, out var fault))
            return session.Output.Refuse([fault]);
        var (actor, why) = (session.Actor, session.Why);
        using var keeper = session.Open();
        var before = keeper.CatchUp();
        if (before.Opened is null) return session.Output.Refuse([new Refusal(RefusalCode.NotFound, "book", "The book holds nothing; load a scenario first.")]);
        var news = read.Record(keeper, actor, why,
            row => key is null ? null : new RequestKey($"cli/{key}/{row}", Journal.Digest.Of(System.Text.Encoding.UTF8.GetBytes(session.Input.Canonical))));
        session.TellClock(before, news.Book);
        var code = session.Output.Print(json => json.Map(() => news.Write(json)), console =>
        {
            console.WriteLine($"{news.Recorded.Length:#,##0} figures recorded, {news.Known:#,##0} known just so, {news.SetAside.Length:#,##0} set aside");
            foreach (var row in news.Recorded.Where(row => news.DisputeOf(row) is not null))
                Cli.Show.Line(console, $"{row.Contract}, '{row.Stated.Clause}' in {Json.Text(row.Stated.Month)}: {news.DisputeOf(row)} is open over the difference");
            foreach (var (place, refusal) in news.SetAside.Take(ListedAtMost)) Cli.Show.Line(console, Cli.Show.Plain($"{place} set aside: {refusal.Field}: {refusal.Says}"));
            if (news.SetAside.Length > ListedAtMost) console.WriteLine($"and {news.SetAside.Length - ListedAtMost} more; --json lists them all");
        });
        if (code == Output.Ok) session.Output.Witness(news.Book.Position, () => Session.HeadAt(keeper, news.Book.Position).Root);
        return code != Output.Ok ? code : news.SetAside.Length > 0 ? Output.Found : Output.Ok;
    }

    /// <summary>One clause's month as tables.</summary>
    internal static void Text(IAnsiConsole console, AvailabilityMonth month)
    {
        var currency = month.Contract.Terms.Currency.Code;
        var table = Cli.Show.Table(console, $"'{month.Clause.Name}' of {month.Contract.Id} in {Json.Text(month.Month)}, {month.Minutes} minutes", "", ">ours", ">the buyer's");
        string Minutes(decimal? minutes) => minutes is { } known ? Cli.Show.Money(known) : "nothing read";
        table.Row("minutes down", Minutes(month.Down), month.Theirs is null ? "" : Minutes(month.Theirs.Down));
        table.Row("minutes left out", Minutes(month.Excluded), month.Theirs is null ? "" : Minutes(month.Theirs.Excluded));
        table.Row("uptime", month.Uptime is { } uptime ? $"{uptime:0.0000%}" : "", "");
        table.Row($"credit, {currency}", Cli.Show.Money(month.Credit), month.TheirCredit is { } credit ? Cli.Show.Money(credit) : "");
        if (month.Hours is { } hours)
            foreach (var (name, value) in AvailabilityJson.Hours(hours)) table.Row($"GPU-hours {name}", Cli.Show.Money(value.Round(2)), "");
        console.Write(table);
        if (month.Said is { } said) Cli.Show.Line(console, Cli.Show.Plain($"The readings were said, and hold in place of what the table makes of conditions. Evidence: {said}"));
        if (month.Theirs is { } theirs)
            Cli.Show.Line(console,
                $"The buyer's figures differ by {Cli.Show.Money(month.Difference!.Value)} minutes{(month.IsBeyondTolerance ? ", more than the clause tolerates" : "")}{(theirs.Dispute is { } dispute ? $"; {dispute}" : "")}. Evidence: {theirs.Evidence}");
        if (month.Hours is { Conditions.Length: > 0 } judged) Conditions(console, judged);
    }

    /// <summary>The conditions that were judged.</summary>
    internal static void Conditions(IAnsiConsole console, NodeHours hours)
    {
        var table = Cli.Show.Table(console, "Conditions judged by the agreed table", "node", "condition", ">GPUs", "from", "to", "judged", "block", "id");
        foreach (var (condition, state) in hours.Conditions.Take(ListedAtMost))
            table.Row(condition.Node, condition.Code.ToString(), $"{condition.Gpus.Count}", Json.Text(condition.From), condition.End is { } end ? Json.Text(end) : "lasts",
                AvailabilityJson.Judged(state), condition.Stay?.Block.ToString() ?? "", condition.Id);
        console.Write(table);
        if (hours.Conditions.Length > ListedAtMost) console.WriteLine($"and {hours.Conditions.Length - ListedAtMost} more; --json lists them all");
    }
}

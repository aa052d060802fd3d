using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Headroom.Journal.Scenarios;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>play DIR --until DATE</c>: a whole life in a sandbox, month by month.</summary>
static class PlayCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("play", "Live a scenario through to a date: sign, deliver, close each month, pay; print what was sold, idle, billed, paid, earned and enforceable.",
        clock, session => Run(session, clock), Common.Argument("directory", "A directory with book.yaml, such as examples/colossus."),
        Common.Text("--until", "The date to live to, such as 2029-07-01."));

    static int Run(Session session, IClock clock)
    {
        var (directory, until, actor) = (session.Input.Text("directory", 1000), session.Input.Date("until"), session.Actor);
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        var read = Loader.Read(directory);
        if (read.Faults.Count > 0) return session.Output.Refuse(read.Faults);
        if (!read.Value!.Open.Sandbox)
            return session.Output.Refuse([new Refusal(RefusalCode.OutOfRange, "sandbox", "Only a sandbox can be played; set 'sandbox: true' and 'opens'.")]);
        // A life of its own in a folder that is gone afterwards, unless a book is named to keep it in.
        var kept = session.Input.Has("book");
        if (session.BookName is var _ && session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        var folder = kept ? session.BookName : Directory.CreateTempSubdirectory("headroom-play-").FullName;
        try
        {
            using var keeper = new Bookkeeper(Journals.Open(folder, create: true), clock);
            var loader = new Loader(keeper, directory, read.Value, actor);
            return Live(session, keeper, new Play(keeper, loader, read.Value, actor), until);
        }
        finally
        {
            if (!kept) Directory.Delete(folder, recursive: true);
        }
    }

    static int Live(Session session, Bookkeeper keeper, Play play, LocalDate until)
    {
        var months = new List<PlayedMonth>();
        var progress = session.Output.Progress("playing");
        foreach (var (month, refusal) in play.Until(until))
        {
            if (refusal is not null) return session.Output.Refuse([refusal]);
            months.Add(month!);
            progress(months.Count, Math.Max(months.Count + 1, 40));
        }
        progress(1, 1);
        var (book, verified) = (keeper.CatchUp(), keeper.Journal.Verify());
        var clean = verified is Verification.Clean;
        var printed = session.Output.Print(json => PlayJson.Write(json, book, months, clean), console => Text(console, book, months, verified));
        return clean ? printed : Output.Found;
    }

    static void Text(IAnsiConsole console, Book book, List<PlayedMonth> months, Verification verified)
    {
        var table = Show.Table(console, "Month by month (GPUs are means over the month)", "month", ">supply", ">sold", ">own", ">handover", ">idle", "", ">billed", ">paid",
            ">earned", ">enforceable", ">stated");
        foreach (var month in months)
            foreach (var (money, i) in month.Money.Select((money, i) => (money, i)))
                table.Row(i > 0 ? "" : Json.Text(month.Month), Gpus(i, month.Use.Sum(use => use.Supply)), Gpus(i, month.Use.Sum(use => use.Sold)),
                    Gpus(i, month.Use.Sum(use => use.Own)),
                    Gpus(i, month.Use.Sum(use => use.Handover)), Gpus(i, month.Use.Sum(use => use.Idle)), money.Currency.Code,
                    Show.Money(money.Billed), Show.Money(money.Paid), Show.Money(money.Earned), Show.Money(money.Enforceable), Show.Money(money.Stated));
        console.Write(table);
        foreach (var group in months.SelectMany(month => month.Money).GroupBy(money => money.Currency))
            console.WriteLine(
                $"total billed {Show.Money(group.Sum(money => money.Billed))} {group.Key}, paid {Show.Money(group.Sum(money => money.Paid))}, earned {Show.Money(group.Sum(money => money.Earned))}");
        console.WriteLine(verified is Verification.Clean clean ? $"journal verified: {clean.Head.Position} facts, root {clean.Head.Root}" : "journal NOT clean");
        TermsCommand.Assumptions(console, book);
    }

    static string Gpus(int row, decimal gpus) => row > 0 ? "" : Show.Gpus(gpus);
}

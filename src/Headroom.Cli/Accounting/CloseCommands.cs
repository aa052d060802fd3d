using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Formats.Scenarios;
using Headroom.Journal.Keeping;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>close reopen|steps|prepare|review|recognised</c>: what is said and seen of accounting months beside closing them.</summary>
static class CloseCommands
{
    public static Command Build(IClock clock) => Common.Group("close", "Closed months: opening them again, and what they recognised.",
        Common.Of("reopen", "Open the last closed month again, for a reason; what its close recognised is taken back until it is closed again.", clock, Reopen,
            Common.Argument("month", "The last closed month, such as 2026-06."), Common.Text("--reason", "Why; it stays in the journal."),
            Common.Text("--by", "Opaque id of who decided it. Default: the actor."), Common.Key()),
        Common.Of("steps", "The steps of a month's close as the policy wants them, and how far each is.", clock, Steps,
            Common.Text("--month", "The month, such as 2026-06. Default: the next to close."), Common.Position()),
        Step("prepare", "Record that a step of a month's close was done.", clock, (session, month, step) => ClosingSteps.Prepare(session.Input, month, step)),
        Step("review", "Record that a step was reviewed, by somebody else than its preparer.", clock, (session, month, step) => ClosingSteps.Review(session.Input, month, step)),
        Common.Of("recognised", "What a closed month recognised at its close, what was caught up of it since, and what is seen of it now.", clock, Recognised,
            Month(), Common.Position()));

    static Option<string?> Month() => Common.Text("--month", "The month, such as 2026-06. Default: the last closed.");

    static Command Step(string name, string says, IClock clock, Func<Session, YearMonth, Slug, Core.Commands.Command> command) => Common.Of(name, says, clock,
        session =>
        {
            var asked = command(session, session.Input.Month("month"), session.Input.Id("step"));
            return session.Say(_ => asked, done => LoadCommands.Done(session, done.Last, $"Recorded at position {done.Last}."));
        }, Common.Argument("step", "The step's id in the policy."), Common.Text("--month", "The month, such as 2026-06."), Common.Text("--by", "Opaque id of who did it."),
        Common.Text("--note", "What was looked at."), Common.Key());

    static int Steps(Session session) => session.View((_, book) =>
    {
        var asked = session.Input.Has("month") ? session.Input.Month("month") : book.FirstOpen;
        if (session.Faults.Count > 0) return Output.Refused;
        if (asked is not { } month) return session.Output.Refuse([MonthFacts.None]);
        return session.Output.Print(json => json.Map(() => PostingJson.Steps(json, book, month)), console =>
        {
            var steps = CloseChecklist.Of(book, month);
            if (steps.Length == 0) { console.WriteLine("The policy has no steps of a close."); return; }
            var table = Show.Table(console, $"Close of {Json.Text(month)}{(month <= book.ClosedThrough ? ", which is closed" : "")}", "step", "what", "when", "prepared by",
                "reviewed by", "missing", "the book shows");
            foreach (var step in steps)
                table.Row(step.Step.Id.ToString(), step.Step.Name, step.Step.IsAfterClose ? "after the close" : "before the close", step.Work?.Prepared.By.ToString() ?? "",
                    step.Work?.Reviewed?.By.ToString() ?? (step.Step.NeedsReview ? "" : "no review"), step.Missing, step.Seen);
            console.Write(table);
        });
    });

    static int Reopen(Session session)
    {
        var by = session.Input.Has("by") ? session.Input.Id("by") : session.Actor;
        var command = new ReopenMonth(session.Input.Month("month"), by, session.Input.Text("reason"));
        return session.Say(_ => command, done => session.Output.Print(json => json.Map(() =>
        {
            json.WriteString("month", Json.Text(command.Month));
            json.WriteNumber("position", done.Last);
        }), console => console.WriteLine($"{Json.Text(command.Month)} is open again: {command.Reason}")));
    }

    static int Recognised(Session session) => session.View((keeper, book) =>
    {
        var asked = session.Input.Has("month") ? session.Input.Month("month") : book.ClosedThrough;
        if (session.Faults.Count > 0) return Output.Refused;
        if (asked is not { } month || !(month <= book.ClosedThrough))
            return session.Output.Refuse(
                [new Refusal(RefusalCode.MonthOpen, "month",
                    $"{(asked is { } open ? $"{Json.Text(open)} is" : "No month is")} not closed{(book.ClosedThrough is { } last ? $"; months are closed through {Json.Text(last)}" : "")}.")]);
        var contracts = RecognisedMonth.Of(book, Ledger.Entries(keeper.Facts(0, book.Position)), month);
        return session.Output.Print(json => json.Map(() =>
        {
            json.WriteString("month", Json.Text(month));
            json.WriteNumber("position", book.Position);
            RollForwardJson.Recognised(json, contracts);
        }), console =>
        {
            var table = Show.Table(console, $"Revenue of {Json.Text(month)} at its close and now", "contract", ">at close", ">caught up since", "in", ">now", ">to catch up", "");
            foreach (var seen in contracts)
                table.Row(seen.Contract.ToString(), Show.Money(seen.AtClose), Show.Money(seen.CaughtUp.Sum(part => part.Amount)),
                    string.Join(", ", seen.CaughtUp.Select(part => Json.Text(part.In))),
                    Show.Money(seen.Now), Show.Money(seen.ToCatchUp), seen.Currency.Code);
            console.Write(table);
        });
    });
}

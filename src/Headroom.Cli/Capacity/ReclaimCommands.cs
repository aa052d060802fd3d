using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>reclaim ask|move|list|show</c>: capacity taken back under a clause, from the question until it is back.</summary>
static class ReclaimCommands
{
    public static Command Build(IClock clock) => Common.Group("reclaim", "Capacity taken back under a clause of a contract: asked, noticed, drained, back.",
        Common.Of("ask", "Ask for capacity back under a clause; nothing is said to the customer yet.", clock,
            session => session.Say((keeper, book) => new AskReclaim(ReclaimFormat.Case(session.Input, session.Input.Id("reclaim"), At(session, keeper.Now(book)))),
                done => ContractCommands.Signed(session, done)),
            Common.Argument("reclaim", "Its id."), Common.Text("--contract", "The contract."), Common.Text("--clause", "Its clause of reclaim."),
            Common.Text("--gpus", "How many."),
            Common.Text("--by", "The day on which they are needed."), Common.Text("--reason", "What for."),
            Common.Text("--blocks", "The blocks that are to come back, with commas between them; their moves then tell the rest."),
            Common.Text("--at", "The instant. Default: now."), Common.Key()),
        Common.Of("move", "Record that a reclaim reached a stage: noticed (which serves notice under the clause), drained, back or withdrawn.", clock,
            session => session.Say((keeper, book) => new MoveReclaim(session.Input.Id("reclaim"), ReclaimFormat.Move(session.Input, At(session, keeper.Now(book)))),
                done => ContractCommands.Signed(session, done)),
            Common.Argument("reclaim", "The reclaim's id."), Common.Argument("to", "The stage."), Common.Text("--from", "With noticed: the first day without the GPUs."),
            Common.Text("--evidence", "What shows it."),
            Common.Text("--at", "The instant. Default: now."), Common.Key()),
        Common.Of("list", "List reclaims with their stages.", clock, Listed, Common.Position()),
        Common.Of("show", "A reclaim: each stage as promised and as reached, and what it comes to.", clock, Shown, Common.Argument("reclaim", "The reclaim's id."),
            Common.Position()));

    static Instant At(Session session, Instant now) => session.Input.Has("at") ? session.Input.Instant("at") : now;

    static int Listed(Session session) => session.View((keeper, book) =>
    {
        var now = keeper.Now(book);
        return session.Output.Print(json => json.Map(() => ReclaimJson.List(json, book, book.Reclaims.Values, now)), console =>
        {
            var table = Show.Table(console, $"Reclaims at {Json.Text(now)}", "reclaim", "contract", ">GPUs", "needed by", "stage", "next", "promised", "", ">fees fall",
                ">compensation", "");
            foreach (var progress in book.Reclaims.Values.Select(reclaim => ReclaimProgress.Of(book, reclaim)))
                table.Row(progress.Case.Id.ToString(), progress.Case.Contract.ToString(), Show.Gpus(progress.Case.Gpus.Count), Json.Text(progress.Case.By),
                    ReclaimProgress.Word(progress.Stage),
                    progress.Next is { } next ? ReclaimProgress.Word(next.Stage) : "", progress.Next is { } due ? Json.Text(due.Promised) : "",
                    progress.IsOverdue(Today(book, progress.Case, now)) ? "overdue" : "",
                    Show.Money(progress.Fall), Show.Money(progress.Compensation), progress.Currency.Code);
            console.Write(table);
        });
    });

    static int Shown(Session session) => session.View((keeper, book) =>
    {
        var (id, now) = (session.Input.Id("reclaim"), keeper.Now(book));
        if (session.Faults.Count > 0) return Output.Refused;
        if (!book.Reclaims.TryGetValue(id, out var reclaim)) return session.Output.Refuse([new Refusal(RefusalCode.NotFound, "reclaim", $"There is no reclaim '{id}'.")]);
        var progress = ReclaimProgress.Of(book, reclaim);
        return session.Output.Print(json => json.Map(() => ReclaimJson.One(json, book, reclaim, now)), console =>
        {
            var table = Show.Table(console,
                $"{id}: {Show.Gpus(reclaim.Gpus.Count)} GPUs of {reclaim.Contract} under '{reclaim.Clause}', needed by {Json.Text(reclaim.By)}; {ReclaimProgress.Word(progress.Stage)} since {Json.Text(progress.Since)}", "stage", "promised", "reached", ">days late");
            foreach (var stage in progress.Stages)
                table.Row(ReclaimProgress.Word(stage.Stage), Json.Text(stage.Promised), stage.At is { } at ? Json.Text(Core.Time.Calendar.WholeSecond(at)) : "",
                    Period.DaysBetween(stage.Promised, stage.Reached ?? Today(book, reclaim, now)) is > 0 and var late ? $"{late}" : "");
            console.Write(table);
            Show.Line(console,
                $"as things stand, the fees of the term fall by {Show.Money(progress.Fall)} {progress.Currency.Code}; compensation {Show.Money(progress.Compensation)} {progress.Currency.Code}; agreed {ReclaimJson.OptIn(book.Contracts[reclaim.Contract], reclaim)}");
            Show.Line(console, $"for: {reclaim.Reason}{(reclaim.Blocks.Length > 0 ? $"; blocks {string.Join(", ", reclaim.Blocks)}" : "")}");
        });
    });

    static LocalDate Today(Book book, ReclaimCase reclaim, Instant now) => book.Contracts[reclaim.Contract].Terms.Calendar.DateOf(now);
}

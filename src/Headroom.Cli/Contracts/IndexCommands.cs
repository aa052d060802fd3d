using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>index publish|list</c>: the published values that fees follow.</summary>
static class IndexCommands
{
    public static Command Build(IClock clock) => Common.Group("index", "Published indices that fees follow.",
        Common.Of("publish", "Record what an index was published at for a month, or its revision.", clock, Publish, Common.Argument("index", "The index, as clauses name it."),
            Common.Text("--month", "The month it is of, such as 2026-07."), Common.Text("--value", "Its value in points."), Common.Text("--source", "Where it was published."),
            Common.Key()),
        Common.Of("list", "Every value known, the contracts that follow it, and what is missing for the next invoices.", clock, List, Common.At(), Common.Position()));

    static int Publish(Session session) => session.Say(_ => new PublishIndex(FactReader.Index(session.Input)),
        done => LoadCommands.Done(session, done.Book.Position, done.Replayed ? "The value had been recorded already." : $"The value is recorded at position {done.First}."));

    static int List(Session session) => session.View((keeper, book) =>
    {
        var at = session.Input.DateOrNone("at") ?? book.Calendar.DateOf(keeper.Now(book));
        if (session.Faults.Count > 0) return Output.Refused;
        var uses = IndexUse.Of(book, at, book.FirstOpen);
        return session.Output.Print(json => json.Map(() => IndexJson.Write(json, uses)), console =>
        {
            var values = Show.Table(console, "Indices", "index", "month", ">value");
            foreach (var use in uses)
                foreach (var (month, value) in use.Values) values.Row(use.Index, Json.Text(month), Json.Text(value));
            console.Write(values);
            var followers = Show.Table(console, "Followed by", "contract", "clause", "index", "next change", "looks at", "", "missing for the next invoice");
            foreach (var each in uses.SelectMany(use => use.Followers))
                followers.Row(each.Contract.ToString(), each.Clause.Name, each.Clause.Index, each.Next is { } next ? Json.Text(next.Date) : "",
                    each.Next is { } step ? Json.Text(step.Month) : "", each.Next is null ? "" : each.IsPublished ? "published" : "not published",
                    string.Join(", ", each.Missing.Select(month => Json.Text(month))));
            console.Write(followers);
        });
    });
}

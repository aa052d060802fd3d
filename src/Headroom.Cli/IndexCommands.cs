using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Formats;
using Headroom.Formats.Facts;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>index publish|list</c>: the published values that fees follow.</summary>
static class IndexCommands
{
    public static Command Build(IClock clock) => Common.Group("index", "Published indices that fees follow.",
        Common.Of("publish", "Record what an index was published at for a month, or its revision.", clock, Publish, Common.Argument("index", "The index, as clauses name it."),
            Common.Text("--month", "The month it is of, such as 2026-07."), Common.Text("--value", "Its value in points."), Common.Text("--source", "Where it was published."), Common.Key()),
        Common.Of("list", "Every value known.", clock, List, Common.Position()));

    static int Publish(Session session) => session.Say(_ => new PublishIndex(FactReader.Index(session.Input)),
        done => LoadCommands.Done(session, done.Book.Position, done.Replayed ? "The value had been recorded already." : $"The value is recorded at position {done.First}."));

    static int List(Session session) => session.View((_, book) =>
    {
        var values = book.Indices.OrderBy(each => each.Key.Index, StringComparer.Ordinal).ThenBy(each => each.Key.Month).ToList();
        return session.Output.Print(json => json.Map(() => json.List("indices", values, each => json.Map(() =>
        {
            json.WriteString("index", each.Key.Index);
            json.WriteString("month", Json.Text(each.Key.Month));
            json.WriteNumber("value", each.Value);
        }))), console =>
        {
            var table = Show.Table(console, "Indices", "index", "month", ">value");
            foreach (var each in values) table.Row(each.Key.Index, Json.Text(each.Key.Month), Json.Text(each.Value));
            console.Write(table);
        });
    });
}

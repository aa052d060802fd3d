using Headroom.Core.Commands;
using Headroom.Formats;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>The book as a whole and, in a sandbox, its clock.</summary>
static class Books
{
    public static void Map(Routes routes)
    {
        routes.Get("/v1/book", "Whose book it is, where it stands, and its root", Book);
        routes.Post("/v1/clock", "Lets time pass in a sandbox up to an instant", (_, body) => new MoveClock(body.Instant("to")),
            [new("to", "string", "The instant, such as 2026-08-01T00:00:00Z; not before the clock.", Required: true)]);
    }

    static Answer Book(Asked asked)
    {
        var (book, today) = (asked.Book, asked.Today);
        return Answer.Map(json =>
        {
            json.WriteString("owner", book.Owner.ToString());
            json.WriteString("zone", book.Calendar.Zone.Id);
            json.WriteString("zone-data", book.Opened!.ZoneData);
            json.WriteBoolean("sandbox", book.Opened.Sandbox);
            json.WriteNumber("position", book.Position);
            json.WriteString("root", asked.Shown.Head.Root.ToString());
            json.Time("recorded-at", book.RecordedAt);
            json.Date("today", today);
            if (book.ClosedThrough is { } closed) json.WriteString("closed-through", Json.Text(closed));
            else json.WriteNull("closed-through");
        });
    }
}

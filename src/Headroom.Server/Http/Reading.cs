using Headroom.Core.Units;
using Headroom.Formats;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Primitives;

namespace Headroom.Server.Http;

/// <summary>One request to see something: inputs, book, view, entity tag, reply.</summary>
sealed class Reading(Desk desk, Func<Asked, Answer> view)
{
    /// <summary>Whether it is about the journal, which takes no position and can be read before the book is opened.</summary>
    public bool OfJournal { get; init; }

    /// <summary>Whether it is about a document in the body; then the book plays no part and there is no entity tag.</summary>
    public bool OfDocument { get; init; }

    /// <summary>Whether its answer is JSON, of which a table can be had as CSV.</summary>
    public bool HasTables { get; init; }

    /// <summary>Whether the same address gives other forms of it, as the Accept header prefers.</summary>
    public bool HasForms { get; init; }

    public async Task<Reply> Answer(HttpContext http)
    {
        var faults = new List<Refusal>();
        var input = Inputs.Of(http, faults);
        if ((OfJournal || OfDocument ? desk.Now() : Shown(desk, input)) is not { } shown) return Problem.Of(faults);
        if (shown.Book.Opened is null && !OfJournal && !OfDocument)
            return Problem.Of(new Refusal(RefusalCode.NotFound, "book", "The book has not been opened at this position; its first fact says whose it is."));
        var csv = HasTables && Tabular.Wants(http.Request, input);
        var table = csv ? input.Text("table", "", 200) : "";
        var asked = new Asked(desk, shown, input) { IsCsv = csv, Gone = http.RequestAborted };
        var answer = view(asked);
        input.Done();
        if (faults.Count > 0) return Problem.Of(faults);
        if (csv && answer.Refusal is null) answer = answer.AsCsv(table, Subject(http));
        if (answer.Refusal is { } refusal) return Problem.Of(refusal);
        if (OfDocument) return new Reply(StatusCodes.Status200OK, answer.ContentType, answer.Body());
        // A document has the tag of its own bytes. In a real book the default date is the world's today: the same book then gives another answer on another day.
        var tag = answer.Tag is { } own ? $"\"{own}\"" : $"\"{shown.Tag}{(asked.DependsOnToday ? $"-{Json.Text(asked.Today)}" : "")}{(csv ? "-csv" : "")}\"";
        var reply = (Matches(http.Request.Headers.IfNoneMatch, tag)
            ? new Reply(StatusCodes.Status304NotModified, answer.ContentType, default)
            : new Reply(StatusCodes.Status200OK, answer.ContentType, answer.Printed is { } print ? await print() : answer.Body())).With("ETag", tag);
        foreach (var (name, value) in answer.Headers) reply = reply.With(name, value);
        return HasTables || HasForms ? reply.With("Vary", "Accept") : reply;
    }

    /// <summary>The book at the position asked for, or at the head; null with a fault when there is no such position.</summary>
    public static Shown? Shown(Desk desk, Fields input)
    {
        if (!input.Has("position")) return desk.Now();
        var position = input.Whole("position", 0, long.MaxValue, "(position)");
        if (input.Faults.Count > 0) return null;
        if (desk.At(position) is { } shown) return shown;
        input.Fault("position", RefusalCode.OutOfRange, $"The journal ends at {desk.Now().Head.Position}; it has no position {position} yet.");
        return null;
    }

    /// <summary>The last word of the address that names no single thing: <c>invoices</c> of <c>/v1/invoices/{invoice}</c>.</summary>
    static string Subject(HttpContext http) =>
        (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.PathSegments.SelectMany(segment => segment.Parts).OfType<RoutePatternLiteralPart>().LastOrDefault()?.Content ?? "";

    static bool Matches(StringValues header, string tag) =>
        header.SelectMany(line => (line ?? "").Split(',')).Any(each => each.Trim() is var known && (known == tag || known == $"W/{tag}" || known == "*"));
}

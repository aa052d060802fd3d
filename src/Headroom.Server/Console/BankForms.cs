using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Banking;
using Headroom.Formats.Reports;
using Headroom.Journal.Keeping;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>
/// The two forms of the bank page: a statement is handed in, and proposals that a person chose are recorded, by the same import as of the command line and
/// the API. Chosen is what was seen: if the book has moved since, nothing is recorded and the page is to be looked at again.
/// </summary>
static class BankForms
{
    /// <summary>The most bytes of a form that chooses lines of one page.</summary>
    const int MostFormBytes = 2048 + BankModel.MostRows * 16;

    public static void Map(IEndpointRouteBuilder site, Desk desk)
    {
        site.MapPost("/bank", (Delegate)((HttpContext http) => PostedFile.Read(http, "file", BankStatements.MostBytes, bytes => HandIn(bytes, desk)))).ExcludeFromDescription();
        site.MapPost("/bank/{statement}", (Delegate)((HttpContext http) => PostedForm.Read(http, fields => Record(Named(http), fields, desk), MostFormBytes)))
            .ExcludeFromDescription();
        site.MapGet("/bank/{statement}/lines.csv", (HttpContext http) => Table(Named(http), desk)).ExcludeFromDescription();
    }

    static string Named(HttpContext http) => http.Request.RouteValues["statement"]?.ToString() ?? "";

    static IResult HandIn(byte[] bytes, Desk desk) =>
        BankStatements.Read(bytes).TryGet(out _, out var fault) ? Results.LocalRedirect($"/bank/{desk.Statements.Put(bytes)}") : TroublePage.Of(Problem.Of(fault));

    static IResult Record(string name, Fields fields, Desk desk)
    {
        var (seen, why) = (fields.Whole("seen", 0, long.MaxValue, "(position)"), fields.WhyOrNone());
        var chosen = fields.Text("lines", "", MostFormBytes).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(place => int.TryParse(place, out var i) ? i : -1).ToHashSet();
        fields.Done();
        if (fields.Faults.Count > 0) return Results.Empty;
        var before = desk.Now().Book.Position;
        if (Refusal(chosen, seen, before) is { } refused) return TroublePage.Of(Problem.Of(refused));
        if (!BankModel.Statement(desk, name).TryGet(out var statement, out var gone)) return TroublePage.Of(Problem.Of(gone));
        var said = new BankImport(desk.Keeper, statement).Apply((_, place) => chosen.Contains(place), PostedForm.Actor, why, _ => null);
        var after = desk.Now().Book.Position;
        if (said.FirstOrDefault(entry => entry.Refusal is not null) is { Refusal: { } refusal } line)
            return TroublePage.Of(Problem.Of(refusal
                with
            { Says = $"{line.Match.Line.Place} was refused: {refusal.Says} {after - before} facts were recorded before and after it." }));
        return RecordedFacts.Shown($"/bank/{name}", before + 1, after);
    }

    static Refusal? Refusal(HashSet<int> chosen, long seen, long position) =>
        chosen.Count == 0 ? new(RefusalCode.Malformed, "lines", "No line was chosen; nothing is recorded.")
        : seen != position ? new Refusal(RefusalCode.Busy, "seen",
            $"The book has moved from position {seen} to {position} since these proposals were shown. Nothing is recorded; look at them again.").With("seen", seen)
        .With("position", position)
        : null;

    static IResult Table(string name, Desk desk)
    {
        if (!BankModel.Statement(desk, name).TryGet(out var statement, out var gone)) return TroublePage.Of(Problem.Of(gone));
        var matches = new BankImport(desk.Keeper, statement).Preview(desk.Now().Book);
        var table = Http.Answer.Map(json => BankStatementJson.Write(json, statement, [.. matches.Select(match => (match, (Refusal?)null))])).AsCsv("lines", "bank-statements");
        return new Reply(StatusCodes.Status200OK, table.ContentType, table.Body());
    }
}

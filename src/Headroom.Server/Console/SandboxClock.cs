using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Journal.Keeping;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>
/// The one form of the console: it lets time pass in a sandbox. Another site's page cannot send it (see <see cref="Guard"/>); a production
/// book refuses it, as it does everywhere.
/// </summary>
static class SandboxClock
{
    const string FormType = "application/x-www-form-urlencoded";

    const int MostFormBytes = 2048;

    static readonly Slug Actor = Slug.Of("console");

    public static void Map(IEndpointRouteBuilder site, Desk desk) =>
        site.MapPost("/clock", (Delegate)((HttpContext http) => Move(http, desk))).ExcludeFromDescription();

    static async Task<IResult> Move(HttpContext http, Desk desk)
    {
        if (Bodies.MediaType(http.Request) != FormType)
            return Problem.Other(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Content-Type", $"Send the form as {FormType}.");
        if (!(await Bodies.Read(http.Request, MostFormBytes)).TryGet(out var body, out var fault)) return TroublePage.Of(Problem.Of(fault));
        var faults = new List<Refusal>();
        var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body));
        var fields = Fields.Of(new MapNode("", 0, form.ToDictionary(field => field.Key, Node (field) => new TextNode(field.Key, 0, field.Value.ToString()))), faults);
        var (to, back) = (fields.Date("to"), fields.Text("back", "/", 500));
        fields.Done();
        if (faults.Count > 0) return TroublePage.Of(Problem.Of(faults));
        var moved = desk.Keeper.Execute(new MoveClock(desk.Now().Book.Calendar.StartOf(to)), Actor);
        return moved is Outcome.Refused refused ? TroublePage.Of(Problem.Of(refused.Refusal)) : Results.LocalRedirect(IsPage(back) ? back : "/");
    }

    // A page of this console, and nothing that a browser would take for another site.
    static bool IsPage(string path) => path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\') && !path.Any(char.IsControl);
}

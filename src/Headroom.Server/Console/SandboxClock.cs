using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Journal.Keeping;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>The form that lets time pass in a sandbox. A production book refuses it, as it does everywhere.</summary>
static class SandboxClock
{
    public static void Map(IEndpointRouteBuilder site, Desk desk) =>
        site.MapPost("/clock", (Delegate)((HttpContext http) => PostedForm.Read(http, fields => Move(fields, desk)))).ExcludeFromDescription();

    static IResult Move(Fields fields, Desk desk)
    {
        var (to, back) = (fields.Date("to"), fields.Text("back", "/", 500));
        fields.Done();
        if (fields.Faults.Count > 0) return Results.Empty;
        var moved = desk.Keeper.Execute(new MoveClock(desk.Now().Book.Calendar.StartOf(to)), PostedForm.Actor);
        return moved is Outcome.Refused refused ? TroublePage.Of(Problem.Of(refused.Refusal)) : Results.LocalRedirect(IsPage(back) ? back : "/");
    }

    // A page of this console, and nothing that a browser would take for another site.
    static bool IsPage(string path) => path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\') && !path.Any(char.IsControl);
}

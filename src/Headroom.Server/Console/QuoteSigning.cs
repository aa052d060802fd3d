using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Journal.Keeping;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>
/// The form that signs the version of a quote which a person has seen. Everything is checked again at the head of the book; a refusal is shown and nothing is written.
/// </summary>
static class QuoteSigning
{
    public static void Map(IEndpointRouteBuilder site, Desk desk) =>
        site.MapPost("/quotes/{quote}/sign",
            (Delegate)((HttpContext http) => PostedForm.Read(http, fields => Sign(http.Request.RouteValues["quote"]?.ToString() ?? "", fields, desk)))).ExcludeFromDescription();

    static IResult Sign(string id, Fields fields, Desk desk)
    {
        var (number, approved) = (DealFormat.Version(fields, "version"), DealFormat.ApprovalOrNone(fields));
        fields.Done();
        if (fields.Faults.Count > 0) return Results.Empty;
        if (Slug.TryParse(id) is not { } contract || !desk.Now().Book.Quotes.TryGetValue(contract, out var quote))
            return TroublePage.Of(Problem.Of(new Refusal(RefusalCode.NotFound, "quote", $"There is no quote '{id}'.")));
        return RecordedFacts.Say(desk, SignContract.Accepting(quote, number, approved), $"/contracts/{contract}");
    }
}

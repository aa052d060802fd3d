using Headroom.Formats;
using Microsoft.Net.Http.Headers;

namespace Headroom.Server.Http;

/// <summary>In which form one thing is given under one address: the one that the Accept header prefers (RFC 9110, section 12.5.1), JSON where it has no preference.</summary>
static class Forms
{
    /// <summary>What is offered, the first where several are liked alike.</summary>
    public static readonly string[] Offered = [Bodies.JsonType, Paper.Html, Paper.Pdf, Tabular.Csv];

    /// <summary>The media type to answer with; null when none of them is accepted.</summary>
    public static string? Preferred(HttpRequest request)
    {
        // Whoever asks for a format by its name in the query has chosen.
        if (request.Query.ContainsKey("format") || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || accepted.Count == 0) return Bodies.JsonType;
        var best = Offered.MaxBy(type => Quality(accepted, type))!;
        return Quality(accepted, best) > 0 ? best : null;
    }

    public static Reply NotAcceptable(HttpRequest request) => Problem.Other(StatusCodes.Status406NotAcceptable, "not-acceptable", "Accept",
        $"This is offered as {string.Join(", ", Offered)}, and not as '{Fields.Short(request.Headers.Accept.ToString())}'.");

    /// <summary>How much a type is liked, 0 for not at all: the range that is closest to it says so, text/html before text/*, that before */*.</summary>
    public static double Quality(IEnumerable<MediaTypeHeaderValue> accepted, string type)
    {
        var wanted = MediaTypeHeaderValue.Parse(type);
        return accepted.Where(wanted.IsSubsetOf).OrderBy(range => range.MatchesAllTypes).ThenBy(range => range.MatchesAllSubTypes).FirstOrDefault() is { } closest
            ? closest.Quality ?? 1 : 0;
    }
}

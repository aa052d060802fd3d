using System.Net;
using System.Text;
using System.Text.Json;
using Headroom.Documents.Printing;
using Headroom.Journal;
using Headroom.Schedulers;

namespace Headroom.Server.Http;

/// <summary>
/// The outermost layer: whatever goes wrong ends as a problem (or, for the console, as a page), never as an empty reply or a stack trace.
/// </summary>
sealed class Troubles(ILogger log)
{
    public async Task Invoke(HttpContext http, RequestDelegate next)
    {
        Reply? trouble;
        try
        {
            await next(http);
            trouble = http.Response.HasStarted || http.Response.ContentType is not null ? null : OfStatus(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return; // nobody is there to be told
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            trouble = Of(fault);
        }
        if (trouble is not null) await Shown(http, trouble).ExecuteAsync(http);
    }

    Reply Of(Exception fault)
    {
        switch (fault)
        {
            case JournalUnavailable:
                log.LogError("The journal cannot be used: {Message}", fault.Message);
                return Problem.Other(StatusCodes.Status503ServiceUnavailable, "journal-unavailable", "book", fault.Message).With("Retry-After", "5");
            case PrintingUnavailable:
                log.LogWarning("Nothing can be printed: {Message}", fault.Message);
                return Problem.Other(StatusCodes.Status503ServiceUnavailable, "printing-unavailable", "path", fault.Message);
            case SchedulerUnavailable:
                return Problem.Other(StatusCodes.Status503ServiceUnavailable, "scheduler-unavailable", "cluster", fault.Message).With("Retry-After", "5");
            case BadHttpRequestException bad:
                return Problem.Other(bad.StatusCode, "bad-request", "request", bad.Message);
            default:
                log.LogError(fault, "A request ended in a bug.");
                return Problem.Other(StatusCodes.Status500InternalServerError, "bug", "server",
                    "This is a bug in Headroom. Nothing is known to have been written; the server's log says more.");
        }
    }

    static Reply? OfStatus(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problem.Other(404, "not-found", "path", "There is nothing at this path."),
        StatusCodes.Status405MethodNotAllowed =>
            Problem.Other(405, "method-not-allowed", "method", $"{http.Request.Method} is not offered here; {http.Response.Headers.Allow} is."),
        _ => null,
    };

    /// <summary>People get a page, programs the problem itself.</summary>
    static Reply Shown(HttpContext http, Reply problem) =>
        http.Request.Path.StartsWithSegments("/v1") || http.Request.Path.StartsWithSegments("/openapi") ? problem : TroublePage.Of(problem);
}

/// <summary>A problem as a page.</summary>
static class TroublePage
{
    public static Reply Of(Reply problem)
    {
        using var parsed = JsonDocument.Parse(problem.Body);
        string Text(string name) => WebUtility.HtmlEncode(parsed.RootElement.GetProperty(name).ToString());
        return problem with
        {
            ContentType = "text/html; charset=utf-8",
            Body = Encoding.UTF8.GetBytes($"""
                <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Headroom</title><link rel="stylesheet" href="/console.css"><link rel="icon" href="/icon.svg" type="image/svg+xml"></head>
                <body><main class="trouble"><h1>{Text("title")}</h1><p>{Text("detail")}</p><p><a href="/">To the overview</a></p></main></body></html>
                """),
        };
    }
}

using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Reports;

namespace Headroom.Server.Http;

/// <summary>
/// Refusals and troubles as RFC 9457 problems. A refusal's type is <c>urn:headroom:refusal:</c> and its code; what has no code (a wrong
/// method, a broken machine) is <c>urn:headroom:problem:</c> and a word.
/// </summary>
static class Problem
{
    public const string ContentType = "application/problem+json; charset=utf-8";

    /// <summary>The problem of the first refusal, by precedence, with all of them listed when there are several.</summary>
    public static Reply Of(IReadOnlyList<Refusal> refusals)
    {
        var first = refusals.OrderBy(refusal => refusal.Code).First();
        var code = RefusalJson.Code(first.Code);
        return Reply(Status(first.Code), $"urn:headroom:refusal:{code}", code.Replace('-', ' '), first.Field, first.Says, json =>
        {
            json.WriteString("code", code);
            json.Map("numbers", () => { foreach (var (name, value) in first.Numbers) json.WriteString(name, value); });
            if (refusals.Count > 1) json.List("errors", refusals, refusal => RefusalJson.Write(json, refusal));
        });
    }

    public static Reply Of(Refusal refusal) => Of([refusal]);

    /// <summary>A problem that is no refusal of the book's.</summary>
    /// <param name="word">The last part of its type, such as <c>method-not-allowed</c>.</param>
    /// <param name="field">The part of the request at fault.</param>
    public static Reply Other(int status, string word, string field, string says) =>
        Reply(status, $"urn:headroom:problem:{word}", word.Replace('-', ' '), field, says, _ => { });

    /// <summary>The status of a refusal: the request's own faults, what is not there, what is there already, and broken rules.</summary>
    public static int Status(RefusalCode code) => code switch
    {
        RefusalCode.Malformed or RefusalCode.OutOfRange or RefusalCode.UnknownUnit => StatusCodes.Status400BadRequest,
        RefusalCode.NotFound => StatusCodes.Status404NotFound,
        RefusalCode.AlreadyExists or RefusalCode.KeyReused or RefusalCode.Busy => StatusCodes.Status409Conflict,
        RefusalCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    static Reply Reply(int status, string type, string title, string field, string says, Action<Utf8JsonWriter> more) =>
        new(status, ContentType, Json.Bytes(json => json.Map(() =>
        {
            json.WriteString("type", type);
            json.WriteString("title", title);
            json.WriteNumber("status", status);
            json.WriteString("detail", says);
            json.WriteString("field", field.Length > 0 ? field : "body");
            more(json);
        })));
}

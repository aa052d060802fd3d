using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>A form that a page of the console sent. Another site's page cannot send one (see <see cref="Guard"/>).</summary>
static class PostedForm
{
    const string FormType = "application/x-www-form-urlencoded";

    const int MostFormBytes = 2048;

    /// <summary>Who speaks through the console.</summary>
    public static Slug Actor { get; } = Slug.Of("console");

    /// <summary>
    /// Reads the form's fields and answers; what is wrong with them is shown as a page. A field that was left empty states nothing; one that stands several times states its texts
    /// with commas between.
    /// </summary>
    /// <param name="most">The most bytes of the form.</param>
    public static async Task<IResult> Read(HttpContext http, Func<Fields, IResult> answer, int most = MostFormBytes)
    {
        if (Bodies.MediaType(http.Request) != FormType)
            return Problem.Other(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Content-Type", $"Send the form as {FormType}.");
        if (!(await Bodies.Read(http.Request, most)).TryGet(out var body, out var fault)) return TroublePage.Of(Problem.Of(fault));
        var faults = new List<Refusal>();
        var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body));
        var fields = Fields.Of(new MapNode("", 0,
            form.Where(field => !string.IsNullOrEmpty(field.Value)).ToDictionary(field => field.Key, Node (field) => new TextNode(field.Key, 0, field.Value.ToString()))), faults);
        var result = answer(fields);
        return faults.Count > 0 ? TroublePage.Of(Problem.Of(faults)) : result;
    }
}

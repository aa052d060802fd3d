using System.Globalization;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Server.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Headroom.Server.Console;

/// <summary>A file that a form of the console sent (RFC 7578). It is held in memory alone.</summary>
static class PostedFile
{
    const string FormType = "multipart/form-data";

    /// <summary>What may stand around the file: boundaries and the headers of parts, in bytes.</summary>
    const int MostAround = 4096;

    /// <summary>The most parts of a form, and the most characters of its boundary.</summary>
    const int MostParts = 4, MostBoundary = 70;

    /// <summary>Reads the file and answers; what is wrong with it is shown as a page.</summary>
    /// <param name="name">The name of the form's input.</param>
    /// <param name="most">The most bytes of the file.</param>
    public static async Task<IResult> Read(HttpContext http, string name, int most, Func<byte[], IResult> answer)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || type.MediaType != FormType)
            return TroublePage.Of(Problem.Other(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Content-Type", $"Send the form as {FormType}."));
        if (!(await Bodies.Read(http.Request, most + MostAround)).TryGet(out var body, out var fault)) return TroublePage.Of(Problem.Of(fault));
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > MostBoundary) return TroublePage.Of(Problem.Of(Broken));
        var file = await Part(new MultipartReader(boundary, new MemoryStream(body)), name);
        if (!file.TryGet(out var bytes, out fault)) return TroublePage.Of(Problem.Of(fault));
        if (bytes.Length == 0) return TroublePage.Of(Problem.Of(new Refusal(RefusalCode.Malformed, name, "No file was chosen, or it is empty.")));
        return bytes.Length <= most ? answer(bytes)
            : TroublePage.Of(Problem.Of(
                new Refusal(RefusalCode.TooLarge, name, string.Create(CultureInfo.InvariantCulture, $"The file has {bytes.Length} bytes; at most {most} are accepted."))));
    }

    static Refusal Broken => new(RefusalCode.Malformed, "body", "The form's parts cannot be told apart.");

    static async Task<Parsed<byte[]>> Part(MultipartReader parts, string name)
    {
        try
        {
            for (var i = 0; i < MostParts && await parts.ReadNextSectionAsync() is { } part; i++)
            {
                if (part.GetContentDispositionHeader() is not { } stated || HeaderUtilities.RemoveQuotes(stated.Name) != name) continue;
                using var bytes = new MemoryStream();
                await part.Body.CopyToAsync(bytes);
                return bytes.ToArray();
            }
            return new Refusal(RefusalCode.Malformed, name, "The form has no such file.");
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            return Broken;
        }
    }
}

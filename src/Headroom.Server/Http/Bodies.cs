using System.Globalization;
using System.Text;
using Headroom.Core.Units;
using Headroom.Formats;

namespace Headroom.Server.Http;

/// <summary>Reads the bodies of requests, each up to its limit and no further.</summary>
static class Bodies
{
    /// <summary>The largest document, in bytes: 1 MiB.</summary>
    public const int MostDocumentBytes = 1 << 20;

    /// <summary>The largest CSV, in bytes as it is sent: 64 MiB.</summary>
    public const int MostCsvBytes = 64 << 20;

    public const string JsonType = "application/json", YamlType = "application/yaml", CsvType = "text/csv", GzipType = "application/gzip", XmlType = "application/xml",
        TextXmlType = "text/xml";

    /// <summary>How many bodies above the size of a document are held at once, and how long another one waits for its turn.</summary>
    const int MostLarge = 2;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    static readonly SemaphoreSlim Large = new(MostLarge);

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The media type without its parameters, in lower case; empty when none is stated.</summary>
    public static string MediaType(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>The whole body, or a refusal as soon as it is known to be larger than the limit.</summary>
    public static async Task<Parsed<byte[]>> Read(HttpRequest request, int most)
    {
        if (request.ContentLength > most) return TooLarge(most);
        if (most <= MostDocumentBytes) return await ReadAll(request, most);
        if (!await Large.WaitAsync(Patience, request.HttpContext.RequestAborted))
            return new Refusal(RefusalCode.Busy, "body", $"{MostLarge} large bodies are being received already. Try again.");
        try
        {
            return await ReadAll(request, most);
        }
        finally
        {
            Large.Release();
        }
    }

    static async Task<Parsed<byte[]>> ReadAll(HttpRequest request, int most)
    {
        using var body = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int read; (read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;)
        {
            if (body.Length + read > most) return TooLarge(most);
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    /// <summary>A JSON or YAML document.</summary>
    public static Parsed<Node> Document(byte[] body, string mediaType)
    {
        try
        {
            return mediaType == JsonType ? Node.FromJson(body) : Node.FromYaml(Strict.GetString(body));
        }
        // JSON can spell half of a character (\ud800), which no text may hold; the framework throws when such a text is asked for.
        catch (Exception fault) when (fault is DecoderFallbackException or InvalidOperationException)
        {
            return new Refusal(RefusalCode.Malformed, "body", "The document holds what is not Unicode text in UTF-8.");
        }
    }

    static Refusal TooLarge(int most) => new Refusal(RefusalCode.TooLarge, "body",
        string.Create(CultureInfo.InvariantCulture, $"The body has more than {most} bytes, which is the most that is accepted here.")).With("most_bytes", most);
}

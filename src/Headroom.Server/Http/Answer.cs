using System.Text;
using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Tables;

namespace Headroom.Server.Http;

/// <summary>What a view answers: a body that is made only when no fault was found in the request, or a refusal.</summary>
sealed record Answer
{
    Answer(string contentType, Func<byte[]> body, Refusal? refusal) => (ContentType, Body, Refusal) = (contentType, body, refusal);

    public string ContentType { get; }
    public Func<byte[]> Body { get; }
    public Refusal? Refusal { get; }

    /// <summary>How a body is made that takes its time, instead of <see cref="Body"/>.</summary>
    public Func<Task<byte[]>>? Printed { get; private init; }

    /// <summary>Headers beyond the content type.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    /// <summary>The entity tag of a body that may stay the same while the book goes on; null for that of the book's position.</summary>
    public string? Tag { get; private init; }

    public static Answer Json(Action<Utf8JsonWriter> write) => new(Reply.JsonType, () => Formats.Json.Bytes(write), null);
    public static Answer Map(Action<Utf8JsonWriter> fields) => Json(json => json.Map(() => fields(json)));

    /// <summary>JSON that also holds what is kept beside the journal, which may change while the book does not: its tag is that of its bytes.</summary>
    public static Answer Beside(Action<Utf8JsonWriter> write)
    {
        var body = Formats.Json.Bytes(write);
        return Made(body) with { Tag = Journal.Digest.Of(body).ToString() };
    }

    /// <summary>JSON that is made already.</summary>
    public static Answer Made(byte[] json) => new(Reply.JsonType, () => json, null);

    public static Answer Text(string contentType, Func<string> text) => new(contentType, () => Encoding.UTF8.GetBytes(text()), null);

    /// <summary>A document for people, under the name of a file.</summary>
    /// <param name="policy">What the browser that shows it may fetch.</param>
    /// <param name="tag">Its entity tag.</param>
    public static Answer Paper(string contentType, string name, string policy, string tag, Func<Task<byte[]>> print) =>
        new(contentType, () => [], null) { Printed = print, Tag = tag, Headers = [("Content-Disposition", $"inline; filename=\"{name}\""), ("Content-Security-Policy", policy)] };

    /// <summary>One table of a JSON answer as CSV: the one named, or the first; a refusal when it has none of that name.</summary>
    /// <param name="of">What the answer is of, as its address says.</param>
    public Answer AsCsv(string table, string of)
    {
        using var report = JsonDocument.Parse(Body());
        var tables = JsonTables.Of(report.RootElement, of);
        if (tables.FirstOrDefault(each => table.Length == 0 || each.Name == table) is { } chosen)
            return Text(CsvText.MediaType, () => CsvText.Of(chosen)) with { Tag = Tag is null ? null : $"{Tag}-csv" };
        return new Refusal(RefusalCode.NotFound, "table", $"This report has no table '{table}'; there are {string.Join(", ", tables.Select(each => each.Name))}.");
    }

    public static implicit operator Answer(Refusal refusal) => new("", () => [], refusal);
}

/// <summary>A finished reply: status, body and headers. Everything is computed before the first byte leaves.</summary>
sealed record Reply(int Status, string ContentType, ReadOnlyMemory<byte> Body) : IResult
{
    public const string JsonType = "application/json; charset=utf-8";

    /// <summary>Headers beyond the content type.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public Reply With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public Task ExecuteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        foreach (var (name, value) in Headers) http.Response.Headers[name] = value;
        if (Status == StatusCodes.Status304NotModified) return Task.CompletedTask;
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = Body.Length;
        return http.Response.Body.WriteAsync(Body, http.RequestAborted).AsTask();
    }
}

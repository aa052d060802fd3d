using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Headroom.Schedulers.Kueue;

/// <summary>The few requests to a Kubernetes API that quotas need: lists, and server-side apply.</summary>
sealed class KubernetesApi(HttpMessageInvoker http, KueueSettings settings)
{
    const int MostBytes = 64 << 20, OfOnePage = 500, MostPages = 100;

    /// <summary>What a path answers; null when there is no such thing there, or it is not for us.</summary>
    public async Task<JsonDocument?> Get(string path, CancellationToken stop)
    {
        var (status, body) = await Send(HttpMethod.Get, path, null, stop);
        return status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden ? null : status == HttpStatusCode.OK ? Parsed(body, path) : throw Refused(status, body, path);
    }

    /// <summary>All items of a list, page by page; null when there is no such list, or it is not for us.</summary>
    public async Task<List<JsonElement>?> List(string path, CancellationToken stop)
    {
        var (items, next) = (new List<JsonElement>(), "");
        for (var page = 0; page < MostPages; page++)
        {
            using var answer = await Get($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={OfOnePage}{(next.Length > 0 ? $"&continue={Uri.EscapeDataString(next)}" : "")}", stop);
            if (answer is null) return null;
            if (answer.RootElement.TryGetProperty("items", out var list) && list.ValueKind == JsonValueKind.Array) items.AddRange(list.EnumerateArray().Select(item => item.Clone()));
            next = KueueObjects.Text(answer.RootElement, "metadata", "continue");
            if (next.Length == 0) return items;
        }
        throw new SchedulerUnavailable($"The list {path} has more than {MostPages * OfOnePage} items.");
    }

    /// <summary>Applies a document: its fields become ours and as it says, and what others own stays.</summary>
    public async Task Apply(string path, string document, CancellationToken stop)
    {
        var content = new StringContent(document, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/apply-patch+yaml");
        var (status, body) = await Send(HttpMethod.Patch, $"{path}?fieldManager={KueueSettings.Manager}&force=true", content, stop);
        if (status is not (HttpStatusCode.OK or HttpStatusCode.Created)) throw Refused(status, body, path);
    }

    async Task<(HttpStatusCode Status, byte[] Body)> Send(HttpMethod method, string path, HttpContent? content, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, new Uri(settings.Server, path)) { Content = content };
        if (settings.TokenFile is { } file) request.Headers.Authorization = new("Bearer", (await Token(file, stop)).Trim());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(settings.Timeout.ToTimeSpan());
        try
        {
            using var reply = await http.SendAsync(request, limit.Token);
            var body = await reply.Content.ReadAsByteArrayAsync(limit.Token);
            return body.Length <= MostBytes ? (reply.StatusCode, body) : throw new SchedulerUnavailable($"The answer of {path} has more than {MostBytes} bytes.");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new SchedulerUnavailable($"{settings.Server} did not answer within {settings.Timeout.TotalSeconds:0} seconds.") { IsSilent = true };
        }
        catch (HttpRequestException fault) { throw new SchedulerUnavailable($"{settings.Server} does not answer: {fault.Message}"); }
    }

    static async Task<string> Token(string file, CancellationToken stop)
    {
        try { return await File.ReadAllTextAsync(file, stop); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { throw new SchedulerUnavailable($"The token cannot be read: {fault.Message}"); }
    }

    static JsonDocument Parsed(byte[] body, string path)
    {
        try { return JsonDocument.Parse(body); }
        catch (JsonException fault) { throw new SchedulerUnavailable($"The answer of {path} is not JSON: {fault.Message}"); }
    }

    // The server's own words are the best a person can get; they are cut, since a page of HTML may be among them.
    static SchedulerUnavailable Refused(HttpStatusCode status, byte[] body, string path)
    {
        var says = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 2000)));
        try
        {
            using var document = JsonDocument.Parse(body);
            says = KueueObjects.Text(document.RootElement, "message");
        }
        catch (JsonException) { }
        return new SchedulerUnavailable($"{path} answered {(int)status}: {string.Concat(says.Take(500).Select(letter => char.IsControl(letter) ? ' ' : letter))}");
    }
}

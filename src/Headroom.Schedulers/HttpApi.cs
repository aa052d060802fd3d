using System.Net;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace Headroom.Schedulers;

/// <summary>Requests to a server of JSON, each within a time; what does not answer, or not so that it can be understood, is a scheduler that is unavailable.</summary>
/// <param name="server">The server's address, ending in a slash.</param>
/// <param name="token">Gives the bearer token, asked for every request since tokens expire; null where none is needed.</param>
/// <param name="timeout">How long one request may take.</param>
sealed class HttpApi(HttpMessageInvoker http, Uri server, Func<CancellationToken, Task<string>>? token, Duration timeout)
{
    const int MostBytes = 64 << 20;

    /// <summary>The answer to a request.</summary>
    /// <param name="match">The entity tag that the resource must still have; null for any.</param>
    public async Task<(HttpStatusCode Status, byte[] Body)> Send(HttpMethod method, string path, HttpContent? content, CancellationToken stop, string? match = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(server, path)) { Content = content };
        if (token is not null) request.Headers.Authorization = new("Bearer", (await token(stop)).Trim());
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout.ToTimeSpan());
        try
        {
            using var reply = await http.SendAsync(request, limit.Token);
            await reply.Content.LoadIntoBufferAsync(MostBytes, limit.Token);
            return (reply.StatusCode, await reply.Content.ReadAsByteArrayAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new SchedulerUnavailable($"{server} did not answer within {timeout.TotalSeconds:0} seconds.") { IsSilent = true };
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new SchedulerUnavailable(
            $"The answer of {path} has more than {MostBytes} bytes.");
        }
        catch (HttpRequestException fault) { throw new SchedulerUnavailable($"{server} does not answer: {fault.Message}"); }
    }

    /// <summary>A token that a file holds.</summary>
    public static async Task<string> TokenIn(string file, CancellationToken stop)
    {
        try { return await File.ReadAllTextAsync(file, stop); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { throw new SchedulerUnavailable($"The token cannot be read: {fault.Message}"); }
    }

    /// <summary>The answer as JSON.</summary>
    public static JsonDocument Parsed(byte[] body, string path)
    {
        try { return JsonDocument.Parse(body); }
        catch (JsonException fault) { throw new SchedulerUnavailable($"The answer of {path} is not JSON: {fault.Message}"); }
    }

    /// <summary>A text inside of JSON by the names that lead to it; empty when there is none.</summary>
    public static string Text(JsonElement within, params string[] path)
    {
        foreach (var name in path)
            if (within.ValueKind != JsonValueKind.Object || !within.TryGetProperty(name, out within)) return "";
        return within.ValueKind switch { JsonValueKind.String => within.GetString() ?? "", JsonValueKind.Number => within.GetRawText(), _ => "" };
    }

    /// <summary>A refusal in the server's own words, the best that a person can get; they are cut, since a page of HTML may be among them.</summary>
    /// <param name="words">The names that lead to the words in the answer.</param>
    public static SchedulerUnavailable Refused(HttpStatusCode status, byte[] body, string path, params string[] words)
    {
        var says = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 2000)));
        try
        {
            using var document = JsonDocument.Parse(body);
            says = Text(document.RootElement, words);
        }
        catch (JsonException) { }
        return new SchedulerUnavailable($"{path} answered {(int)status}: {string.Concat(says.Take(500).Select(letter => char.IsControl(letter) ? ' ' : letter))}");
    }
}

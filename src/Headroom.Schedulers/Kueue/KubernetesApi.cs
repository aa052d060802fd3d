using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Headroom.Schedulers.Kueue;

/// <summary>The few requests to a Kubernetes API that quotas need: lists, and server-side apply.</summary>
sealed class KubernetesApi(HttpMessageInvoker http, KueueSettings settings)
{
    const int OfOnePage = 500, MostPages = 100;

    readonly HttpApi _api = new(http, settings.Server, settings.TokenFile is { } file ? stop => HttpApi.TokenIn(file, stop) : null, settings.Timeout);

    /// <summary>What a path answers; null when there is no such thing there, or it is not for us.</summary>
    public async Task<JsonDocument?> Get(string path, CancellationToken stop)
    {
        var (status, body) = await _api.Send(HttpMethod.Get, path, null, stop);
        return status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden ? null
            : status == HttpStatusCode.OK ? HttpApi.Parsed(body, path) : throw HttpApi.Refused(status, body, path, "message");
    }

    /// <summary>All items of a list, page by page; null when there is no such list, or it is not for us.</summary>
    public async Task<List<JsonElement>?> List(string path, CancellationToken stop)
    {
        var (items, next) = (new List<JsonElement>(), "");
        for (var page = 0; page < MostPages; page++)
        {
            using var answer = await Get(
                $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={OfOnePage}{(next.Length > 0 ? $"&continue={Uri.EscapeDataString(next)}" : "")}", stop);
            if (answer is null) return null;
            if (answer.RootElement.TryGetProperty("items", out var list) && list.ValueKind == JsonValueKind.Array)
                items.AddRange(list.EnumerateArray().Select(item => item.Clone()));
            next = HttpApi.Text(answer.RootElement, "metadata", "continue");
            if (next.Length == 0) return items;
        }
        throw new SchedulerUnavailable($"The list {path} has more than {MostPages * OfOnePage} items.");
    }

    /// <summary>Applies a document: its fields become ours and as it says, and what others own stays.</summary>
    public async Task Apply(string path, string document, CancellationToken stop)
    {
        var content = new StringContent(document, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/apply-patch+yaml");
        var (status, body) = await _api.Send(HttpMethod.Patch, $"{path}?fieldManager={KueueSettings.Manager}&force=true", content, stop);
        if (status is not (HttpStatusCode.OK or HttpStatusCode.Created)) throw HttpApi.Refused(status, body, path, "message");
    }
}

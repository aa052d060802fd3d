using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Headroom.Schedulers.Tests.Kueue;

/// <summary>
/// A Kubernetes API in this process that knows Kueue's resources and nodes: lists by pages, and server-side apply with owners of fields, as far as quotas need it. Documents are
/// checked against Kueue's own schemas where these are on the machine.
/// </summary>
sealed class FakeKubernetes(string version = "v1beta2") : HttpMessageHandler
{
    const string Group = "/apis/kueue.x-k8s.io";

    readonly Dictionary<(string Path, string Manager), JsonObject> _applied = [];

    public SortedDictionary<string, JsonObject> Objects { get; } = new(StringComparer.Ordinal);

    public int Writes { get; private set; }

    public bool IsDown { get; set; }

    /// <summary>Whether the next write is made and its answer lost.</summary>
    public bool LosesAnswer { get; set; }

    public JsonObject Of(string plural, string name) => Objects[$"{Group}/{version}/{plural}/{name}"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        if (IsDown) throw new HttpRequestException("connection refused");
        var path = request.RequestUri!.AbsolutePath.Replace("//", "/", StringComparison.Ordinal);
        if (request.Method == HttpMethod.Patch) return Applied(path, request, await request.Content!.ReadAsStringAsync(cancel));
        if (path == Group)
            return Answer(HttpStatusCode.OK,
                new JsonObject { ["versions"] = new JsonArray(new JsonObject { ["version"] = "v1alpha1" }, new JsonObject { ["version"] = version }) });
        if (path == "/api/v1/nodes") return Answer(HttpStatusCode.OK, Nodes(Query(request, "labelSelector")));
        return path.StartsWith($"{Group}/{version}/", StringComparison.Ordinal) ? Answer(HttpStatusCode.OK, Page(path, Query(request, "continue")))
            : Answer(HttpStatusCode.NotFound, new JsonObject { ["message"] = "the server could not find the requested resource" });
    }

    // A page of two, so that a list of three takes two requests.
    JsonObject Page(string path, string after)
    {
        var all = Objects.Where(each => each.Key.StartsWith(path + "/", StringComparison.Ordinal) && string.CompareOrdinal(each.Key, after) > 0).ToList();
        var metadata = new JsonObject();
        if (all.Count > 2) metadata["continue"] = all[1].Key;
        return new JsonObject { ["metadata"] = metadata, ["items"] = new JsonArray([.. all.Take(2).Select(each => each.Value.DeepClone())]) };
    }

    // Eight nodes of eight GPUs.
    static JsonObject Nodes(string selector) => new()
    {
        ["items"] = selector is "gpu=h100" or ""
        ? new JsonArray([.. Enumerable.Range(0, 8)
            .Select(_ => (JsonNode)new JsonObject { ["status"] = new JsonObject { ["allocatable"] = new JsonObject { ["nvidia.com/gpu"] = "8" } } })]) : [],
    };

    HttpResponseMessage Applied(string path, HttpRequestMessage request, string body)
    {
        var manager = Query(request, "fieldManager");
        if (request.Content!.Headers.ContentType?.MediaType != "application/apply-patch+yaml" || manager.Length == 0 || Query(request, "force") != "true")
            return Answer(HttpStatusCode.UnsupportedMediaType, new JsonObject { ["message"] = "this is no forced server-side apply" });
        var document = JsonNode.Parse(body)!.AsObject();
        if (document["apiVersion"]?.ToString() != $"kueue.x-k8s.io/{version}" || document["metadata"]?["name"]?.ToString() != path.Split('/')[^1])
            return Answer(HttpStatusCode.BadRequest, new JsonObject { ["message"] = "the document is not of this address" });
        if (KueueSchemas.Faults(document).ToList() is { Count: > 0 } faults)
            return Answer(HttpStatusCode.UnprocessableEntity, new JsonObject { ["message"] = string.Join("; ", faults) });
        var kept = Objects.TryGetValue(path, out var known) ? known : Objects[path] = [];
        if (_applied.TryGetValue((path, manager), out var before)) Remove(kept, before, document);
        Merge(kept, document);
        _applied[(path, manager)] = document;
        Writes++;
        if (!LosesAnswer) return Answer(HttpStatusCode.OK, (JsonObject)kept.DeepClone());
        LosesAnswer = false;
        throw new HttpRequestException("the connection was reset");
    }

    static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from)
            if (value is JsonObject map && into[name] is JsonObject there) Merge(there, map);
            else into[name] = value?.DeepClone();
    }

    // What a manager applied before and no longer does is gone.
    static void Remove(JsonObject from, JsonObject before, JsonObject now)
    {
        foreach (var (name, value) in before)
            if (!now.ContainsKey(name)) from.Remove(name);
            else if (value is JsonObject map && now[name] is JsonObject kept && from[name] is JsonObject there) Remove(there, map, kept);
    }

    static string Query(HttpRequestMessage request, string name) => request.RequestUri!.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2))
        .Where(pair => pair[0] == name).Select(pair => Uri.UnescapeDataString(pair[1])).FirstOrDefault("");

    static HttpResponseMessage Answer(HttpStatusCode status, JsonObject body) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}

using System.Net;
using System.Text;
using System.Text.Json;
using Headroom.Formats;
using Headroom.Schedulers.State;

namespace Headroom.Schedulers.Dedicated;

/// <summary>The requests to the agent of a site's blocks (docs/formats/block-agent.md): its inventory, and a change of hands.</summary>
sealed class BlockAgent(HttpMessageInvoker http, DedicatedSettings settings)
{
    const int MostPages = 1_000;

    static readonly string[] Words = ["error", "message"];

    readonly HttpApi _api = new(http, settings.Agent, Token(settings), settings.Timeout);

    /// <summary>Who speaks.</summary>
    public async Task<string> Name(CancellationToken stop)
    {
        using var root = await Get("v1", stop);
        return HttpApi.Text(root.RootElement, "ContractVersion") is "1" ? HttpApi.Text(root.RootElement, "Name")
            : throw new SchedulerUnavailable(
                $"{settings.Agent} speaks version '{HttpApi.Text(root.RootElement, "ContractVersion")}' of the contract of block agents; version 1 is needed.");
    }

    /// <summary>Every block, page by page.</summary>
    public async Task<IReadOnlyList<BlockSeen>> Blocks(CancellationToken stop)
    {
        var (blocks, path) = (new List<BlockSeen>(), "v1/Blocks");
        for (var page = 0; page < MostPages; page++)
        {
            using var answer = await Get(path, stop);
            if (answer.RootElement.TryGetProperty("Members", out var members) && members.ValueKind == JsonValueKind.Array)
                blocks.AddRange(members.EnumerateArray().Select(BlockReading.Of));
            path = HttpApi.Text(answer.RootElement, "Members@odata.nextLink").TrimStart('/');
            if (path.Length == 0) return blocks;
        }
        throw new SchedulerUnavailable($"The inventory has more than {MostPages} pages.");
    }

    /// <summary>Gives a block to a tenant, or takes it back.</summary>
    /// <param name="etag">The state of the block that this was decided on.</param>
    public async Task Hand(string block, string etag, string body, CancellationToken stop)
    {
        var path = $"v1/Blocks/{block}/Tenant";
        var (status, answer) = await _api.Send(HttpMethod.Put, path, new StringContent(body, Encoding.UTF8, "application/json"), stop, etag);
        if (status is not (HttpStatusCode.OK or HttpStatusCode.Accepted)) throw HttpApi.Refused(status, answer, path, Words);
    }

    /// <summary>The body of a request that a block become a tenant's; of nobody's where the tenant is null.</summary>
    public static string Body(string? tenant, IEnumerable<string> isolation, int? borrowingNoticeMinutes) => Encoding.UTF8.GetString(Json.Bytes(json => json.Map(() =>
    {
        json.WriteString("Tenant", tenant);
        if (tenant is null) return;
        json.List("Isolation", isolation, json.WriteStringValue);
        if (borrowingNoticeMinutes is { } minutes) json.WriteNumber("BorrowingNoticeMinutes", minutes);
    })));

    async Task<JsonDocument> Get(string path, CancellationToken stop)
    {
        var (status, body) = await _api.Send(HttpMethod.Get, path, null, stop);
        return status == HttpStatusCode.OK ? HttpApi.Parsed(body, path) : throw HttpApi.Refused(status, body, path, Words);
    }

    static Func<CancellationToken, Task<string>>? Token(DedicatedSettings settings) =>
        settings.TokenFile is { } file ? stop => HttpApi.TokenIn(file, stop)
        : settings.TokenVariable is { } name
        ? _ => Task.FromResult(Environment.GetEnvironmentVariable(name) is { Length: > 0 } token ? token
            : throw new SchedulerUnavailable($"The environment has no token in {name}."))
        : null;
}

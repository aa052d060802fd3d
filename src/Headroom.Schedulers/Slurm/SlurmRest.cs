using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers.Slurm;

/// <summary>Reads accounts and levels from slurmrestd, in the newest of the versions that it offers and we know. It is never written to.</summary>
sealed class SlurmRest
{
    /// <summary>The versions of the database's interface that were tried against the real program, newest first.</summary>
    static readonly ImmutableArray<string> Known = ["v0.0.38"];

    const long MostBytes = 256L << 20;

    readonly HttpClient _client;
    readonly RestAddress _address;

    public SlurmRest(RestAddress address, Duration timeout)
    {
        var socket = address.Address.StartsWith("unix:", StringComparison.Ordinal) ? new UnixDomainSocketEndPoint(address.Address["unix:".Length..]) : null;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        if (socket is not null)
            handler.ConnectCallback = async (_, stop) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try { await connection.ConnectAsync(socket, stop); }
                catch { connection.Dispose(); throw; }
                return new NetworkStream(connection, ownsSocket: true);
            };
        (_address, _client) = (address, new HttpClient(handler)
        { BaseAddress = new Uri(socket is null ? address.Address : "http://localhost"), Timeout = timeout.ToTimeSpan(), MaxResponseContentBufferSize = MostBytes });
    }

    /// <summary>What is recorded for a cluster, and in which version it was read.</summary>
    public async Task<(IReadOnlyList<Entry> Entries, string How)> Read(ImmutableArray<ServedPool> pools, string clusterName, CancellationToken stop)
    {
        using var description = await Get("/openapi", stop);
        var paths = description.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name.TrimEnd('/')).ToHashSet();
        var version = Known.FirstOrDefault(each => paths.Contains($"/slurmdb/{each}/associations"))
            ?? throw new SchedulerUnavailable($"slurmrestd offers none of {string.Join(", ", Known)}.");
        var (associations, levels) = (Get($"/slurmdb/{version}/associations/", stop), Get($"/slurmdb/{version}/qos/", stop));
        using var ofAccounts = await associations;
        using var ofLevels = await levels;
        try
        {
            return ([.. Accounts(ofAccounts.RootElement, pools, clusterName), .. Levels(ofLevels.RootElement)], $"read by slurmrestd {version}");
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SchedulerUnavailable($"slurmrestd {version} answers otherwise than it is known to: {fault.Message}");
        }
    }

    static IEnumerable<Entry> Accounts(JsonElement root, ImmutableArray<ServedPool> pools, string clusterName)
    {
        foreach (var each in root.GetProperty("associations").EnumerateArray())
        {
            if (Text(each, "user").Length > 0 || Text(each, "cluster") != clusterName) continue;
            var limits = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var limit in each.GetProperty("max").GetProperty("tres").GetProperty("total").EnumerateArray())
                limits[Text(limit, "name") is { Length: > 0 } name ? $"{Text(limit, "type")}/{name}" : Text(limit, "type")] = limit.GetProperty("count").GetInt64();
            yield return SlurmText.Account(Text(each, "account"), Text(each, "parent_account"), string.Join(',', Texts(each.GetProperty("qos"))), Text(each.GetProperty("default"), "qos"), limits, pools);
        }
    }

    static IEnumerable<Entry> Levels(JsonElement root)
    {
        var levels = root.TryGetProperty("QOS", out var upper) ? upper : root.GetProperty("qos");
        foreach (var each in levels.EnumerateArray())
        {
            var preempt = each.GetProperty("preempt");
            var mode = Texts(preempt.GetProperty("mode")).FirstOrDefault(word => word is not "DISABLED") ?? "cluster";
            yield return SlurmText.Level(Text(each, "name"), each.GetProperty("priority").GetInt64().ToString(CultureInfo.InvariantCulture), Texts(preempt.GetProperty("list")), mode);
        }
    }

    static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";

    static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString() ?? "");

    async Task<JsonDocument> Get(string path, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (_address is { User: { } user, TokenFile: { } file })
            {
                request.Headers.Add("X-SLURM-USER-NAME", user);
                request.Headers.Add("X-SLURM-USER-TOKEN", (await File.ReadAllTextAsync(file, stop)).Trim());
            }
            using var reply = await _client.SendAsync(request, stop);
            return reply.IsSuccessStatusCode ? JsonDocument.Parse(await reply.Content.ReadAsByteArrayAsync(stop))
                : throw new SchedulerUnavailable($"it answered {(int)reply.StatusCode} to {path}.");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException or UnauthorizedAccessException || (fault is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw new SchedulerUnavailable($"{path}: {fault.Message}");
        }
    }
}

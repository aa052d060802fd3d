using System.Net.Sockets;
using System.Text.Json;
using NodaTime;

namespace Headroom.Schedulers.Slurm;

/// <summary>A slurmrestd that answers questions about Slurm's database. It is never written to.</summary>
/// <param name="address">Who asks, and with which token; null parts where the socket says who asks.</param>
public sealed class SlurmRestServer(HttpMessageInvoker http, RestAddress address, Duration timeout)
{
    const long MostBytes = 256L << 20;

    /// <summary>What slurmrestd says, among errors, when nothing matches a question.</summary>
    const int NothingFound = 9003;

    /// <summary>The server at an address.</summary>
    /// <param name="timeout">How long one request may take.</param>
    public static SlurmRestServer At(RestAddress address, Duration timeout)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        if (SocketOf(address) is { } path)
            handler.ConnectCallback = async (_, stop) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try { await connection.ConnectAsync(new UnixDomainSocketEndPoint(path), stop); }
                catch { connection.Dispose(); throw; }
                return new NetworkStream(connection, ownsSocket: true);
            };
        return new(new HttpMessageInvoker(handler), address, timeout);
    }

    /// <summary>The newest of the versions that it offers and we know for a resource of the database.</summary>
    /// <exception cref="SchedulerUnavailable">It does not answer, or offers none of them.</exception>
    public async Task<string> Version(IReadOnlyList<string> known, string resource, CancellationToken stop)
    {
        using var description = await Get("/openapi", stop);
        var paths = description.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name.TrimEnd('/')).ToHashSet();
        return known.FirstOrDefault(each => paths.Contains($"/slurmdb/{each}/{resource}"))
            ?? throw new SchedulerUnavailable($"slurmrestd offers none of {string.Join(", ", known)} for {resource}.");
    }

    /// <summary>The answer to a question. Errors in it are faults, whatever its status: a database that is away is told so with status 200, beside a list that is empty.</summary>
    /// <exception cref="SchedulerUnavailable">There is none that can be trusted.</exception>
    public async Task<JsonDocument> Get(string path, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout.ToTimeSpan());
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(SocketOf(address) is null ? address.Address : "http://localhost"), path));
            if (address is { User: { } user, TokenFile: { } file })
            {
                request.Headers.Add("X-SLURM-USER-NAME", user);
                request.Headers.Add("X-SLURM-USER-TOKEN", (await File.ReadAllTextAsync(file, limit.Token)).Trim());
            }
            using var reply = await http.SendAsync(request, limit.Token);
            await reply.Content.LoadIntoBufferAsync(MostBytes, limit.Token);
            return Trusted(await reply.Content.ReadAsByteArrayAsync(limit.Token), reply, path);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new SchedulerUnavailable($"{address.Address} answered {path} with more than {MostBytes} bytes.") { IsTooLarge = true };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new SchedulerUnavailable(
            $"{address.Address} did not answer {path} within {timeout.TotalSeconds:0} s.")
            { IsSilent = true };
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException or UnauthorizedAccessException
        or FormatException)
        { throw new SchedulerUnavailable($"{address.Address} cannot be asked for {path}: {fault.Message}"); }
    }

    static JsonDocument Trusted(byte[] body, HttpResponseMessage reply, string path)
    {
        // What it says of a request that it does not accept is plain text.
        if (!reply.IsSuccessStatusCode && reply.Content.Headers.ContentType is not { MediaType: "application/json" })
            throw new SchedulerUnavailable($"it answered {(int)reply.StatusCode} to {path}.");
        var document = JsonDocument.Parse(body);
        var errors = document.RootElement.TryGetProperty("errors", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToList() : [];
        if (reply.IsSuccessStatusCode && errors.All(error => error.TryGetProperty("error_number", out var number) && number.TryGetInt32(out var code) && code == NothingFound))
            return document;
        var says = string.Join("; ", errors.Select(error => $"{HttpApi.Text(error, "error")} {HttpApi.Text(error, "description")}".Trim()));
        document.Dispose();
        throw new SchedulerUnavailable($"it answered {(int)reply.StatusCode} to {path}{(says.Length > 0 ? $": {says}" : ".")}");
    }

    static string? SocketOf(RestAddress address) => address.Address.StartsWith("unix:", StringComparison.Ordinal) ? address.Address["unix:".Length..] : null;
}

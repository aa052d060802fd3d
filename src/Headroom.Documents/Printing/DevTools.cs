using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headroom.Documents.Printing;

/// <summary>
/// The DevTools protocol over a pair of pipes: requests and answers as JSON, each ended by a zero byte. No port is opened, so nobody else on
/// the machine can drive the browser. Safe for several threads.
/// </summary>
sealed class DevTools : IDisposable
{
    /// <summary>The largest answer read, in bytes; a longer one ends the connection. A PDF comes as base64 inside one.</summary>
    const int MostBytes = 256 << 20;

    readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _asked = new();
    readonly SemaphoreSlim _writing = new(1);
    readonly CancellationTokenSource _ended = new();
    readonly Stream _to;
    int _last;

    public DevTools(Stream to, Stream from)
    {
        _to = to;
        _ = Read(from);
    }

    /// <summary>Whether the browser no longer answers.</summary>
    public bool IsEnded => _ended.IsCancellationRequested;

    /// <summary>Asks for something and gives the result.</summary>
    /// <param name="session">The page that is asked, or null for the browser itself.</param>
    /// <exception cref="BrowserLost">The browser ended, refused or did not answer in time.</exception>
    public async Task<JsonElement> Ask(string method, string? session, JsonObject arguments, TimeSpan patience)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _asked[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = arguments };
        if (session is not null) request["sessionId"] = session;
        try
        {
            await Write([.. Encoding.UTF8.GetBytes(request.ToJsonString()), 0]);
            return await answer.Task.WaitAsync(patience, _ended.Token);
        }
        catch (Exception fault) when (fault is IOException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            throw new BrowserLost(fault is TimeoutException ? $"{method} took longer than {patience.TotalSeconds:0} seconds." : "It ended.", fault);
        }
        finally
        {
            _asked.TryRemove(id, out _);
        }
    }

    async Task Write(byte[] message)
    {
        await _writing.WaitAsync(_ended.Token);
        try
        {
            await _to.WriteAsync(message, _ended.Token);
            await _to.FlushAsync(_ended.Token);
        }
        finally
        {
            _writing.Release();
        }
    }

    async Task Read(Stream from)
    {
        var message = new ArrayBufferWriter<byte>(1 << 16);
        try
        {
            while (message.WrittenCount < MostBytes && await from.ReadAsync(message.GetMemory(1 << 16), _ended.Token) is var read and > 0)
                Take(message, read);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException or JsonException) { } // ended below
        await _ended.CancelAsync();
    }

    // Messages begin and end anywhere in what one read brings.
    void Take(ArrayBufferWriter<byte> message, int read)
    {
        message.Advance(read);
        var rest = message.WrittenMemory;
        if (rest.Span[^read..].IndexOf((byte)0) < 0) return;
        while (rest.Span.IndexOf((byte)0) is var end and >= 0)
        {
            Answer(rest[..end]);
            rest = rest[(end + 1)..];
        }
        var left = rest.ToArray();
        message.ResetWrittenCount();
        message.Write(left);
    }

    void Answer(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        var root = document.RootElement;
        if (root.TryGetProperty("method", out var method) && method.GetString() is "Inspector.targetCrashed" or "Target.targetCrashed") _ended.Cancel();
        if (!root.TryGetProperty("id", out var id) || !_asked.TryGetValue(id.GetInt32(), out var asked)) return;
        if (root.TryGetProperty("result", out var result)) asked.TrySetResult(result.Clone());
        else asked.TrySetException(new BrowserLost($"It refused: {root.GetProperty("error").GetProperty("message").GetString()}"));
    }

    public void Dispose() => _ended.Cancel();
}

/// <summary>The browser ended, refused or did not answer; whoever prints starts another and tries once more.</summary>
sealed class BrowserLost(string message, Exception? cause = null) : Exception(message, cause);

using System.Net;
using System.Text;
using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Headroom.Journal.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using NodaTime;

namespace Headroom.Server.Tests;

/// <summary>A book on disk, loaded from an example, and the site on it; both are gone when the test ends.</summary>
public sealed class Served : IAsyncDisposable
{
    static readonly Lock Loading = new();
    static readonly Dictionary<string, string> Loaded = [];

    readonly string _directory;
    readonly WebApplication _site;

    Served(string directory, Bookkeeper keeper, WebApplication site)
    {
        (_directory, Keeper, _site) = (directory, keeper, site);
        Client = site.GetTestClient();
    }

    public Bookkeeper Keeper { get; }

    public HttpClient Client { get; }

    public Head Head => Keeper.Journal.Head();

    /// <summary>The site on a copy of the book that an example loads to.</summary>
    public static async Task<Served> Example(string name = "colossus")
    {
        var directory = NewDirectory();
        foreach (var file in Directory.GetFiles(Template(name))) File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        return await On(directory, StoppedClock.AtNoon);
    }

    /// <summary>The site on a book to which nothing has been said, or which is opened as stated.</summary>
    public static async Task<Served> Empty(IClock clock, bool opened = true)
    {
        var directory = NewDirectory();
        using (var keeper = new Bookkeeper(Journals.Open(directory, create: true), clock))
            if (opened) keeper.Execute(new Core.Commands.OpenBook(Slug.Of("us"), "Europe/Berlin", Sandbox: false, null), Slug.Of("test"));
        return await On(directory, clock);
    }

    /// <summary>The JSON at a path, which must be there.</summary>
    public async Task<JsonElement> Get(string path)
    {
        using var reply = await Client.GetAsync(path);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.OK, $"GET {path}: {(int)reply.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Says something, with a document and perhaps a key.</summary>
    public async Task<HttpResponseMessage> Post(string path, string body = "", string type = "application/json", string? key = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.Remove("Content-Type");
        if (type.Length > 0) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request);
    }

    /// <summary>Says something that must be accepted, and gives what was written.</summary>
    public async Task<JsonElement> Said(string path, string body = "", string type = "application/json", string? key = null)
    {
        using var reply = await Post(path, body, type, key);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.Created, $"POST {path}: {(int)reply.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>A reply that must be a well-formed problem; gives it.</summary>
    public static async Task<JsonElement> Problem(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True((int)reply.StatusCode is >= 400 and < 500, $"{reply.RequestMessage?.Method} {reply.RequestMessage?.RequestUri}: {(int)reply.StatusCode} {text}");
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.StartsWith("urn:headroom:", problem.GetProperty("type").GetString());
        Assert.Equal((int)reply.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("field").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.DoesNotContain("   at ", text);
        Assert.DoesNotContain("Exception", text);
        return problem;
    }

    /// <summary>Every byte of the book on disk.</summary>
    public byte[] Stored() => [.. Directory.GetFiles(_directory).SelectMany(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    })];

    /// <summary>An example's own file.</summary>
    public static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", file));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _site.DisposeAsync();
        Keeper.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    static async Task<Served> On(string directory, IClock clock)
    {
        var keeper = new Bookkeeper(Journals.Open(directory, create: false), clock);
        var site = Site.Build(keeper, clock, "http://localhost", builder => builder.WebHost.UseTestServer());
        await site.StartAsync();
        return new(directory, keeper, site);
    }

    /// <summary>The book of an example, loaded once for all tests.</summary>
    static string Template(string name)
    {
        lock (Loading)
        {
            if (Loaded.TryGetValue(name, out var known)) return known;
            var (directory, example) = (NewDirectory(), Path.Combine(AppContext.BaseDirectory, "examples", name));
            using var keeper = new Bookkeeper(Journals.Open(directory, create: true), StoppedClock.AtNoon);
            Assert.True(Loader.Read(example).TryGet(out var scenario, out var fault), fault?.Says);
            Assert.Null(new Loader(keeper, example, scenario, Slug.Of("loader")).Load());
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
            return Loaded[name] = directory;
        }
    }

    static string NewDirectory() => Directory.CreateTempSubdirectory("headroom-server-").FullName;
}

/// <summary>A clock that stands still; sandboxes keep their own time anyway.</summary>
public sealed record StoppedClock(Instant Now) : IClock
{
    public static StoppedClock AtNoon { get; } = new(Instant.FromUtc(2026, 11, 20, 12, 0));

    public Instant GetCurrentInstant() => Now;
}

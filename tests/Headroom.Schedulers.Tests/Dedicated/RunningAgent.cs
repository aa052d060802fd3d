using System.Text;
using System.Text.Json;
using Headroom.Agent;
using Microsoft.AspNetCore.Builder;

namespace Headroom.Schedulers.Tests.Dedicated;

/// <summary>The reference agent as a real server on a free port, with four blocks of sixteen GPUs and a clock of its own.</summary>
sealed class RunningAgent : IDisposable
{
    public const string Token = "only-for-tests";

    readonly string _folder = Directory.CreateTempSubdirectory("headroom-agent-").FullName;
    readonly WebApplication _site;

    public RunningAgent()
    {
        System.IO.File.WriteAllText(File("inventory.json"),
            JsonSerializer.Serialize(
                new { Blocks = Enumerable.Range(1, 4).Select(row => new { Id = $"row-{row}", Pool = "h100", Nodes = 2, GpusPerNode = 8 }), EraseSeconds = 60 }));
        System.IO.File.WriteAllText(File("token"), Token + "\n");
        Inventory = Inventory.Open(File("inventory.json"), () => Now);
        _site = AgentSite.Build(Inventory, Simulation, "http://127.0.0.1:0", Token, () => Now);
        _site.StartAsync().GetAwaiter().GetResult();
        Address = new(_site.Urls.Single() + "/");
    }

    public Inventory Inventory { get; }

    public Simulation Simulation { get; } = new();

    public Uri Address { get; }

    public DateTimeOffset Now { get; set; } = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string TokenFile => File("token");

    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>Who has each block, in order.</summary>
    public string Tenants => string.Join(' ', Inventory.Blocks.Select(block => block.Tenant ?? "-"));

    public Block Of(string block) => Inventory.Block(block)!;

    /// <summary>Somebody at the site changes a block.</summary>
    public void Change(string block, Func<Block, Block> change) => Inventory.Change(block, change);

    public void Switch(bool on) { foreach (var block in Inventory.Blocks) Change(block.Id, each => each with { IsOn = on }); }

    /// <summary>A request as a stranger would make it.</summary>
    public async Task<HttpResponseMessage> Ask(HttpMethod method, string path, string? body = null, string? match = null, string? token = Token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(Address, path)) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        return await http.SendAsync(request);
    }

    public void Dispose()
    {
        _site.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_site).Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

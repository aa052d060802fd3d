using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Headroom.Agent;

/// <summary>
/// The reference agent: it serves the contract of block agents (docs/formats/block-agent.md) over an inventory in a file, and fails as it is told to under <c>/Simulation</c>,
/// which is no part of the contract. It knows nothing of the book.
/// </summary>
public static class AgentSite
{
    const int OfOnePage = 500, MostBodyBytes = 64 << 10;

    /// <summary>The site, not yet started.</summary>
    /// <param name="url">Where to listen: <c>http://127.0.0.1:7080</c>. Port 0 takes a free one.</param>
    /// <param name="token">The bearer token that every request must bear; null to ask for none.</param>
    public static WebApplication Build(Inventory inventory, Simulation simulation, string url, string? token, Func<DateTimeOffset> now)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url).ConfigureKestrel(kestrel => (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, MostBodyBytes));
        builder.Services.AddRouting();
        var site = builder.Build();
        site.Use((context, next) =>
            simulation.Fails(context.Request.Path) ? Broken(context)
            : IsMeant(context, token) ? next(context) : Refuse(context, new(401, "Unauthorized", "The token is missing or wrong.")));
        site.UseRouting();
        site.MapGet("/v1", context => Answer(context, 200, Resources.Root()));
        site.MapGet("/v1/Blocks", context => Answer(context, 200, Page(inventory, context.Request.Query["after"].ToString())));
        site.MapGet("/v1/Blocks/{block}", context => One(context, inventory.Block(Name(context))));
        site.MapGet("/v1/Blocks/{block}/Nodes", context => Nodes(context, inventory.Block(Name(context))));
        site.MapPut("/v1/Blocks/{block}/Tenant", context => Hand(context, inventory, simulation, now));
        site.MapPost("/v1/Blocks/{block}/Actions/Block.Reset", context => Reset(context, inventory));
        site.MapGet("/v1/Tasks/{task}",
            context => inventory.Task(context.GetRouteValue("task")?.ToString() ?? "") is { } work ? Answer(context, 200, Resources.Of(work, now()))
            : Refuse(context, new(404, "NotFound", "There is no such task.")));
        Simulating.Map(site, inventory, simulation);
        return site;
    }

    static JsonObject Page(Inventory inventory, string after)
    {
        var rest = inventory.Blocks.Where(block => string.CompareOrdinal(block.Id, after) > 0).Take(OfOnePage + 1).ToList();
        return Resources.Page([.. rest.Take(OfOnePage)], rest.Count > OfOnePage ? $"/v1/Blocks?after={Uri.EscapeDataString(rest[OfOnePage - 1].Id)}" : null);
    }

    static Task One(HttpContext context, Block? block)
    {
        if (block is null) return Refuse(context, NoBlock);
        context.Response.Headers.ETag = block.ETag;
        return Answer(context, 200, Resources.Of(block));
    }

    static Task Nodes(HttpContext context, Block? block) => block is null ? Refuse(context, NoBlock)
        : Answer(context, 200, Resources.Nodes(block,
            int.TryParse(context.Request.Query["first"], NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? Math.Min(first, block.Nodes) : 0, OfOnePage));

    static async Task Hand(HttpContext context, Inventory inventory, Simulation simulation, Func<DateTimeOffset> now)
    {
        if (await Body(context) is not { } body || Tenancy(body) is not { } asked) { await Refuse(context, Malformed); return; }
        var match = context.Request.Headers.IfMatch.ToString() is { Length: > 0 } tag ? tag : null;
        var (block, work, why) = inventory.Hand(Name(context), asked, match);
        if (why is null && simulation.LosesAnswer()) { context.Abort(); return; }
        if (why is not null) { await Refuse(context, why); return; }
        context.Response.Headers.ETag = block!.ETag;
        if (work is not null) context.Response.Headers.Location = $"/v1/Tasks/{work.Id}";
        await Answer(context, work is null || work.PercentAt(now()) == 100 ? 200 : 202, Resources.Of(block));
    }

    static Tenancy? Tenancy(JsonObject body)
    {
        try
        {
            var planes = body["Isolation"]?.AsArray().Select(plane => plane?.GetValue<string>() ?? "").Distinct().ToImmutableArray() ?? Block.Planes;
            var tenant = body["Tenant"]?.GetValue<string>();
            return tenant is { Length: 0 or > 63 } || !body.ContainsKey("Tenant") || planes.Except(Block.Planes).Any() ? null
                : new(tenant, planes, body["BorrowingNoticeMinutes"]?.GetValue<int>());
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException) { return null; }
    }

    static async Task Reset(HttpContext context, Inventory inventory)
    {
        var kind = (await Body(context))?["ResetType"]?.ToString();
        if (kind is not ("On" or "GracefulShutdown" or "ForceOff")) await Refuse(context, new(400, "Malformed", "ResetType is On, GracefulShutdown or ForceOff."));
        else await One(context, inventory.Change(Name(context), block => block with { IsOn = kind == "On" }));
    }

    internal static async Task<JsonObject?> Body(HttpContext context)
    {
        try { return await JsonNode.ParseAsync(context.Request.Body) as JsonObject; }
        catch (JsonException) { return null; }
    }

    internal static string Name(HttpContext context) => context.GetRouteValue("block")?.ToString() ?? "";

    internal static Refused Malformed { get; } = new(400, "Malformed", "The body is not what this resource takes: docs/formats/block-agent.md.");

    internal static Refused NoBlock { get; } = new(404, "NotFound", "There is no such block.");

    internal static Task Refuse(HttpContext context, Refused why) => Answer(context, why.Status, Resources.Error(why));

    internal static Task Answer(HttpContext context, int status, JsonNode body)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, "application/json");
        return context.Response.WriteAsync(body.ToJsonString());
    }

    static Task Broken(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    static bool IsMeant(HttpContext context, string? token) => token is null
        || CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes($"Bearer {token}"));
}

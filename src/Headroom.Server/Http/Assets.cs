using System.Reflection;
using Headroom.Journal;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Server.Http;

/// <summary>
/// The files that the browser loads. They are embedded in the assembly, so that the site works from whatever directory the program was
/// started in or copied to.
/// </summary>
static class Assets
{
    static readonly (string Name, string Type)[] All =
    [
        ("console.css", "text/css; charset=utf-8"), ("console.js", "text/javascript; charset=utf-8"), ("icon.svg", "image/svg+xml"),
        ("lib/echarts.min.js", "text/javascript; charset=utf-8"), ("lib/htmx.min.js", "text/javascript; charset=utf-8"),
    ];

    public static void Map(IEndpointRouteBuilder site)
    {
        foreach (var (name, type) in All)
        {
            var content = Read(name);
            var tag = $"\"{Digest.Of(content).ToString()[..16]}\"";
            site.MapGet($"/{name}", (HttpContext http) => (http.Request.Headers.IfNoneMatch == tag
                ? new Reply(StatusCodes.Status304NotModified, type, default) : new Reply(StatusCodes.Status200OK, type, content)).With("ETag", tag)).ExcludeFromDescription();
        }
    }

    static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The file '{name}' was not embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}

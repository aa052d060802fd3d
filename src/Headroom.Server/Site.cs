using Headroom.Journal.Keeping;
using Headroom.Schedulers;
using Headroom.Server.Api;
using Headroom.Server.Console;
using Headroom.Server.Http;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace Headroom.Server;

/// <summary>
/// The web site of one book: the API under <c>/v1</c>, its description under <c>/openapi/v1.json</c> and the operator's console at <c>/</c>.
/// Everything that the browser loads comes from this program; nothing is fetched from other hosts.
/// </summary>
public static class Site
{
    /// <summary>The largest request that the server takes at all, in bytes; each resource has its own, smaller limit.</summary>
    const long MostRequestBytes = 80L << 20;

    /// <summary>The most connections at once.</summary>
    const long MostConnections = 1000;

    /// <summary>The site, not yet started; <c>Run()</c> serves it until the process is asked to end.</summary>
    /// <param name="keeper">The one writer of the book. The caller disposes of it after the site has stopped.</param>
    /// <param name="clock">The world's clock; a sandbox keeps its own.</param>
    /// <param name="url">Where to listen, and nowhere else: <c>http://127.0.0.1:8080</c>. Port 0 takes a free one.</param>
    /// <param name="clusters">The schedulers that are shown beside the book; none by default. They are read, and written by nobody here.</param>
    /// <param name="configure">Changes made before the site is built: logging, a test server.</param>
    public static WebApplication Build(Bookkeeper keeper, IClock clock, string url, Action<WebApplicationBuilder>? configure = null, IReadOnlyList<Reconciler>? clusters = null)
    {
        // The empty builder reads no settings from the working directory or the environment: what is said here holds.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(Site).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().UseUrls(url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostRequestBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
        });
        builder.Services.AddRouting();
        builder.Services.AddRazorComponents();
        // Nothing that this site sends needs to be read back after a restart, so no keys are kept on the disk.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        Description.Add(builder.Services);
        // Standard output belongs to the command that started the site.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        configure?.Invoke(builder);

        var site = builder.Build();
        var desk = new Desk(keeper, clock) { Clusters = clusters ?? [] };
        site.Lifetime.ApplicationStopped.Register(desk.Press.Dispose);
        site.Use(new Troubles(site.Logger).Invoke);
        site.Use(new Guard(url).Invoke);
        site.UseRouting();
        Description.Map(site);
        Resources.Map(new Routes(site, desk));
        Pages.Map(site, desk);
        Assets.Map(site);
        return site;
    }
}

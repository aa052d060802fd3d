using Microsoft.Extensions.Primitives;

namespace Headroom.Server.Http;

/// <summary>
/// What every request must pass and every reply bears: a host name that is ours (a page of another site must not reach a server on this
/// machine by a name of its own), no writing on behalf of another site, and headers that keep the browser to this origin.
/// </summary>
sealed class Guard(string url)
{
    /// <summary>No script or style of any other origin, none inline; the chart library sets styles on its own elements.</summary>
    const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"], Anywhere = ["0.0.0.0", "[::]", "*", "+"];

    readonly string _host = BindingAddress.Parse(url).Host;

    public Task Invoke(HttpContext http, RequestDelegate next)
    {
        Mark(http.Response.Headers);
        if (!IsOurs(http.Request.Host.Host))
            return Problem.Other(StatusCodes.Status421MisdirectedRequest, "unknown-host", "Host", $"This server does not answer for '{http.Request.Host.Host}'.")
                .ExecuteAsync(http);
        if (Writes(http.Request.Method) && !IsSameSite(http.Request))
            return Problem.Other(StatusCodes.Status403Forbidden, "cross-site", "Origin", "Another site's page may not write to this book.").ExecuteAsync(http);
        return next(http);
    }

    static void Mark(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
    }

    bool IsOurs(string host)
    {
        if (Anywhere.Contains(_host)) return true;
        return string.Equals(host, _host, StringComparison.OrdinalIgnoreCase)
            || (Loopback.Contains(_host) && Loopback.Contains(host.ToLowerInvariant()));
    }

    static bool Writes(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    // Browsers state both headers truthfully; programs that are no browsers state neither.
    static bool IsSameSite(HttpRequest request)
    {
        var fetched = request.Headers["Sec-Fetch-Site"];
        if (!StringValues.IsNullOrEmpty(fetched) && fetched != "same-origin" && fetched != "none") return false;
        var origin = request.Headers.Origin;
        return StringValues.IsNullOrEmpty(origin) || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}

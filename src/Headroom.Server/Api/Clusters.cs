using Headroom.Core.Views;
using Headroom.Formats.Reports;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>What schedulers are to enforce.</summary>
static class Clusters
{
    public static void Map(Routes routes) =>
        routes.Get("/v1/quotas", "The GPUs that each tenant may use in each pool, tier by tier, now and from the next change on", Quotas,
            new Parameter("pool", "string", "Only this pool."), new Parameter("at", "string", "The date at whose start to look, in the book's zone. Default: now."));

    static Answer Quotas(Asked asked)
    {
        var pool = asked.Input.Has("pool") ? asked.Pool?.Id : null;
        var now = asked.Now;
        var at = asked.Input.DateOrNone("at") is { } date ? asked.Book.Calendar.StartOf(date) : now;
        return Answer.Json(json => QuotasJson.Write(json, asked.Book, Core.Views.Quotas.Of(asked.Book, Instant.Min(now, at)), at, pool));
    }
}

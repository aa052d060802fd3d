using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Formats.Terms;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>quotas</c>: what each tenant may use in each pool, now and from the next change on.</summary>
static class QuotasCommand
{
    public static Command Build(IClock clock) => Common.Of("quotas", "The GPUs that each tenant may use in each pool, tier by tier, at an instant and from the next change on.",
        clock, Run,
        Common.Text("--pool", "Only this pool."), Common.Text("--at", "The date at whose start to look, in the book's zone. Default: now."), Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var input = session.Input;
        var pool = input.IdOrNone("pool");
        if (pool is { } id && !book.Fleet.Pools.ContainsKey(id) && session.Faults.Count == 0)
            input.Fault("pool", RefusalCode.NotFound, $"There is no pool '{id}'; there are {string.Join(", ", book.Fleet.Pools.Keys)}.");
        var now = keeper.Now(book);
        var at = input.DateOrNone("at") is { } date ? book.Calendar.StartOf(date) : now;
        if (session.Faults.Count > 0) return Output.Refused;
        var quotas = Quotas.Of(book, Instant.Min(now, at));
        return session.Output.Print(json => QuotasJson.Write(json, book, quotas, at, pool), console => Text(console, book, quotas, at, pool));
    });

    static void Text(IAnsiConsole console, Book book, Quotas quotas, Instant at, Slug? pool)
    {
        var next = quotas.NextChange(at);
        var table = Show.Table(console, $"Quotas at {Json.Text(at)}{(next is { } change ? $"; they next change at {Json.Text(change)}" : "; no change is known")}",
            "pool", "tenant", "tier", ">GPUs", ">from the next change");
        foreach (var (line, gpus, then) in QuotasJson.Rows(quotas, at, pool))
            table.Row(line.Pool.ToString(), line.Tenant.ToString(),
                Words.Of(Words.QuotaTiers, line.Tier) + (line.Tenant == quotas.Owner && line.Tier == QuotaTier.Interruptible ? " (borrowed)" : ""),
                Show.Gpus(gpus.Count), next is null ? "" : Show.Gpus(then.Count));
        console.Write(table);
        foreach (var each in book.Fleet.Pools.Keys.Where(each => quotas.ShortAt(each, at) > Gpus.Zero))
            console.WriteLine($"{each}: {Show.Gpus(quotas.ShortAt(each, at).Count)} GPUs more are committed than the pool has.");
    }
}

using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>Quotas at an instant and at the next change, as JSON: one entry a line, with both figures.</summary>
public static class QuotasJson
{
    /// <param name="only">The pool to show, or null for all.</param>
    public static void Write(Utf8JsonWriter json, Book book, Quotas quotas, Instant at, Slug? only) => json.Map(() =>
    {
        var next = quotas.NextChange(at);
        json.WriteNumber("position", book.Position);
        json.Time("at", at);
        json.WriteString("next-change", next is { } change ? Json.Text(change) : null);
        json.List("quotas", Rows(quotas, at, only), row => json.Map(() =>
        {
            json.WriteString("pool", row.Line.Pool.ToString());
            json.WriteString("tenant", row.Line.Tenant.ToString());
            json.WriteString("tier", Words.Of(Words.QuotaTiers, row.Line.Tier));
            json.WriteNumber("gpus", row.Now.Count);
            json.WriteNumber("next-gpus", row.Next.Count);
        }));
        json.List("short", book.Fleet.Pools.Keys.Where(pool => quotas.ShortAt(pool, at) > Gpus.Zero), pool => json.Map(() =>
        {
            json.WriteString("pool", pool.ToString());
            json.WriteNumber("gpus", quotas.ShortAt(pool, at).Count);
        }));
    });

    /// <summary>The lines that are above zero at an instant or at the next change, with both figures.</summary>
    public static IEnumerable<(QuotaLine Line, Gpus Now, Gpus Next)> Rows(Quotas quotas, Instant at, Slug? only)
    {
        var then = quotas.NextChange(at) ?? at;
        return quotas.Lines.Where(line => only is null || line.Pool == only).Select(line => (line, quotas.At(line, at), quotas.At(line, then)))
            .Where(row => row.Item2 > Gpus.Zero || row.Item3 > Gpus.Zero);
    }
}

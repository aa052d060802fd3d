using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Schedulers.State;

namespace Headroom.Schedulers;

/// <summary>A cluster beside the book, as JSON: what is to be, what is recorded, enforced and in use, and the plan.</summary>
public static class LookJson
{
    public static void Write(Utf8JsonWriter json, Look look) => json.Map(() =>
    {
        json.WriteString("cluster", look.Cluster.Id.ToString());
        json.WriteNumber("position", look.Book.Position);
        json.Time("at", look.Now);
        json.WriteString("next-change", look.NextChange is { } next ? Json.Text(next) : null);
        json.WriteString("version", look.Observed.Version);
        json.WriteString("state", State(look));
        json.WriteString("digest", look.Digest);
        json.WriteString("plan", look.Plan.IsEmpty ? null : look.Plan.Digest);
        json.WriteString("held", look.Stop?.Says);
        json.List("quotas", Rows(look), row => json.Map(() =>
        {
            json.WriteString("entry", row.Entry.ToString());
            json.WriteString("tenants", row.Tenants);
            json.WriteString("pool", row.Pool.ToString());
            json.WriteNumber("desired", row.Desired.Count);
            Number(json, "recorded", row.Recorded);
            Number(json, "enforced", row.Enforced);
            json.WriteNumber("in-use", row.InUse.Count);
            json.WriteNumber("above", row.Above.Count);
            json.WriteString("note", row.Note);
        }));
        if (look.Observed.Blocks.Length > 0) json.List("blocks", BlockRow.Of(look), row => row.Write(json));
        json.List("changes", look.Plan.Changes, change => json.Map(() => { json.WriteString("entry", change.To.Id.ToString()); json.WriteString("says", change.Says); }));
        json.List("withheld", look.Plan.Withheld, withheld => json.Map(() => { json.WriteString("entry", withheld.Id.ToString()); json.WriteString("why", withheld.Why); }));
        json.List("notes", look.Observed.Notes, note => json.WriteStringValue(note));
        if (look.State.Drift is { } drift) json.Map("drift-said", () => { json.Time("at", drift.At); json.WriteString("plan", drift.Plan); });
        if (look.State.Last is { } last)
            json.Map("applied", () =>
            {
                json.Time("at", look.State.AppliedAt);
                json.WriteString("digest", last.Digest);
                json.WriteNumber("writes", last.Writes);
                json.WriteBoolean("mended", last.IsMended);
            });
    });

    /// <summary>How it stands, in one word.</summary>
    public static string State(Look look) => look.IsDrift ? "drift" : !look.Plan.IsEmpty || look.Left.Any() ? "differs" : look.IsEnforced ? "enforced" : "recorded";

    /// <summary>One row for each entry that delivers quotas and each pool.</summary>
    public static IEnumerable<QuotaRow> Rows(Look look)
    {
        var withheld = look.Plan.Withheld.DistinctBy(each => each.Id).ToDictionary(each => each.Id, each => each.Why);
        foreach (var entry in look.Desired.Entries.Values.Where(entry => entry.Delivers.Length > 0))
            foreach (var (pool, desired) in entry.Limits)
            {
                // What is recorded for somebody else is nothing for this one.
                var seen = look.Observed.Entries.GetValueOrDefault(entry.Id) is { } found && found.Entry.Holder == entry.Holder ? found : null;
                yield return new(entry.Id, string.Join(", ", entry.Delivers.Select(line => line.Tenant.ToString()).Distinct()), pool, desired,
                    Of(seen?.Entry.Limits, pool), Of(seen?.Enforced, pool), seen?.InUse.GetValueOrDefault(pool) ?? Gpus.Zero, withheld.GetValueOrDefault(entry.Id));
            }
    }

    static Gpus? Of(IReadOnlyDictionary<Slug, Gpus>? limits, Slug pool) => limits is not null && limits.TryGetValue(pool, out var limit) ? limit : null;

    static void Number(Utf8JsonWriter json, string name, Gpus? gpus) { if (gpus is { } some) json.WriteNumber(name, some.Count); else json.WriteNull(name); }
}

/// <summary>One limit as it is to be and as it is.</summary>
/// <param name="Recorded">Null where there is no such entry, or no limit in it.</param>
/// <param name="Note">Why it is not written, or null.</param>
public sealed record QuotaRow(EntryId Entry, string Tenants, Slug Pool, Gpus Desired, Gpus? Recorded, Gpus? Enforced, Gpus InUse, string? Note)
{
    /// <summary>What runs beyond what is to be: a limit stops no job.</summary>
    public Gpus Above => Gpus.Max(Gpus.Zero, InUse - Desired);
}

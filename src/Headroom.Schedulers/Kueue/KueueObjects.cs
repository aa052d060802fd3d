using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.State;

namespace Headroom.Schedulers.Kueue;

/// <summary>Entries as objects of Kueue and back. What we write names only the fields that we own.</summary>
static class KueueObjects
{
    /// <summary>The API group, and the versions that are spoken, best first.</summary>
    public const string Group = "kueue.x-k8s.io";

    public static readonly ImmutableArray<string> Versions = ["v1beta2", "v1beta1"];

    /// <summary>The kinds: ours, Kueue's, and the plural that addresses have.</summary>
    public static readonly (string Ours, string Theirs, string Plural)[] Kinds =
        [(KueueEntries.Flavor, "ResourceFlavor", "resourceflavors"), (KueueEntries.Cohort, "Cohort", "cohorts"), (KueueEntries.Queue, "ClusterQueue", "clusterqueues")];

    /// <summary>An entry as the document of a server-side apply.</summary>
    public static string Manifest(Entry entry, Cluster cluster, string version) => System.Text.Encoding.UTF8.GetString(Json.Bytes(json => json.Map(() =>
    {
        json.WriteString("apiVersion", $"{Group}/{version}");
        json.WriteString("kind", Kinds.First(kind => kind.Ours == entry.Id.Kind).Theirs);
        json.Map("metadata", () => json.WriteString("name", entry.Id.Name));
        json.Map("spec", () =>
        {
            if (entry.Id.Kind == KueueEntries.Flavor) Pairs(json, "nodeLabels", entry.Settings[KueueEntries.Labels]);
            else if (entry.Id.Kind == KueueEntries.Queue) Queue(json, entry, cluster, version);
        });
    })));

    static void Queue(Utf8JsonWriter json, Entry entry, Cluster cluster, string version)
    {
        json.WriteString(CohortField(version), entry.Settings[KueueEntries.InCohort]);
        json.Map("namespaceSelector", () => Pairs(json, "matchLabels", entry.Settings[KueueEntries.Namespaces]));
        json.Map("preemption", () => json.WriteString("reclaimWithinCohort", entry.Settings[KueueEntries.Reclaims] == "any" ? "Any" : "Never"));
        json.List("resourceGroups", cluster.Pools.GroupBy(pool => pool.Resource), group => json.Map(() =>
        {
            json.List("coveredResources", [group.Key], json.WriteStringValue);
            json.List("flavors", group, pool => json.Map(() =>
            {
                json.WriteString("name", pool.Pool.ToString());
                json.List("resources", [pool], _ => json.Map(() =>
                {
                    json.WriteString("name", pool.Resource);
                    json.WriteString("nominalQuota", entry.Limits[pool.Pool].Count.ToString(CultureInfo.InvariantCulture));
                    if (entry.Settings[KueueEntries.Borrows] == "none") json.WriteString("borrowingLimit", "0");
                    if (entry.Settings[KueueEntries.Lends] == "none") json.WriteString("lendingLimit", "0");
                }));
            }));
        }));
    }

    /// <summary>An object as it was read, with what is in use under it.</summary>
    public static Seen Read(string kind, JsonElement item, Cluster cluster, string version)
    {
        var entry = Entry.Of(kind, HttpApi.Text(item, "metadata", "name"));
        if (!item.TryGetProperty("spec", out var spec)) return Seen.Of(entry);
        if (kind == KueueEntries.Flavor) return Seen.Of(entry.With(KueueEntries.Labels, Labels(spec, "nodeLabels")));
        if (kind != KueueEntries.Queue) return Seen.Of(entry);
        var quotas = Resources(spec, "resourceGroups", "flavors").Concat(Resources(spec, "flavors")).ToList();
        entry = entry.With(KueueEntries.InCohort, HttpApi.Text(spec, CohortField(version)))
            .With(KueueEntries.Reclaims, HttpApi.Text(spec, "preemption", "reclaimWithinCohort") is "Any" ? "any" : "never")
            .With(KueueEntries.Borrows, Limit(quotas, "borrowingLimit")).With(KueueEntries.Lends, Limit(quotas, "lendingLimit"))
            .With(KueueEntries.Namespaces, spec.TryGetProperty("namespaceSelector", out var selector) ? Labels(selector, "matchLabels") : "");
        var limits = InPools(cluster, quotas, "nominalQuota");
        var used = item.TryGetProperty("status", out var status) ? InPools(cluster, [.. Resources(status, "flavorsUsage")], "total") : ImmutableSortedDictionary<Slug, Gpus>.Empty;
        return new(entry with { Limits = limits }, limits, used);
    }

    /// <summary>Each resource of each flavor, however deep the lists lie.</summary>
    static IEnumerable<(string Flavor, JsonElement Resource)> Resources(JsonElement within, params string[] path)
    {
        if (path.Length == 0 || !within.TryGetProperty(path[0], out var list) || list.ValueKind != JsonValueKind.Array) return [];
        return path.Length > 1 ? list.EnumerateArray().SelectMany(item => Resources(item, path[1..]))
            : list.EnumerateArray().SelectMany(flavor =>
                flavor.TryGetProperty("resources", out var resources) ? resources.EnumerateArray().Select(resource => (HttpApi.Text(flavor, "name"), resource)) : []);
    }

    static ImmutableSortedDictionary<Slug, Gpus> InPools(Cluster cluster, IReadOnlyList<(string Flavor, JsonElement Resource)> resources, string field) => cluster.Pools
        .Select(pool => (pool.Pool, Gpus: resources.Where(each => each.Flavor == pool.Pool.ToString() && HttpApi.Text(each.Resource, "name") == pool.Resource)
            .Select(each => KueueQuantity.Read(HttpApi.Text(each.Resource, field))).FirstOrDefault()))
        .Where(each => each.Gpus is not null).ToImmutableSortedDictionary(each => each.Pool, each => new Gpus(each.Gpus!.Value));

    // Of several limits one that differs from the others is a change by somebody else.
    static string Limit(IReadOnlyList<(string Flavor, JsonElement Resource)> quotas, string field) =>
        quotas.Select(each => HttpApi.Text(each.Resource, field)).Distinct().ToList() is not [var one] ? "mixed"
        : one switch { "" => "unlimited", "0" => "none", _ => one };

    static string CohortField(string version) => version == "v1beta1" ? "cohort" : "cohortName";

    static string Labels(JsonElement within, string field) => within.TryGetProperty(field, out var labels) && labels.ValueKind == JsonValueKind.Object
        ? KueueEntries.Text(labels.EnumerateObject().Select(label => KeyValuePair.Create(label.Name, label.Value.ToString()))) : "";

    static void Pairs(Utf8JsonWriter json, string name, string pairs) => json.Map(name, () =>
    {
        foreach (var pair in pairs.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))) json.WriteString(pair[0], pair[1]);
    });
}

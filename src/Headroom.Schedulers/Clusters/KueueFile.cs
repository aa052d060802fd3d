using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Schedulers.Kueue;
using NodaTime;

namespace Headroom.Schedulers.Clusters;

/// <summary>Reads the parts of a cluster's file that are about Kueue.</summary>
static partial class KueueFile
{
    /// <summary>A pool: the resource that its GPUs are, and the labels of its nodes.</summary>
    public static ServedPool Pool(Fields f)
    {
        var resource = f.Text("resource", "nvidia.com/gpu", 253);
        if (!Resources().IsMatch(resource)) f.Fault("resource", RefusalCode.Malformed, $"'{Fields.Short(resource)}' is no extended resource such as nvidia.com/gpu.");
        var labels = f.MapOrNone("labels")?.Entries().ToImmutableSortedDictionary(entry => entry.Name, entry => entry.Text, StringComparer.Ordinal);
        foreach (var bad in labels?.Where(label => !Keys().IsMatch(label.Key) || !Values().IsMatch(label.Value)) ?? [])
            f.Fault("labels", RefusalCode.Malformed, $"'{Fields.Short($"{bad.Key}={bad.Value}")}' is no label of Kubernetes.");
        var pool = new ServedPool(f.Id("pool"), resource, []);
        f.Done();
        return labels is null ? pool : pool with { Labels = labels };
    }

    /// <summary>How the cluster is reached.</summary>
    /// <param name="path">The full path that a field names, or null.</param>
    public static KueueSettings Settings(Fields f, Func<Fields, string, string?> path)
    {
        var server = f.Text("server", 500);
        if (!Uri.TryCreate(server.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            f.Fault("server", RefusalCode.Malformed, "The address of the Kubernetes API is expected, such as https://10.0.0.1:6443.");
            address = new("http://127.0.0.1/");
        }
        var settings = new KueueSettings(address, path(f, "token-file"), path(f, "authority-file"), Duration.FromSeconds(f.Whole("timeout-seconds", 1, 600, "seconds", 20)))
        {
            Cohort = f.Has("cohort") ? f.Text("cohort", 63) : null,
            NamespaceLabel = f.Text("namespace-label", "headroom.tenant", 63),
        };
        if (settings.Cohort is { } cohort && !KueueEntries.IsName(cohort)) f.Fault("cohort", RefusalCode.Malformed, $"'{Fields.Short(cohort)}' is no name for Kubernetes.");
        if (!Keys().IsMatch(settings.NamespaceLabel)) f.Fault("namespace-label", RefusalCode.Malformed, $"'{Fields.Short(settings.NamespaceLabel)}' is no key of a label.");
        f.Done();
        return settings;
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9.]{0,100}[a-z0-9])?/[A-Za-z0-9]([-A-Za-z0-9_.]{0,60}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Resources();

    [GeneratedRegex(@"^([a-z0-9]([-a-z0-9.]{0,250}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Keys();

    [GeneratedRegex(@"^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Values();
}

using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Schedulers.Dedicated;
using NodaTime;

namespace Headroom.Schedulers.Clusters;

/// <summary>Reads the parts of a cluster's file that are about blocks handed over whole.</summary>
static class DedicatedFile
{
    const int MostPlanes = 3;

    /// <summary>A pool: its name is all that the agent and the book share.</summary>
    public static ServedPool Pool(Fields f)
    {
        var pool = new ServedPool(f.Id("pool"), "", []);
        f.Done();
        return pool;
    }

    /// <summary>How the agent is reached, and how tenants are kept apart.</summary>
    /// <param name="path">The full path that a field names, or null.</param>
    public static DedicatedSettings Settings(Fields f, Func<Fields, string, string?> path)
    {
        var agent = f.Text("agent", 500);
        if (!Uri.TryCreate(agent.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            f.Fault("agent", RefusalCode.Malformed, "The address of the agent is expected, such as https://10.0.0.1:7080.");
            address = new("http://127.0.0.1/");
        }
        var settings = new DedicatedSettings(address, path(f, "token-file"), f.Has("token-variable") ? f.Text("token-variable", 100) : null, path(f, "authority-file"),
            Duration.FromSeconds(f.Whole("timeout-seconds", 1, 600, "seconds", 20)))
        {
            Isolation = f.Has("isolation") ? [.. f.Texts("isolation", MostPlanes).Distinct().Order(StringComparer.Ordinal)] : DedicatedSettings.Planes,
        };
        if (settings is { TokenFile: not null, TokenVariable: not null })
            f.Fault("token-variable", RefusalCode.Malformed, "The token is in a file or in the environment, not in both.");
        foreach (var other in settings.Isolation.Except(DedicatedSettings.Planes))
            f.Fault("isolation", RefusalCode.Malformed,
                $"'{Fields.Short(other)}' is nothing that a tenant can be kept apart on; {string.Join(", ", DedicatedSettings.Planes)} are.");
        f.Done();
        return settings;
    }
}

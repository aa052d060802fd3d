using System.Collections.Immutable;
using NodaTime;

namespace Headroom.Schedulers.Dedicated;

/// <summary>How the agent of a site's blocks is reached, and how tenants are kept apart there.</summary>
/// <param name="Agent">The agent's address, ending in a slash.</param>
/// <param name="TokenFile">A file with the bearer token; null for none there.</param>
/// <param name="TokenVariable">A variable of the environment with it; null for none there.</param>
/// <param name="AuthorityFile">A file with the certificate authority of the agent, in PEM; null for those that the machine trusts.</param>
/// <param name="Timeout">How long one request may take, 1 to 600 seconds.</param>
public sealed record DedicatedSettings(Uri Agent, string? TokenFile, string? TokenVariable, string? AuthorityFile, Duration Timeout)
{
    /// <summary>What a tenant can be kept apart on: its network, its storage, and the out-of-band management of its nodes.</summary>
    public static readonly ImmutableArray<string> Planes = ["network", "out-of-band", "storage"];

    /// <summary>On which of these tenants are kept apart, in order; all of them unless the cluster's file says less.</summary>
    public ImmutableArray<string> Isolation { get; init; } = Planes;
}

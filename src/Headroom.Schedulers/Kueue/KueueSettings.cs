using NodaTime;

namespace Headroom.Schedulers.Kueue;

/// <summary>How a Kubernetes cluster with Kueue is reached, and what its queues hang on.</summary>
/// <param name="Server">The address of the Kubernetes API.</param>
/// <param name="TokenFile">A file with the bearer token, read for every request since tokens expire; null where none is needed.</param>
/// <param name="AuthorityFile">A file with the certificate authority of the server, in PEM; null for those that the machine trusts.</param>
/// <param name="Timeout">How long one request may take, 1 to 600 seconds.</param>
public sealed record KueueSettings(Uri Server, string? TokenFile, string? AuthorityFile, Duration Timeout)
{
    /// <summary>Under which name fields are owned at the server: what others own is not touched.</summary>
    public const string Manager = "headroom";

    /// <summary>The cohort within which queues lend and borrow; null for one named as the cluster.</summary>
    public string? Cohort { get; init; }

    /// <summary>The label of a namespace that tells whose queue it may use; its value is the queue's name.</summary>
    public string NamespaceLabel { get; init; } = "headroom.tenant";
}

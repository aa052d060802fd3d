using System.Security.Cryptography.X509Certificates;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Dedicated;
using Headroom.Schedulers.Kueue;
using Headroom.Schedulers.Slurm;

namespace Headroom.Schedulers;

/// <summary>Gives the scheduler of a cluster's file.</summary>
public static class SchedulerOf
{
    /// <summary>The scheduler that a cluster's file names.</summary>
    /// <exception cref="SchedulerUnavailable">The certificate authority that it names cannot be read.</exception>
    public static IScheduler File(Cluster cluster) => cluster switch
    {
        { Kueue: { } kueue } => new KueueScheduler(cluster, Http(kueue.AuthorityFile)),
        { Dedicated: { } dedicated } => new DedicatedScheduler(cluster, Http(dedicated.AuthorityFile)),
        _ => new SlurmScheduler(cluster),
    };

    static HttpMessageInvoker Http(string? authorityFile)
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (authorityFile is not { } file) return new HttpMessageInvoker(handler);
        try
        {
            var authority = X509CertificateLoader.LoadCertificateFromFile(file);
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { authority } };
            handler.SslOptions.CertificateRevocationCheckMode = X509RevocationMode.NoCheck;
            return new HttpMessageInvoker(handler);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            handler.Dispose();
            throw new SchedulerUnavailable($"The certificate authority cannot be read: {fault.Message}");
        }
    }
}

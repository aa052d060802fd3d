using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Schedulers.Slurm;

/// <summary>How a Slurm cluster is reached and what its levels are called.</summary>
/// <param name="Configuration">The path of slurm.conf, or null for the machine's own.</param>
/// <param name="Programs">The folder of sacctmgr and scontrol, or null to look them up.</param>
/// <param name="Timeout">How long one command may take, 1 to 600 seconds.</param>
public sealed record SlurmSettings(string? Configuration, string? Programs, Duration Timeout)
{
    /// <summary>The machine's own Slurm, with 20 seconds for a command.</summary>
    public static SlurmSettings Usual { get; } = new(null, null, Duration.FromSeconds(20));

    /// <summary>The QOS under which own products run; every other level may take their place.</summary>
    public string OwnLevel { get; init; } = "own";

    /// <summary>The QOS of each tier of customers.</summary>
    public string FirmLevel { get; init; } = "firm";

    public string RecallableLevel { get; init; } = "recallable";

    public string InterruptibleLevel { get; init; } = "interruptible";

    /// <summary>Where slurmrestd answers, or null to ask the programs alone.</summary>
    public RestAddress? Rest { get; init; }

    /// <summary>The QOS of a tier of customers.</summary>
    public string LevelOf(QuotaTier tier) => tier switch
    {
        QuotaTier.Firm => FirmLevel,
        QuotaTier.Recallable => RecallableLevel,
        _ => InterruptibleLevel,
    };
}

/// <summary>Where slurmrestd answers.</summary>
/// <param name="Address">An http address, or <c>unix:</c> and the path of a socket.</param>
/// <param name="User">The user who asks, with a token; null where the socket says who asks.</param>
/// <param name="TokenFile">A file with the user's token, read for every request since tokens expire.</param>
public sealed record RestAddress(string Address, string? User, string? TokenFile);

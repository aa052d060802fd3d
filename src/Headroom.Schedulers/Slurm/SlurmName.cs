using System.Text.RegularExpressions;

namespace Headroom.Schedulers.Slurm;

/// <summary>
/// The names that may be handed to Slurm. Programs are started with lists of arguments and never through a shell, and Slurm itself speaks to its database; all the same nothing
/// passes that a shell, SQL or sacctmgr's own files would read as more than a name.
/// </summary>
public static partial class SlurmName
{
    /// <summary>Whether a text is a name: 1 to 63 of a-z, 0-9, '_', '.' and '-', starting with a letter or digit. Slurm keeps names of accounts in small letters.</summary>
    public static bool Is(string text) => Names().IsMatch(text);

    /// <summary>Whether a text names a countable resource: <c>gres/gpu</c>, <c>gres/gpu:h100</c>.</summary>
    public static bool IsResource(string text) => Resources().IsMatch(text);

    /// <summary>Why a text is no name, as a sentence.</summary>
    public static string Fault(string text) =>
        $"'{string.Concat(text.Take(60).Select(letter => char.IsControl(letter) ? '\uFFFD' : letter))}' is no name that Slurm is given: 1 to 63 of a-z, 0-9, '_', '.' and '-', starting with a letter or digit.";

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_.-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex(@"^gres/[a-z0-9_]{1,30}(:[a-z0-9_.-]{1,40})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Resources();
}

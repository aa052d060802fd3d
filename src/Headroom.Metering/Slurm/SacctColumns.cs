using System.Text;
using Headroom.Core.Units;
using Headroom.Formats;

namespace Headroom.Metering.Slurm;

/// <summary>Where the columns that are needed stand, by the first line of <c>sacct --parsable2</c>.</summary>
/// <param name="Job">The place of the job number.</param>
/// <param name="Account">The place of the account.</param>
/// <param name="Start">The place of the start.</param>
/// <param name="End">The place of the end.</param>
/// <param name="Tres">The place of what was allocated.</param>
/// <param name="Count">How many columns a line has.</param>
public sealed record SacctColumns(int Job, int Account, int Start, int End, int Tres, int Count)
{
    /// <summary>The most columns that are accepted.</summary>
    public const int Most = 64;

    /// <summary>What to ask sacct for.</summary>
    public const string Command = "sacct -a -X -D -P --format=JobIDRaw,Account,State,Start,End,AllocTRES";

    /// <summary>The columns of a first line, or the name of what is missing.</summary>
    public static Parsed<SacctColumns> Of(ReadOnlySpan<byte> line)
    {
        var names = Encoding.UTF8.GetString(line).TrimEnd('\r').Split('|');
        if (names.Length > Most) return Fault("", $"The first line names {names.Length} columns; at most {Most} are accepted.");
        int At(string name) => Array.FindIndex(names, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
        var missing = new[] { "JobIDRaw", "Account", "Start", "End", "AllocTRES" }.FirstOrDefault(name => At(name) < 0);
        return missing is not null ? Fault(missing, $"The first line must name the column {missing}, as '{Command}' writes it.")
            : new SacctColumns(At("JobIDRaw"), At("Account"), At("Start"), At("End"), At("AllocTRES"), names.Length);
    }

    static Refusal Fault(string field, string says) => new(RefusalCode.Malformed, field, says);
}

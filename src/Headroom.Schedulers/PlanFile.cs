using System.Text;
using Headroom.Formats;
using Headroom.Schedulers.Clusters;

namespace Headroom.Schedulers;

/// <summary>
/// A plan as a file for review, in a folder that may be a Git repository: one file a cluster, written anew only when the plan is another, so that its history is that of the plans.
/// </summary>
public static class PlanFile
{
    /// <summary>Writes the plan and gives the file's path.</summary>
    public static string Write(string folder, Look look, IEnumerable<string> commands)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{look.Cluster.Id}.plan");
        var text = Text(look, commands);
        if (File.Exists(file) && File.ReadAllText(file) == text) return file;
        var beside = file + ".new";
        File.WriteAllText(beside, text);
        File.Move(beside, file, overwrite: true);
        return file;
    }

    /// <summary>The plan as text. It names no position and no instant, so that the same changes give the same bytes.</summary>
    public static string Text(Look look, IEnumerable<string> commands)
    {
        var text = new StringBuilder();
        text.Append("# cluster ").Append(look.Cluster.Id).Append('\n').Append("# plan ").Append(look.Plan.IsEmpty ? "none" : look.Plan.Digest).Append('\n');
        foreach (var change in look.Plan.Changes) text.Append("# ").Append(change.Says).Append('\n');
        foreach (var withheld in look.Plan.Withheld) text.Append("# not written: ").Append(withheld.Id).Append(": ").Append(withheld.Why).Append('\n');
        foreach (var command in commands) text.Append(command).Append('\n');
        return text.ToString();
    }
}

namespace Headroom.Journal;

/// <summary>The right to do something alone on this machine: a file held open by one process at a time, given back when that process ends, however it ends.</summary>
public sealed class FileLease : IDisposable
{
    readonly FileStream _held;

    FileLease(FileStream held) => _held = held;

    /// <summary>The lease, or null while somebody else has it.</summary>
    public static FileLease? Take(string file)
    {
        try
        {
            if (Path.GetDirectoryName(file) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            return new(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) { return null; }
    }

    public void Dispose() => _held.Dispose();
}

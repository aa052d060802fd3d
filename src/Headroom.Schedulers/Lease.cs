namespace Headroom.Schedulers;

/// <summary>The right to write to a cluster: a file held open by one process of the machine at a time, given back when that process ends, however it ends.</summary>
sealed class Lease : IDisposable
{
    readonly FileStream _held;

    Lease(FileStream held) => _held = held;

    /// <summary>The lease, or null while somebody else has it.</summary>
    public static Lease? Take(string file)
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

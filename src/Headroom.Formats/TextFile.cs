using Headroom.Core.Units;

namespace Headroom.Formats;

/// <summary>Reads a file that a person names, with its size bounded before it is opened.</summary>
public static class TextFile
{
    /// <summary>The document in a file: JSON when its name ends in .json, else YAML. The path stands in every fault.</summary>
    public static Parsed<Node> Document(string path)
    {
        if (!Bytes(path, Node.MostCharacters * 4L).TryGet(out var bytes, out var fault)) return fault;
        return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? Node.FromJson(bytes)
            : Node.FromYaml(System.Text.Encoding.UTF8.GetString(bytes));
    }

    /// <summary>What a file's document says; every fault names the file.</summary>
    public static Parsed<T> Read<T>(string path, Func<Node, Parsed<T>> read)
    {
        var parsed = Document(path).Then(read);
        return parsed.Faults.Count == 0 ? parsed
            : Parsed<T>.Of(default!, [.. parsed.Faults.Select(fault => fault.Field == path ? fault : fault with { Says = $"{Path.GetFileName(path)}: {fault.Says}" })]);
    }

    /// <summary>The bytes of a file of at most <paramref name="most"/> bytes.</summary>
    public static Parsed<byte[]> Bytes(string path, long most)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return new Refusal(RefusalCode.NotFound, path, Directory.Exists(path) ? $"'{path}' is a directory; a file is expected." : $"There is no file '{path}'.");
            return file.Length <= most ? File.ReadAllBytes(path)
                : new Refusal(RefusalCode.TooLarge, path, $"The file has {file.Length} bytes; at most {most} are accepted.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Refusal(RefusalCode.NotFound, path, $"The file cannot be read: {fault.Message}");
        }
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Headroom.Agent;

/// <summary>
/// The blocks of a site and the work on them, kept in one file that is written anew with every change. Work ends by the clock: what is over by now is done whenever somebody looks,
/// so nothing runs in the background and nothing is lost when the agent is stopped.
/// </summary>
public sealed class Inventory
{
    /// <summary>The most blocks, and the most tasks that are remembered.</summary>
    public const int MostBlocks = 100_000, MostTasks = 1_000;

    static readonly JsonSerializerOptions Format = new() { WriteIndented = true, RespectNullableAnnotations = true };

    readonly Lock _lock = new();
    readonly string _file;
    readonly Func<DateTimeOffset> _now;
    Kept _kept;

    Inventory(string file, Kept kept, Func<DateTimeOffset> now) => (_file, _kept, _now) = (file, kept, now);

    /// <summary>The inventory that a file holds.</summary>
    /// <exception cref="InvalidDataException">The file is no inventory; the message says why.</exception>
    public static Inventory Open(string file, Func<DateTimeOffset> now)
    {
        Kept kept;
        try { kept = JsonSerializer.Deserialize<Kept>(File.ReadAllText(file), Format) ?? throw new InvalidDataException("The file holds no inventory."); }
        catch (JsonException fault) { throw new InvalidDataException($"The file is no inventory: {fault.Message}"); }
        if (kept.Blocks.Length > MostBlocks) throw new InvalidDataException($"There are more than {MostBlocks} blocks.");
        if (kept.Blocks.GroupBy(block => block.Id).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new InvalidDataException($"Block '{twice.Key}' stands twice.");
        if (kept.Blocks.FirstOrDefault(block => block.Nodes < 1 || block.GpusPerNode < 1) is { } empty) throw new InvalidDataException($"Block '{empty.Id}' has no GPUs.");
        return new(file, kept, now);
    }

    /// <summary>Every block as it is now, by name.</summary>
    public ImmutableArray<Block> Blocks { get { lock (_lock) return [.. Settled().Blocks.OrderBy(block => block.Id, StringComparer.Ordinal)]; } }

    /// <summary>A task, or null.</summary>
    public Work? Task(string id) { lock (_lock) return Settled().Tasks.FirstOrDefault(task => task.Id == id); }

    /// <summary>A block, or null.</summary>
    public Block? Block(string id) { lock (_lock) return Settled().Blocks.FirstOrDefault(block => block.Id == id); }

    /// <summary>How long work takes from now on; what has begun ends as it would have.</summary>
    public void Pace(int? isolateSeconds, int? eraseSeconds)
    {
        lock (_lock) Keep(Settled() with { IsolateSeconds = isolateSeconds ?? _kept.IsolateSeconds, EraseSeconds = eraseSeconds ?? _kept.EraseSeconds });
    }

    /// <summary>Gives a block to a tenant, or takes it back: the block and the task that this began, or why not. A block that is so already is given as it is.</summary>
    public (Block? Block, Work? Work, Refused? Why) Hand(string id, Tenancy asked, string? match)
    {
        lock (_lock)
        {
            if (Settled().Blocks.FirstOrDefault(each => each.Id == id) is not { } block) return (null, null, new(404, "NotFound", $"There is no block '{id}'."));
            if (Handing.IsDone(block, asked)) return (block, null, null);
            if (Handing.Why(block, asked, match) is { } why) return (block, null, why);
            var (begun, kind) = Handing.Begin(block, asked);
            var (now, number) = (_now(), _kept.Tasks.Length == 0 ? 1 : int.Parse(_kept.Tasks[^1].Id, System.Globalization.CultureInfo.InvariantCulture) + 1);
            var work = new Work(number.ToString(System.Globalization.CultureInfo.InvariantCulture), kind, id, now,
                now.AddSeconds(kind == "erase" ? _kept.EraseSeconds : _kept.IsolateSeconds));
            Keep(_kept with { Tasks = [.. _kept.Tasks.TakeLast(MostTasks - 1), work] });
            Put(begun with { Task = work.Id });
            return (Settled().Blocks.First(each => each.Id == id), work, null);
        }
    }

    /// <summary>Changes a block as somebody at the site would; null when there is none.</summary>
    public Block? Change(string id, Func<Block, Block> change)
    {
        lock (_lock)
        {
            if (Settled().Blocks.FirstOrDefault(each => each.Id == id) is not { } block) return null;
            Put(change(block));
            return _kept.Blocks.First(each => each.Id == id);
        }
    }

    Kept Settled()
    {
        var now = _now();
        foreach (var work in _kept.Tasks.Where(work => work.Until <= now))
            if (_kept.Blocks.FirstOrDefault(block => block.Task == work.Id) is { } block) Put(Handing.End(block, work, Digest));
        return _kept;
    }

    void Put(Block block) => Keep(_kept with { Blocks = [.. _kept.Blocks.Select(each => each.Id == block.Id ? block with { Revision = each.Revision + 1 } : each)] });

    void Keep(Kept kept)
    {
        var beside = _file + ".new";
        File.WriteAllText(beside, JsonSerializer.Serialize(kept, Format));
        File.Move(beside, _file, overwrite: true);
        _kept = kept;
    }

    static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>What the file holds.</summary>
    sealed record Kept(ImmutableArray<Block> Blocks)
    {
        /// <summary>How long it takes to keep a tenant apart, and to erase what it left.</summary>
        public int IsolateSeconds { get; init; }

        public int EraseSeconds { get; init; } = 20;

        public ImmutableArray<Work> Tasks { get; init; } = [];
    }
}

using System.Text.Json;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Schedulers.Dedicated;
using Headroom.Schedulers.State;

namespace Headroom.Schedulers;

/// <summary>A block as the agent reports it, beside what the book says of it.</summary>
/// <param name="State">Where the book says it stands; null for a block that it has not named.</param>
/// <param name="Wanted">Who is to have it, in the agent's word; null when the consent or the book says nothing of it.</param>
public sealed record BlockRow(BlockSeen Seen, BlockState? State, string? Wanted)
{
    /// <summary>Every block that was read, in order.</summary>
    public static IEnumerable<BlockRow> Of(Look look) => look.Observed.Blocks.Select(seen => new BlockRow(seen,
        look.Book.Blocks.Values.FirstOrDefault(block => block.Id.ToString() == seen.Name)?.StateAt(look.Now),
        look.Desired.Entries.GetValueOrDefault(new(DedicatedEntries.Block, seen.Name))?.Holder));

    /// <summary>The GPUs that cannot be used.</summary>
    public long Down => Seen.Gpus - Seen.GpusUp;

    /// <summary>What its tests came to, in words; empty when none ran.</summary>
    public string Tests => string.Join(", ", Seen.Tests.Select(test => $"{test.Name} {(test.IsPassed ? "passed" : "failed")}"));

    /// <summary>Whether its tenant is kept apart, in a word.</summary>
    public string Isolation => Seen.Tenant is null ? "" : Seen.IsIsolated ? "holds" : Seen.Task is null ? "broken" : "under way";

    /// <summary>Whether what its last tenant left is gone, in a word.</summary>
    public string Erased => Seen.Certificate ?? (Seen.MustBeErased ? Seen.Task is null ? "not erased" : "being erased" : "");

    public void Write(Utf8JsonWriter json) => json.Map(() =>
    {
        json.WriteString("block", Seen.Name);
        json.WriteString("pool", Seen.Pool);
        json.WriteString("state", State?.Word());
        json.WriteString("tenant", Seen.Tenant);
        json.WriteString("wanted", Wanted);
        json.WriteString("isolation", Isolation);
        json.WriteString("health", Seen.Health.ToString().ToLowerInvariant());
        json.WriteNumber("gpus", Seen.Gpus);
        json.WriteNumber("gpus-down", Down);
        json.WriteString("power", Seen.IsOn ? "on" : "off");
        json.WriteString("erased", Erased);
        json.WriteString("erased-at", Seen.ErasedAt is { } at ? Json.Text(at) : null);
        json.WriteString("firmware", Seen.Firmware);
        json.WriteBoolean("compliant", Seen.IsCompliant);
        json.WriteString("tests", Tests);
        json.WriteString("task", Seen.Task);
    });
}

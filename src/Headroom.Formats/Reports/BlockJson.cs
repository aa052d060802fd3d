using System.Text.Json;
using Headroom.Core.Capacity;
using Headroom.Formats.Facts;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>Blocks and what became of them, as JSON.</summary>
public static class BlockJson
{
    public static void Blocks(Utf8JsonWriter json, IEnumerable<HandoverBlock> blocks, Instant at) => json.List("blocks", blocks, block => json.Map(() => Standing(json, block, at)));

    /// <summary>A block with every move.</summary>
    public static void One(Utf8JsonWriter json, HandoverBlock block, Instant at)
    {
        Standing(json, block, at);
        json.List("moves", block.Moves, move => json.Map(() => BlockFormat.Write(json, move)));
    }

    static void Standing(Utf8JsonWriter json, HandoverBlock block, Instant at)
    {
        BlockFormat.Write(json, block);
        json.WriteString("state", block.StateAt(at).Word());
        if (block.LastBy(at) is { } last) json.Time("since", last.At);
        else json.WriteNull("since");
        json.WriteString("with", block.ContractAt(at)?.ToString());
        json.WriteString("erased-by", block.Certificate);
    }
}

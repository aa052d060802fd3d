using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Formats.Facts;

/// <summary>Reads and writes blocks and their moves, in files and requests as in facts.</summary>
public static class BlockFormat
{
    /// <summary>The kinds that stand here.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["block.named.v1", "block.moved.v1"];

    /// <summary>The states by name.</summary>
    public static readonly (string Word, BlockState Meaning)[] States = [.. Enum.GetValues<BlockState>().Select(state => (state.Word(), state))];

    internal static FactBody? Read(string kind, Fields f) => kind switch
    {
        "block.named.v1" => new BlockNamed(Block(f, f.Id("block"))),
        "block.moved.v1" => new BlockMoved(f.Id("block"), Move(f, f.Instant("at"))),
        _ => null,
    };

    /// <summary>A block's fields: nodes as a list.</summary>
    public static HandoverBlock Block(Fields f, Slug id) => Block(f, id, f.Has("nodes") ? f.Texts("nodes", HandoverBlock.MostNodes) : []);

    /// <summary>A block's fields with its nodes read otherwise.</summary>
    public static HandoverBlock Block(Fields f, Slug id, IReadOnlyList<string> nodes)
    {
        if (nodes.FirstOrDefault(node => node.Length is 0 or > HandoverBlock.MostCharacters || node.Any(char.IsControl)) is { } wrong)
            f.Fault("nodes", RefusalCode.OutOfRange, $"'{Fields.Short(wrong)}' is no name of a node: 1 to {HandoverBlock.MostCharacters} characters without control characters.");
        return new(id, f.Id("pool"), f.Gpus("gpus", low: 1), [.. nodes], f.Has("isolation") ? f.Text("isolation", HandoverBlock.MostCharacters) : null);
    }

    /// <summary>A move's fields; the instant may have been left out where the clock tells it.</summary>
    public static BlockMove Move(Fields f, Instant at) => new(f.Word("to", States), at, f.IdOrNone("contract"),
        f.Has("certificate") ? f.Text("certificate", BlockMove.MostCharacters) : null, f.Text("evidence", "", BlockMove.MostCharacters));

    internal static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case BlockNamed fact: Write(json, fact.Block); return true;
            case BlockMoved fact:
                json.WriteString("block", fact.Block.ToString());
                Write(json, fact.Move);
                return true;
            default: return false;
        }
    }

    /// <summary>A block as it is stored and shown, without what became of it.</summary>
    public static void Write(Utf8JsonWriter json, HandoverBlock block)
    {
        json.WriteString("block", block.Id.ToString());
        json.WriteString("pool", block.Pool.ToString());
        json.WriteNumber("gpus", block.Gpus.Count);
        if (block.Nodes.Length > 0) json.List("nodes", block.Nodes, json.WriteStringValue);
        if (block.Isolation is { } isolation) json.WriteString("isolation", isolation);
    }

    /// <summary>A move as it is stored and shown.</summary>
    public static void Write(Utf8JsonWriter json, BlockMove move)
    {
        json.WriteString("to", move.To.Word());
        json.Time("at", move.At);
        if (move.Contract is { } contract) json.WriteString("contract", contract.ToString());
        if (move.Certificate is { } certificate) json.WriteString("certificate", certificate);
        if (move.Evidence.Length > 0) json.WriteString("evidence", move.Evidence);
    }
}

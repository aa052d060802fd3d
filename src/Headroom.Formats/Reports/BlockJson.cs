using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Facts;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>Blocks, what became of them and how long each step took against the policy's plan, as JSON.</summary>
public static class BlockJson
{
    public static void Blocks(Utf8JsonWriter json, Book book, IEnumerable<HandoverBlock> blocks, Instant at) =>
        json.List("blocks", blocks, block => json.Map(() => Standing(json, book, block, at)));

    /// <summary>A block with every move.</summary>
    public static void One(Utf8JsonWriter json, Book book, HandoverBlock block, Instant at)
    {
        Standing(json, book, block, at);
        json.List("moves", block.Moves.Zip(BlockStep.Of(block, book.Policy)), move => json.Map(() =>
        {
            BlockFormat.Write(json, move.First);
            Against(json, move.Second, at);
        }));
    }

    /// <summary>Hours with at most one digit after the point, for people.</summary>
    public static decimal Hours(Duration length) => Rational.Of((long)length.TotalMinutes, 60).Round(1);

    static void Standing(Utf8JsonWriter json, Book book, HandoverBlock block, Instant at)
    {
        var step = BlockStep.At(block, book.Policy, at);
        BlockFormat.Write(json, block);
        json.WriteString("state", block.StateAt(at).Word());
        json.WriteString("since", step is null ? null : Json.Text(step.From));
        json.WriteString("with", step?.Contract?.ToString());
        json.WriteString("erased-by", block.Certificate);
        json.WriteString("ready-by", step?.ReadyBy is { } ready ? Json.Text(ready) : null);
        json.WriteBoolean("overdue", step?.IsOverdue(at) ?? false);
        if (step is not null) Against(json, step, at);
    }

    static void Against(Utf8JsonWriter json, BlockStep step, Instant at)
    {
        json.WriteNumber("took-hours", Hours(step.Took(at)));
        if (step.Plan is { } plan) json.WriteNumber("plan-hours", Hours(plan));
        else json.WriteNull("plan-hours");
    }
}

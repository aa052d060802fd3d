using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Formats.Facts;

/// <summary>Reads and writes reclaims and their stages, in files and requests as in facts.</summary>
public static class ReclaimFormat
{
    /// <summary>The kinds that stand here.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["reclaim.asked.v1", "reclaim.moved.v1"];

    /// <summary>The stages that are said, by name; asked is where it begins.</summary>
    public static readonly (string Word, ReclaimStage Meaning)[] Stages =
        [.. Enum.GetValues<ReclaimStage>().Where(stage => stage != ReclaimStage.Asked).Select(stage => (ReclaimProgress.Word(stage), stage))];

    internal static FactBody? Read(string kind, Fields f) => kind switch
    {
        "reclaim.asked.v1" => new ReclaimAsked(Case(f, f.Id("reclaim"), f.Instant("at"))),
        "reclaim.moved.v1" => new ReclaimMoved(f.Id("reclaim"), Move(f, f.Instant("at"))),
        _ => null,
    };

    /// <summary>A reclaim's fields; the instant may have been left out where the clock tells it.</summary>
    public static ReclaimCase Case(Fields f, Slug id, Instant at) => new(id, f.Id("contract"), f.Text("clause", 60), f.Gpus("gpus", low: 1), f.Date("by"), at,
        f.Has("blocks") ? [.. f.Words("blocks", ReclaimCase.MostBlocks).Select(name => Block(f, name))] : [], f.Text("reason"));

    static Slug Block(Fields f, string name)
    {
        if (Slug.TryParse(name) is { } id) return id;
        f.Fault("blocks", RefusalCode.Malformed, $"'{Fields.Short(name)}' is not an id: {Slug.Rule}.");
        return default;
    }

    /// <summary>A stage's fields.</summary>
    public static ReclaimMove Move(Fields f, Instant at) => new(f.Word("to", Stages), at, f.DateOrNone("from"), f.Text("evidence", "", 500));

    internal static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case ReclaimAsked fact: Write(json, fact.Case); return true;
            case ReclaimMoved fact:
                json.WriteString("reclaim", fact.Reclaim.ToString());
                json.WriteString("to", ReclaimProgress.Word(fact.Move.To));
                json.Time("at", fact.Move.At);
                if (fact.Move.From is { } from) json.Date("from", from);
                if (fact.Move.Evidence.Length > 0) json.WriteString("evidence", fact.Move.Evidence);
                return true;
            default: return false;
        }
    }

    /// <summary>A reclaim as it is stored and shown, without what became of it.</summary>
    public static void Write(Utf8JsonWriter json, ReclaimCase reclaim)
    {
        json.WriteString("reclaim", reclaim.Id.ToString());
        json.WriteString("contract", reclaim.Contract.ToString());
        json.WriteString("clause", reclaim.Clause);
        json.WriteNumber("gpus", reclaim.Gpus.Count);
        json.Date("by", reclaim.By);
        json.Time("at", reclaim.Asked);
        if (reclaim.Blocks.Length > 0) json.WriteString("blocks", string.Join(", ", reclaim.Blocks));
        json.WriteString("reason", reclaim.Reason);
    }
}

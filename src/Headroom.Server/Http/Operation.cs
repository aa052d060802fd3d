using System.Collections.Immutable;

namespace Headroom.Server.Http;

/// <summary>One input of an operation by name: in its path, its query, its headers or its document.</summary>
/// <param name="Type">A JSON Schema type: string, integer, number, boolean, object, array.</param>
/// <param name="Says">What it is, with its unit and default.</param>
/// <param name="Required">Whether it must be there.</param>
sealed record Parameter(string Name, string Type, string Says, bool Required = false)
{
    public static readonly Parameter Position = new("position", "integer", "See the book as it was at this position of the journal. Default: the head.");
    public static readonly Parameter At = new("at", "string", "The date at which to look, such as 2026-06-30; all of it has happened. Default: the book's today.");
    public static readonly Parameter From = new("from", "string", "The first date, such as 2026-07-01. Default: the book's today.");
    public static readonly Parameter Limit =
        new("limit", "integer", $"How many items the page holds at most, 1 to {Asked.MostItems}. Default: {Asked.UsualItems}; in CSV {Asked.MostRows}.");
    public static readonly Parameter After = new("after", "string", "The cursor that the page before gave as 'next'.");
    public static readonly Parameter Variant = new("variant", "string", "The variant of the document's assumptions to take.");
    public static readonly Parameter Framework = new("framework", "string", "The standards that the report is worded by: us-gaap or ifrs. Default: us-gaap.");
    public static readonly Parameter Contract = new("contract", "string", "The contract's id.", Required: true);
}

/// <summary>What an operation does and takes, for its description and for the checks of its inputs.</summary>
/// <param name="Summary">One line.</param>
/// <param name="Parameters">Path and query.</param>
/// <param name="MediaTypes">The media types of its body; empty when it takes none.</param>
/// <param name="Fields">The fields of its document.</param>
sealed record Operation(string Summary, ImmutableArray<Parameter> Parameters, ImmutableArray<string> MediaTypes, ImmutableArray<Parameter> Fields)
{
    public static readonly ImmutableArray<string> Documents = [Bodies.JsonType, Bodies.YamlType];

    /// <summary>Whether it says something to the book; then it takes an idempotency key and an actor.</summary>
    public bool Writes { get; init; }

    /// <summary>What a body holds that is no document.</summary>
    public string Holds { get; init; } = "";

    /// <summary>
    /// The fields of its document that an idempotency key stands for, where the others are personal: a digest of them, kept for ever with the key,
    /// would let the content be found again once it is erased. Null: the whole body.
    /// </summary>
    public ImmutableArray<string>? KeyedBy { get; init; }

    /// <summary>Whether a table of its answer can be had as CSV.</summary>
    public bool HasTables => Parameters.Contains(Tabular.Parameters[0]);

    /// <summary>The media type of its answer.</summary>
    public string Answers { get; init; } = Bodies.JsonType;

    /// <summary>Whether its answer can be had as HTML and as PDF too.</summary>
    public bool IsPaperToo { get; init; }

    /// <summary>The largest body in bytes.</summary>
    public int MostBytes { get; init; } = Bodies.MostDocumentBytes;
}

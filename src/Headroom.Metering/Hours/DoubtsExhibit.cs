using System.Collections.Immutable;
using Headroom.Core.Time;
using Headroom.Formats;
using Headroom.Journal;

namespace Headroom.Metering.Hours;

/// <summary>What of a sealed month was doubtful: stretches without any record, and the records set aside. At most <see cref="Quarantine.Kept"/> of each are kept.</summary>
public sealed record Doubts(ImmutableArray<Window> Gaps, ImmutableArray<SetAside> Records)
{
    public static readonly Doubts None = new([], []);
}

/// <summary>The doubts of an import as an exhibit, which its seal names, so that they can be looked at for as long as the seal can.</summary>
public static class DoubtsExhibit
{
    /// <summary>The media type under which it is stored.</summary>
    public const string MediaType = "application/vnd.headroom.doubts+json";

    static readonly (string Word, Doubt Meaning)[] Words = [.. Enum.GetValues<Doubt>().Select(doubt => (ImportJson.Word(doubt), doubt))];

    /// <summary>The exhibit of an import; null when nothing of it was doubtful.</summary>
    public static Exhibit? Of(Imported import) => import.Quarantine.Count == 0 && import.Gaps.IsEmpty ? null : new(MediaType, Json.Bytes(json => json.Map(() =>
    {
        json.List("gaps", import.Gaps.Take(Quarantine.Kept), gap => json.Map(() => ImportJson.Write(json, gap)));
        json.List("quarantine", import.Quarantine.Records, record => json.Map(() => ImportJson.Write(json, record)));
    })));

    /// <summary>The doubts of an exhibit that <see cref="Of"/> made.</summary>
    public static Parsed<Doubts> Read(ReadOnlyMemory<byte> content) => Node.FromJson(content).Then(node =>
    {
        var faults = new List<Core.Units.Refusal>();
        var fields = Fields.Of(node, faults);
        return Parsed<Doubts>.Of(new(
            [.. fields.List("gaps", Quarantine.Kept).Select(gap => new Window(gap.Instant("from"), gap.Instant("end")))],
            [.. fields.List("quarantine", Quarantine.Kept)
                .Select(record => new SetAside(record.Whole("line", 0, long.MaxValue, ""), record.Word("reason", Words), record.Text("field", "", 100),
                    record.Text("value", "", 500)))]), faults);
    });
}

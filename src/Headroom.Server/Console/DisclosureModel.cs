using System.Globalization;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using Headroom.Formats;
using Headroom.Formats.Terms;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the page of the disclosure pack shows: the pack of a date, and links to the ends of quarters.</summary>
/// <param name="Pack">Null where nothing had been recorded by the date; then <paramref name="Refused"/> says so.</param>
public sealed record DisclosureModel(Surroundings Around, LocalDate At, Framework Framework, Pack? Pack, string? Refused)
{
    /// <summary>How many ends of quarters are linked.</summary>
    const int Quarters = 4;

    /// <summary>Spans of time that stand beside each other; more do not fit.</summary>
    public const int ColumnsOfATable = 4;

    /// <summary>The date through which what was recorded counts, where it was asked for.</summary>
    public LocalDate? Known { get; private init; }

    /// <summary>The variant that it is under, where one was asked for.</summary>
    public string? Variant { get; private init; }

    internal static DisclosureModel Of(Asked asked)
    {
        var at = asked.At;
        var (pack, refusal) = Api.Disclosures.Of(asked);
        return new(Surroundings.Of(asked), at, pack?.Framework ?? Framework.UsGaap, pack, refusal?.Says)
        {
            Known = asked.Input.DateOrNone("known"),
            Variant = asked.Input.Has("variant") ? asked.Input.Text("variant", 60) : null,
        };
    }

    /// <summary>The ends of the last quarters before the book's today, the latest first.</summary>
    public IEnumerable<LocalDate> Ends
    {
        get
        {
            var end = Span.Quarter(Around.Today).From.PlusDays(-1);
            for (var i = 0; i < Quarters; i++, end = Span.Quarter(end).From.PlusDays(-1)) yield return end;
        }
    }

    /// <summary>The query of this pack, or of another date, framework or knowledge. A date that what counts does not reach is seen as it was known on that date.</summary>
    public string Query(LocalDate? at = null, Framework? framework = null, LocalDate? known = null) =>
        $"?at={Json.Text(at ?? At)}{((known ?? Known) is { } through && through > (at ?? At) ? $"&known={Json.Text(through)}" : "")}&framework={Words.Of(Words.Frameworks, framework ?? Framework)}"
        + $"{(Variant is { } variant ? $"&variant={Uri.EscapeDataString(variant)}" : "")}{(Around.IsEarlier ? FormattableString.Invariant($"&position={Around.Position}") : "")}";

    /// <summary>An amount in its unit; a dash where there is none.</summary>
    public static string Text(decimal? amount, string unit) => amount is not { } some ? "–"
        : unit == Figure.Share ? some.ToString("0.0#%", CultureInfo.InvariantCulture)
        : Currency.Of(unit) is { } currency ? Show.Exact(some, currency) : $"{Show.Count(some)} {unit}";
}

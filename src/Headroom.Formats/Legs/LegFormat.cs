using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary>
/// How one kind of leg is read and written. A new clause adds one entry to <see cref="All"/> and one file beside this one.
/// </summary>
/// <param name="Word">The first word of the leg, which tells its kind; its value is the leg's subject.</param>
/// <param name="Kind">The leg's type.</param>
/// <param name="Read">Reads the leg, given the first day of the term, from which relative dates count, and the assumptions it may name.</param>
/// <param name="Write">Writes the leg's fields as <paramref name="Read"/> reads them, with dates and assumptions resolved.</param>
sealed record LegFormat(
    string Word, Type Kind, Func<Fields, LocalDate, IReadOnlyDictionary<string, Assumption>, Leg> Read, Action<Utf8JsonWriter, Leg> Write)
{
    /// <summary>Every kind of leg there is.</summary>
    static readonly ImmutableArray<LegFormat> All =
    [
        ReserveFormat.Format, MonthlyFormat.Format, OnceFormat.Format, UsageFormat.Format, ProRataFormat.Format, EscalatorFormat.Format,
        BulkCreditsFormat.Format, IndexationFormat.Format, PowerFormat.Format, ExtensionFormat.Format, BackstopFormat.Format,
        SlaFormat.Format, ExitFormat.Format, PrepaymentFormat.Format,
        DeliveryFormat.Format, LateDeliveryFormat.Format, PartialReleaseFormat.Format, CauseFormat.Format,
        PauseFormat.Format, ReclaimFormat.Format, SubstitutionFormat.Format, ExitAssistanceFormat.Format,
        ChangeOfControlFormat.Format, SupportFormat.Format,
        CustomerConsiderationFormat.Format,
        FirstRefusalFormat.Format, MostFavouredFormat.Format, AssignedPartFormat.Format,
        BorrowingFormat.Format,
    ];

    /// <summary>A format by the leg's type.</summary>
    public static LegFormat Of<T>(string word, Func<Fields, LocalDate, IReadOnlyDictionary<string, Assumption>, T> read, Action<Utf8JsonWriter, T> write)
        where T : Leg => new(word, typeof(T), read, (json, leg) => write(json, (T)leg));

    /// <summary>Reads a leg of any kind; null with a fault when its kind is not known.</summary>
    public static Leg? ReadAny(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var word = leg.OneOf([.. All.Select(format => format.Word)]);
        var read = All.FirstOrDefault(format => format.Word == word)?.Read(leg, from, assumptions);
        var cites = leg.MapOrNone("cites") is { } place ? Citation(place) : null;
        leg.Done();
        return read is null ? null : read with { Cites = cites };
    }

    /// <summary>Writes a leg of any kind.</summary>
    public static void WriteAny(Utf8JsonWriter json, Leg leg) => json.Map(() =>
    {
        All.Single(format => format.Kind == leg.GetType()).Write(json, leg);
        if (leg.Cites is { } place) json.Map("cites", () => WriteCitation(json, place));
    });

    static Citation Citation(Fields place)
    {
        var cited = new Citation(place.Text("document", 200), place.Text("paragraph", 60), place.Has("sha256") ? place.Text("sha256", 64) : null);
        if (cited.Digest is { } digest && (digest.Length != 64 || !digest.All(char.IsAsciiHexDigitLower)))
            place.Fault("sha256", RefusalCode.Malformed, $"'{Fields.Short(digest)}' is not a SHA-256 digest: 64 hexadecimal digits in lower case.");
        place.Done();
        return cited;
    }

    static void WriteCitation(Utf8JsonWriter json, Citation place)
    {
        json.WriteString("document", place.Document);
        json.WriteString("paragraph", place.Paragraph);
        if (place.Digest is { } digest) json.WriteString("sha256", digest);
    }
}

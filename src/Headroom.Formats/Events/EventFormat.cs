using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Formats.Events;

/// <summary>
/// How one kind of event under a contract is read and written, in files, requests and facts alike. A new event adds one entry to
/// <see cref="All"/> and one file beside this one.
/// </summary>
/// <param name="Word">The event's name.</param>
/// <param name="Kind">The event's type.</param>
/// <param name="Fields">Its fields beside <c>on</c>, each with what it is, for help texts.</param>
/// <param name="Read">Reads its fields, given the date on which it happened.</param>
/// <param name="Write">Writes its fields as <paramref name="Read"/> reads them.</param>
sealed record EventFormat(
    string Word, Type Kind, string Fields, Func<Fields, LocalDate, ContractEvent> Read, Action<Utf8JsonWriter, ContractEvent> Write)
{
    /// <summary>Every kind of event there is.</summary>
    public static readonly ImmutableArray<EventFormat> All =
    [
        ExtensionExercisedFormat.Format, ContractAssignedFormat.Format, BackstopCalledFormat.Format,
        CreditClaimedFormat.Format, TrancheFormats.Ready, TrancheFormats.Accepted, TrancheFormats.Rejected, TrancheFormats.Terminated,
        PartReleasedFormat.Format, NoticeFormats.Contested, NoticeFormats.Confirmed, NoticeFormats.Withdrawn,
        BreachFormats.Notified, BreachFormats.Cured, BreachFormats.Terminated,
        PauseFormats.Paused, PauseFormats.Resumed, ReclaimFormats.Reclaimed, ReclaimFormats.Returned,
        ReclaimFormats.OptedIn, ReclaimFormats.Withdrawn,
        SubstitutionFormats.Proposed, SubstitutionFormats.Consented, SubstitutionFormats.Refused, SubstitutionFormats.Made,
        ControlFormats.Changed, ControlFormats.Consented, SupportFormats.Called, SupportFormats.SteppedIn,
        FirstRefusalFormats.Offered, FirstRefusalFormats.Exercised, FirstRefusalFormats.Waived,
        LowerPriceClaimedFormat.Format,
    ];

    /// <summary>A format by the event's type.</summary>
    public static EventFormat Of<T>(string word, string fields, Func<Fields, LocalDate, T> read, Action<Utf8JsonWriter, T> write)
        where T : ContractEvent => new(word, typeof(T), fields, read, (json, happened) => write(json, (T)happened));
}

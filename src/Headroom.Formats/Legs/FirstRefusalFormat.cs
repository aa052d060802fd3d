using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>first-refusal: NAME</c>: which further capacity is offered to the buyer before others, and in how many days it answers.</summary>
static class FirstRefusalFormat
{
    public static LegFormat Format { get; } = LegFormat.Of("first-refusal", Read, Write);

    static FirstRefusal Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions) => new(
        leg.Text("first-refusal", 60), Scopes.Read(leg), leg.Has("most") ? leg.Gpus("most", low: 1) : null,
        (int)leg.Whole("answer-days", 1, FirstRefusal.MostAnswerDays, "days"), leg.WordOr("before", FirstRefusalBefore.Signing, Words.FirstRefusals),
        leg.DateOrNone("from"), leg.DateOrNone("through"));

    static void Write(Utf8JsonWriter json, FirstRefusal leg)
    {
        json.WriteString("first-refusal", leg.Name);
        Scopes.Write(json, leg.Over);
        if (leg.Most is { } most) json.WriteNumber("most", most.Count);
        json.WriteNumber("answer-days", leg.AnswerDays);
        json.WriteString("before", Words.Of(Words.FirstRefusals, leg.Before));
        if (leg.From is { } from) json.Date("from", from);
        if (leg.Through is { } through) json.Date("through", through);
    }
}

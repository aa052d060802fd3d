using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>monthly: NAME</c>, with steps of an amount a month and a proration rule.</summary>
static class MonthlyFormat
{
    const int MostSteps = 400;

    public static LegFormat Format { get; } = LegFormat.Of("monthly", Read, Write);

    static Monthly Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var steps = leg.List("steps", MostSteps).Select(step =>
        {
            var read = new FeeStep(step.Date("from"), Assumptions.Value(step, "amount", assumptions, 0, Money.Most, "a month"));
            step.Done();
            return read;
        });
        return new Monthly(leg.Text("monthly", 60), [.. steps], leg.WordOr("proration", Proration.ActualDays, Words.Prorations));
    }

    static void Write(Utf8JsonWriter json, Monthly monthly)
    {
        json.WriteString("monthly", monthly.Name);
        json.List("steps", monthly.Steps, step => json.Map(() => { json.Date("from", step.From); json.WriteNumber("amount", step.Amount); }));
        json.WriteString("proration", Words.Of(Words.Prorations, monthly.Proration));
    }
}

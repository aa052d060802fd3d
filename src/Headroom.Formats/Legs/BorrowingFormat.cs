using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>borrowing: NAME</c>: whether own work may use what the buyer leaves idle of a pool, its notice, and what is credited for it.</summary>
static class BorrowingFormat
{
    public static LegFormat Format { get; } = LegFormat.Of("borrowing", Read, Write);

    static Borrowing Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var (name, pool, isPermitted) = (leg.Text("borrowing", 60), leg.Id("pool"), leg.Bool("permitted", true));
        var minutes = (int)leg.Whole("notice-minutes", 0, Borrowing.MostMinutes, "minutes", 0);
        if (!isPermitted && leg.Has("notice-minutes")) leg.Fault("notice-minutes", RefusalCode.InvalidTerms, "What may not be borrowed has no notice.");
        return new(name, pool, isPermitted ? minutes : null, leg.Has("compensation") ? Assumptions.Value(leg, "compensation", assumptions, 0, Money.Most, "a unit") : 0,
            leg.Text("meter", Borrowing.UsualMeter, 60));
    }

    static void Write(Utf8JsonWriter json, Borrowing leg)
    {
        json.WriteString("borrowing", leg.Name);
        json.WriteString("pool", leg.Pool.ToString());
        json.WriteBoolean("permitted", leg.IsPermitted);
        if (leg.NoticeMinutes is { } minutes) json.WriteNumber("notice-minutes", minutes);
        if (leg.Compensation == 0) return;
        json.WriteNumber("compensation", leg.Compensation);
        json.WriteString("meter", leg.Meter);
    }
}

using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Formats.Terms;

/// <summary>Reads the legs of terms; a leg's kind is told by its first word.</summary>
static class Legs
{
    const int MostSteps = 400;

    public static Leg? Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        Leg? read = leg.OneOf("reserve", "monthly", "pro-rata", "exit") switch
        {
            "reserve" => Reserve(leg, assumptions),
            "monthly" => Monthly(leg, assumptions),
            "pro-rata" => new ProRata(leg.Id("pro-rata"), leg.Date("deadline")),
            "exit" => Exit(leg, from),
            _ => null,
        };
        leg.Done();
        return read;
    }

    static Reserve Reserve(Fields leg, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var whole = leg.MapOrNone("of") is { } of ? Whole(of) : (PowerDraw?)null;
        var steps = leg.List("steps", MostSteps).Select(step => Step(step, whole, assumptions));
        return new Reserve(leg.Id("reserve"), whole, [.. steps]);
    }

    static PowerDraw Whole(Fields of)
    {
        var gpus = of.Gpus("gpus", low: 1);
        var power = new Kilowatts(of.Decimal("kilowatts", 0, Kilowatts.Most, "kW"));
        of.Done();
        return new(power, gpus);
    }

    static ReserveStep Step(Fields step, PowerDraw? whole, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var from = step.Date("from");
        var gpus = whole is not null && !step.Has("gpus") ? Share(step, whole.Value, assumptions)
            : new Gpus((long)Whole(step, Assumptions.Value(step, "gpus", assumptions, 0, Gpus.Most, "GPUs")));
        step.Done();
        return new(from, gpus);
    }

    static Gpus Share(Fields step, PowerDraw whole, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var share = Assumptions.Value(step, "share", assumptions, 0, 1, "(share)");
        var gpus = share * whole.Per.Count;
        if (gpus != decimal.Truncate(gpus)) step.Fault("share", RefusalCode.OutOfRange, $"{share:0.####%} of {whole.Per} is not a whole number of GPUs.");
        return new((long)gpus);
    }

    static decimal Whole(Fields step, decimal gpus)
    {
        if (gpus != decimal.Truncate(gpus)) step.Fault("gpus", RefusalCode.OutOfRange, $"{gpus} GPUs is not a whole number.");
        return decimal.Truncate(gpus);
    }

    static Monthly Monthly(Fields leg, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var steps = leg.List("steps", MostSteps).Select(step =>
        {
            var read = new FeeStep(step.Date("from"), Assumptions.Value(step, "amount", assumptions, 0, Money.Most, "a month"));
            step.Done();
            return read;
        });
        return new Monthly(leg.Text("monthly", 60), [.. steps], leg.WordOr("proration", Proration.ActualDays, Words.Prorations));
    }

    static Exit Exit(Fields leg, LocalDate from)
    {
        var inside = leg.WordOr("served", false, ("after-lock-in", false), ("inside-lock-in", true));
        var lockedUntil = leg.Has("lock-in") ? Length(leg, "lock-in").After(from) : (LocalDate?)null;
        if (lockedUntil is not null && (leg.Has("notice-from") || leg.Has("no-end-before")))
            leg.Fault("lock-in", RefusalCode.InvalidTerms, "State the initial period either as a lock-in or by its dates, not both.");
        return new Exit(
            leg.Word("exit", Words.Exits),
            leg.DateOrNone("notice-from") ?? (inside ? from : lockedUntil ?? from),
            leg.DateOrNone("no-end-before") ?? (inside ? lockedUntil?.PlusDays(-1) : null),
            Length(leg, "notice"),
            leg.WordOr("early-notice", EarlyNotice.Refused, Words.EarlyNotices),
            leg.WordOr("last-day", LastDayRule.DayServed, Words.LastDays));
    }

    /// <summary>A length such as "90 days" or "3 months".</summary>
    static NoticeLength Length(Fields leg, string name)
    {
        var text = leg.Text(name, 20);
        var parts = text.Split(' ');
        var months = parts is [_, "months" or "month"];
        if (!months && parts is not [_, "days" or "day"])
        {
            if (text.Length > 0) leg.Fault(name, RefusalCode.UnknownUnit, $"'{text}' is not a length; write it as '90 days' or '3 months'.");
            return default;
        }
        var count = leg.Decimal(name, parts[0], 0, months ? 120 : Core.Contracts.Exit.MostDays, parts[1]);
        if (count != decimal.Truncate(count)) leg.Fault(name, RefusalCode.OutOfRange, $"'{text}' is not a whole number of {parts[1]}.");
        return new((int)decimal.Truncate(count), months);
    }
}

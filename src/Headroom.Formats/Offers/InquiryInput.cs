using System.Collections.Immutable;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Formats.Valuation;
using NodaTime;

namespace Headroom.Formats.Offers;

/// <summary>
/// Reads an inquiry from named fields, whether they are options of a command, a request's body or a page's form (docs/formats/inquiry.md): the same names, bounds and faults
/// everywhere.
/// </summary>
public static class InquiryInput
{
    const decimal KilowattsOfAMegawatt = 1000;

    public static readonly (string Word, Firmness Meaning)[] Tiers = [("firm", Firmness.Firm), ("recallable", Firmness.Recallable), ("interruptible", Firmness.Interruptible)];

    /// <summary>The inquiry that the fields state; what is at fault is noted among them.</summary>
    public static Inquiry Read(Fields f)
    {
        var power = f.OneOf("gpus", "megawatts") == "megawatts";
        if (f.Has("gpus") && f.Has("megawatts")) f.Fault("megawatts", RefusalCode.Malformed, "State either GPUs or megawatts, not both.");
        // Nothing is a number, so that it is the inquiry itself which says that it asks for nothing.
        var much = power ? f.Decimal("megawatts", 0, Kilowatts.Most / KilowattsOfAMegawatt, "MW") * KilowattsOfAMegawatt
            : f.Has("gpus") ? f.Whole("gpus", 0, Gpus.Most, "GPUs") : 0;
        var from = f.Date("from");
        return new(new(much, power), from, Through(f, from), f.WordOr("tier", Firmness.Firm, Tiers))
        {
            Pool = f.IdOrNone("pool"),
            Class = f.IdOrNone("class"),
            Ramp = Ramp(f, power),
            NoticeDays = f.Has("notice-days") ? (int)f.Whole("notice-days", 0, Core.Contracts.Exit.MostDays, "days") : null,
            NoticeFrom = f.DateOrNone("notice-from"),
            Fee = Fee(f),
            Buyer = f.IdOrNone("buyer") ?? Slug.Of("inquirer"),
        };
    }

    static LocalDate Through(Fields f, LocalDate from)
    {
        if (f.OneOf("through", "months") != "months") return f.Has("through") ? f.Date("through") : from;
        if (f.Has("through")) f.Fault("months", RefusalCode.Malformed, "State either the last day or the months, not both.");
        return from.PlusMonths((int)f.Whole("months", 1, 120, "months")).PlusDays(-1);
    }

    /// <summary>Steps as <c>2026-07-01=1000,2026-10-01=4000</c>, in the unit of the amount.</summary>
    static ImmutableArray<(LocalDate, decimal)> Ramp(Fields f, bool power)
    {
        if (!f.Has("ramp")) return [];
        return [.. f.Words("ramp", Inquiry.MostSteps).Select(step =>
        {
            var parts = step.Split('=');
            var date = NodaTime.Text.LocalDatePattern.Iso.Parse(parts[0]);
            if (parts.Length != 2 || !date.Success) f.Fault("ramp", RefusalCode.Malformed, $"'{Fields.Short(step)}' is not a step of a ramp; write 2026-07-01=1000.");
            var much = parts.Length == 2 ? f.Decimal("ramp", parts[1], 0, Gpus.Most, power ? "MW" : "GPUs") : 0;
            return (date.Success ? date.Value : Fields.Earliest, power ? much * KilowattsOfAMegawatt : much);
        })];
    }

    static AskedFee? Fee(Fields f)
    {
        if (!f.Has("price"))
        {
            if (f.Has("currency") || f.Has("per")) _ = f.Text("currency", "", 10) + f.Text("per", "", 10);
            return null;
        }
        var amount = f.Decimal("price", 0, Money.Most, "");
        if (!f.Has("currency"))
        {
            f.Fault("currency", RefusalCode.Malformed, $"A price needs its currency; known are {Currency.Codes}.");
            return null;
        }
        var code = f.Text("currency", 10);
        if (Currency.Of(code) is null && code.Length > 0) f.Fault("currency", RefusalCode.UnknownUnit, $"'{code}' is not a known currency; known are {Currency.Codes}.");
        return new(amount, Currency.Of(code) ?? Currency.Usd, f.WordOr("per", PriceBasis.GpuHour, OutlookReader.Bases));
    }
}

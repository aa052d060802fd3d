using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary>
/// <c>exit: either party | seller | buyer</c>. The initial period is stated as a lock-in and whether notice may be served inside it,
/// or by its dates, which is how it is written back. <c>fee</c> is a share of the fees that remain.
/// </summary>
static class ExitFormat
{
    const int MostFeeSteps = 60;

    public static LegFormat Format { get; } = LegFormat.Of("exit", Read, Write);

    static Exit Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var inside = leg.WordOr("served", false, ("after-lock-in", false), ("inside-lock-in", true));
        var lockedUntil = leg.Has("lock-in") ? Length(leg, "lock-in").After(from) : (LocalDate?)null;
        if (lockedUntil is not null && (leg.Has("notice-from") || leg.Has("no-end-before")))
            leg.Fault("lock-in", RefusalCode.InvalidTerms, "State the initial period either as a lock-in or by its dates, not both.");
        return new Exit(
            leg.Word("exit", Words.Exits),
            leg.DateOrNone("notice-from") ?? (inside ? from : lockedUntil ?? from),
            leg.DateOrNone("no-end-before") ?? (inside && lockedUntil > from ? lockedUntil?.PlusDays(-1) : null),
            Length(leg, "notice"),
            leg.WordOr("early-notice", EarlyNotice.Refused, Words.EarlyNotices),
            leg.WordOr("last-day", LastDayRule.DayServed, Words.LastDays))
        {
            FeeShare = leg.Has("fee") ? leg.Share("fee") : 0,
            FeeSteps = leg.Has("fee-steps") ? [.. leg.List("fee-steps", MostFeeSteps).Select(FeeStep)] : [],
            NoticeUntil = leg.DateOrNone("notice-until"),
            AfterAcceptance = leg.Has("after-acceptance") ? Length(leg, "after-acceptance") : null,
            Form = new NoticeForm(leg.Has("forms") ? [.. leg.Words("forms", NoticeForm.MostWords)] : [], leg.Has("address") ? leg.Text("address", 200) : null,
                leg.Has("signatory") ? leg.Text("signatory", 60) : null, leg.Has("receipt-days") ? (int)leg.Whole("receipt-days", 0, 60, "days") : 0),
        };
    }

    static FeeShareStep FeeStep(Fields step)
    {
        var read = new FeeShareStep(step.Date("from"), step.Share("share"));
        step.Done();
        return read;
    }

    /// <summary>A length such as "90 days" or "3 months".</summary>
    internal static NoticeLength Length(Fields leg, string name)
    {
        var text = leg.Text(name, 20);
        var parts = text.Split(' ');
        var months = parts is [_, "months" or "month"];
        if (!months && parts is not [_, "days" or "day"])
        {
            if (text.Length > 0) leg.Fault(name, RefusalCode.UnknownUnit, $"'{text}' is not a length; write it as '90 days' or '3 months'.");
            return default;
        }
        var count = leg.Decimal(name, parts[0], 0, months ? 120 : Exit.MostDays, parts[1]);
        if (count != decimal.Truncate(count)) leg.Fault(name, RefusalCode.OutOfRange, $"'{text}' is not a whole number of {parts[1]}.");
        return new((int)decimal.Truncate(count), months);
    }

    static void Write(Utf8JsonWriter json, Exit exit)
    {
        json.WriteString("exit", Words.Of(Words.Exits, exit.By));
        json.Date("notice-from", exit.NoticeFrom);
        if (exit.NoEndBefore is { } earliest) json.Date("no-end-before", earliest);
        json.WriteString("notice", exit.Length.ToString());
        json.WriteString("early-notice", Words.Of(Words.EarlyNotices, exit.Early));
        json.WriteString("last-day", Words.Of(Words.LastDays, exit.LastDay));
        if (exit.FeeShare != 0) json.WriteNumber("fee", exit.FeeShare);
        if (exit.FeeSteps.Length > 0) json.List("fee-steps", exit.FeeSteps, step => json.Map(() => { json.Date("from", step.From); json.WriteNumber("share", step.Share); }));
        if (exit.NoticeUntil is { } until) json.Date("notice-until", until);
        if (exit.AfterAcceptance is { } after) json.WriteString("after-acceptance", after.ToString());
        if (exit.Form.Words.Length > 0) json.WriteString("forms", string.Join(", ", exit.Form.Words));
        if (exit.Form.Address is { } address) json.WriteString("address", address);
        if (exit.Form.Signatory is { } signatory) json.WriteString("signatory", signatory);
        if (exit.Form.ReceiptDays > 0) json.WriteNumber("receipt-days", exit.Form.ReceiptDays);
    }
}

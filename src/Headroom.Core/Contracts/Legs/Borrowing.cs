using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// Whether the seller's own work may use what the buyer leaves idle of a pool, by which notice it leaves again, and what the buyer is given for each unit that was borrowed. Where
/// no clause speaks of it, own work may borrow what a scheduler shares out, which gives it back at once, and nothing of blocks that were handed over whole.
/// </summary>
/// <param name="Name">The clause, and the charge (negative) of the compensation.</param>
/// <param name="NoticeMinutes">From the buyer's need to the last of the own work that is gone, 0 to a week; null where borrowing is forbidden.</param>
/// <param name="Compensation">For each unit of the meter, in the currency of the terms, 0 or more.</param>
/// <param name="Meter">The meter of what was borrowed, such as GPU-hours; only read where a compensation is agreed.</param>
public sealed record Borrowing(string Name, Slug Pool, int? NoticeMinutes, decimal Compensation, string Meter) : Leg(Name)
{
    /// <summary>A week.</summary>
    public const int MostMinutes = 10_080;

    /// <summary>The meter, unless the clause names another.</summary>
    public const string UsualMeter = "borrowed-gpu-hours";

    /// <summary>Whether own work may borrow at all.</summary>
    public bool IsPermitted => NoticeMinutes is not null;

    public override Tier Tier => Tier.Credits;

    public override bool IsCharge => Compensation > 0;

    public override IEnumerable<string> Meters => Compensation > 0 ? [Meter] : [];

    public override string Says(Terms terms) => NoticeMinutes is not { } minutes ? $"'{Name}': the seller's own work may not use what the buyer leaves idle of pool '{Pool}'"
        : $"'{Name}': the seller's own work may use what the buyer leaves idle of pool '{Pool}' and leaves {(minutes == 0 ? "at once" : $"within {Say.Number(minutes)} minutes")} when the buyer needs it"
            + (Compensation == 0 ? "" : $"; {Say.Number(Compensation)} {terms.Currency.Code} are credited for each unit of '{Meter}'");

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (!terms.Pools.Contains(Pool))
            yield return new Refusal(RefusalCode.InvalidTerms, "pool", $"No leg reserves pool '{Pool}', so nothing of it can be borrowed.");
        if (terms.Legs.OfType<Borrowing>().Count(leg => leg.Pool == Pool) > 1)
            yield return new Refusal(RefusalCode.InvalidTerms, "pool", $"Two legs say who may borrow of pool '{Pool}'.");
        if (NoticeMinutes is < 0 or > MostMinutes)
            yield return new Refusal(RefusalCode.OutOfRange, "notice-minutes", $"Notice of {NoticeMinutes} minutes is outside 0 to {MostMinutes}.");
        if (!IsPermitted && Compensation > 0)
            yield return new Refusal(RefusalCode.InvalidTerms, "compensation", "What may not be borrowed is not compensated.");
        if (Compensation > 0 && terms.Legs.Any(leg => !ReferenceEquals(leg, this) && leg.Meters.Contains(Meter)))
            yield return new Refusal(RefusalCode.InvalidTerms, "meter", $"Two legs read the meter '{Meter}'.");
    }

    /// <summary>The clause about a pool; null where none speaks of it.</summary>
    public static Borrowing? Of(Terms terms, Slug pool) => terms.Legs.OfType<Borrowing>().FirstOrDefault(leg => leg.Pool == pool);

    /// <summary>What was borrowed is credited on the last day served of its month.</summary>
    public override Schedule Resolve(Schedule below, Setting setting)
    {
        if (Compensation == 0) return below;
        var end = setting.Notice is { } notice ? LocalDate.Min(setting.Terms.End, notice.LastDay.PlusDays(1)) : setting.Terms.End;
        return below + new Charge(Name, Cumulative.OnDates(Credits(setting, end)), IsVariable: true);
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting) => IsOwn(charge) && setting.Observations.Read(Meter, month) is { } borrowed
        ? [$"{Say.Number(borrowed)} units of '{Meter}' were borrowed, at {Say.Number(Compensation)} {setting.Terms.Currency.Code}"] : [];

    IEnumerable<(LocalDate, Rational)> Credits(Setting setting, LocalDate end)
    {
        for (var month = setting.Terms.From.ToYearMonth(); month.OnDayOfMonth(1) < end; month = month.PlusMonths(1))
            if (setting.Observations.Read(Meter, month) is { } borrowed)
                yield return (LocalDate.Min(month.PlusMonths(1).OnDayOfMonth(1), end).PlusDays(-1), -((Rational)Compensation * borrowed));
    }
}

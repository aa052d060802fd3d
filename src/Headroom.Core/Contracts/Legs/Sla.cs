using System.Collections.Immutable;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// Availability promised by the month, and what is credited when it is missed: automatically, in the month of the failure, unless the
/// terms ask for a claim. Uptime = 1 - down / (minutes of service in the month - excluded minutes); the highest tier whose bound it stays below sets the share of
/// the month's fees that is given back, and a boundary belongs to the better tier.
/// </summary>
/// <param name="Name">The charge on the invoice.</param>
/// <param name="DownMeter">The meter of minutes down.</param>
/// <param name="ExcludedMeter">The meter of excluded minutes (agreed maintenance), which leave the denominator.</param>
/// <param name="Tiers">Bounds and the credits below them; bounds descend, credits ascend.</param>
/// <param name="MonthCap">The most that is credited of a month's fees, 0 to 1.</param>
/// <param name="YearCap">The most that is credited in a calendar year, in the currency of the terms; null without such a cap.</param>
public sealed record Sla(string Name, string DownMeter, string ExcludedMeter, ImmutableArray<SlaTier> Tiers, decimal MonthCap, decimal? YearCap) : Leg(Name)
{
    /// <summary>
    /// The minutes of service in a month, as the clause counts them: those that pass in the contract's zone, an hour less or more where its clocks change; 0 for a month that is
    /// not served.
    /// </summary>
    public static int MinutesOf(YearMonth month, Terms terms, Notice? notice)
    {
        var (from, end) = (LocalDate.Max(month.OnDayOfMonth(1), terms.From), LocalDate.Min(month.PlusMonths(1).OnDayOfMonth(1), EndOf(terms, notice)));
        return from < end ? (int)terms.Calendar.Between(from, end).Length.TotalMinutes : 0;
    }

    /// <summary>The same of a contract, by the terms that hold at the end of the month.</summary>
    public static int MinutesOf(YearMonth month, Contract contract) => MinutesOf(month, contract.TermsOn(month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1)), contract.Notice);

    static LocalDate EndOf(Terms terms, Notice? notice) => notice is { } given ? LocalDate.Min(terms.End, given.LastDay.PlusDays(1)) : terms.End;

    /// <summary>The buyer must claim a credit within so many days after the month's last day, 1 to 180; null when credits come by themselves, the default.</summary>
    public int? ClaimDays { get; init; }

    /// <summary>The table by which the conditions of nodes make both meters' readings; null when they are read elsewhere.</summary>
    public NodeStates? States { get; init; }

    /// <summary>
    /// The buyer's own figures count: a difference from ours of more minutes than this, 0 to <see cref="StateLine.MostMinutes"/>, is a dispute. Null when the terms say nothing of
    /// it.
    /// </summary>
    public decimal? ToleranceMinutes { get; init; }

    public override Tier Tier => Tier.Credits;

    public override string Says(Terms terms) =>
        $"'{Name}': {string.Join(", ", Tiers.Select(tier => $"{Say.Percent(tier.Credit)} of the month's fees below {Say.Percent(tier.Below)} uptime"))}; "
        + $"at most {Say.Percent(MonthCap)} of a month{(YearCap is { } cap ? $" and {Say.Money(cap, terms)} a year" : "")}; "
        + (ClaimDays is { } days ? $"on a claim within {Say.Days(days)} after the month" : "credited without a claim")
        + (States is { } states ? $"; {states.Says(terms)}" : "")
        + (ToleranceMinutes is { } tolerance ? $"; where the buyer measures more than {Say.Number(tolerance)} minutes beside it, the difference is in dispute" : "");

    public override IEnumerable<string> Meters => [DownMeter, ExcludedMeter];

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (Tiers.Length is 0 or > 20)
            yield return new Refusal(RefusalCode.OutOfRange, "tiers", $"There are {Tiers.Length} tiers; between 1 and 20 are accepted.");
        for (var i = 1; i < Tiers.Length; i++)
            if (Tiers[i].Below >= Tiers[i - 1].Below || Tiers[i].Credit < Tiers[i - 1].Credit)
                yield return new Refusal(RefusalCode.InvalidTerms, $"tiers[{i}]", "Bounds descend and credits ascend from tier to tier.");
        if (ClaimDays is < 1 or > 180)
            yield return new Refusal(RefusalCode.OutOfRange, "claim-days", $"A window of {ClaimDays} days is outside 1 to 180.");
        if (ToleranceMinutes is < 0 or > StateLine.MostMinutes)
            yield return new Refusal(RefusalCode.OutOfRange, "tolerance-minutes", $"{ToleranceMinutes} minutes are outside 0 to {StateLine.MostMinutes}.");
        if (States is not null && terms.Legs.Any(leg => !ReferenceEquals(leg, this) && leg.Meters.Intersect(Meters).Any()))
            yield return new Refusal(RefusalCode.InvalidTerms, "down-minutes",
                $"'{DownMeter}' or '{ExcludedMeter}' is read by another clause too; a table of conditions makes the readings of its own meters.");
        foreach (var refusal in States?.Check(terms) ?? []) yield return refusal.Under("states");
        if (!terms.Legs.OfType<Monthly>().Any())
            yield return new Refusal(RefusalCode.InvalidTerms, "sla", "There is no monthly fee of which anything could be credited.");
    }

    /// <summary>The share of the month's fees that is credited for so much downtime, before the caps.</summary>
    /// <param name="minutes">Minutes of service in the month.</param>
    public decimal CreditShare(decimal down, decimal excluded, int minutes)
    {
        var counted = minutes - excluded;
        if (counted <= 0) return 0;
        // Uptime below the bound, without dividing: (counted - down) < bound x counted.
        return Tiers.Where(tier => counted - down < tier.Below * counted).Select(tier => tier.Credit).LastOrDefault();
    }

    /// <summary>The most that could be credited over the stated term, were service down throughout: the caps of every month and year.</summary>
    public decimal MostCredited(Terms terms)
    {
        var fees = terms.Resolve(Observations.None).Charges.Where(charge => terms.Legs.OfType<Monthly>().Any(leg => leg.Name == charge.Name)).Select(charge => charge.Due).ToList();
        decimal In(YearMonth month) => fees.Sum(due => due.Over(month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1)).Round(terms.Currency.Digits));
        var months = Enumerable.Range(0, 12 * Terms.MostYears + 1).Select(terms.From.ToYearMonth().PlusMonths).TakeWhile(month => month.OnDayOfMonth(1) < terms.End);
        return months.GroupBy(month => month.Year)
            .Sum(year => Math.Min(YearCap ?? decimal.MaxValue,
                year.Sum(month => (Math.Min(MonthCap, Tiers.Max(tier => tier.Credit)) * (Rational)In(month)).Round(terms.Currency.Digits))));
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var (terms, digits) = (setting.Terms, setting.Terms.Currency.Digits);
        // Service that notice cuts short is credited within what is served; amounts on single dates and metered use are no monthly fees.
        var end = EndOf(terms, setting.Notice);
        var fees = terms.Legs.OfType<Monthly>().Select(leg => leg.Name).ToHashSet();
        var due = (below with { Charges = [.. below.Charges.Where(charge => fees.Contains(charge.Name))] }).Due.CutAt(end);
        var credited = new Dictionary<int, Rational>();
        var days = new List<(LocalDate From, Rational PerDay)>();
        for (var month = terms.From.ToYearMonth(); month.OnDayOfMonth(1) < end; month = month.PlusMonths(1))
        {
            if (setting.Observations.Read(DownMeter, month) is not { } down || !IsOwed(month, setting.Observations)) continue;
            var (first, next) = (month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1));
            // Months before an amendment were credited under the terms of then, and that is what counts toward the yearly cap.
            if (setting.Earlier is { } earlier && next <= earlier.Until)
            {
                credited[month.Year] = credited.GetValueOrDefault(month.Year) - earlier.Over(Name, first, next);
                continue;
            }
            var share = CreditShare(down, setting.Observations.Read(ExcludedMeter, month) ?? 0, MinutesOf(month, terms, setting.Notice));
            var credit = Capped(Math.Min(share, MonthCap) * (Rational)due.Amount(first, next, digits), credited, month.Year);
            var last = LocalDate.Min(next, end).PlusDays(-1);
            if (days.Count > 0 && days[^1].From == last) days.RemoveAt(days.Count - 1);
            days.Add((last, -credit));
            days.Add((last.PlusDays(1), Rational.Zero));
        }
        return days.Count == 0 ? below : below + new Charge(Name, Cumulative.Daily(days), IsVariable: true);
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting)
    {
        if (!IsOwn(charge) || setting.Observations.Read(DownMeter, month) is not { } down) return [];
        var (terms, excluded, minutes) = (setting.Terms, setting.Observations.Read(ExcludedMeter, month) ?? 0, MinutesOf(month, setting.Terms, setting.Notice));
        var schedule = terms.Resolve(setting.Observations, setting.Notice, setting.Earlier);
        decimal Of(Cumulative due) => due.Amount(month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1), terms.Currency.Digits);
        var (fees, share) = (Of(Monthly.FeesOf(schedule, [], terms)), CreditShare(down, excluded, minutes));
        var (wanted, credit) = ((Math.Min(share, MonthCap) * (Rational)fees).Round(terms.Currency.Digits), -Of(schedule.DueUnder(Name)));
        return [$"{Say.Number(down)} of {Say.Number(minutes - excluded)} minutes down: {Say.Percent(share)} of the month's fees of {Say.Money(fees, terms)}, "
            + $"at most {Say.Percent(MonthCap)} of a month{(YearCap is { } cap ? $" and {Say.Money(cap, terms)} a calendar year" : "")}: {Say.Money(wanted, terms)}"
            + (YearCap is not null && credit < wanted ? $", of which {Say.Money(credit, terms)} were left in {month.Year}" : "")];
    }

    bool IsOwed(YearMonth month, Observations observed) =>
        ClaimDays is null || observed.Of<CreditClaimed>().Any(claim => claim.Clause == Name && claim.Month == month);

    // The yearly cap is used up in the order of months.
    Rational Capped(Rational credit, Dictionary<int, Rational> credited, int year)
    {
        var before = credited.GetValueOrDefault(year);
        if (YearCap is { } cap && before + credit > cap) credit = cap - before;
        credited[year] = before + credit;
        return credit;
    }
}

/// <summary>Below this uptime (a share, such as 0.999) so much of the month's fees is credited (a share).</summary>
public readonly record struct SlaTier(decimal Below, decimal Credit);

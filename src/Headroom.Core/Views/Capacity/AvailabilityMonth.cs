using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What a contract's availability clause comes to in a month, and why: the GPU-hours by the table of conditions, both readings, the uptime and the credit.
/// </summary>
/// <param name="Hours">GPU-hours by the table; null where the clause has none and its meters are read elsewhere.</param>
/// <param name="Down">Minutes down, as they hold; null when nothing was read.</param>
/// <param name="Excluded">Minutes left out, as they hold.</param>
/// <param name="Said">What shows a reading that was said, such as how both sides agreed, which holds in place of what the table makes; null where none was.</param>
/// <param name="Credit">What is given back for the month, as a positive amount.</param>
/// <param name="Theirs">What the buyer stated last; null when it stated nothing.</param>
/// <param name="TheirCredit">What would be given back by the buyer's figures; null without them.</param>
public sealed record AvailabilityMonth(
    Contract Contract, YearMonth Month, Sla Clause, NodeHours? Hours, decimal? Down, decimal Excluded, string? Said, decimal Credit, StatedAvailability? Theirs,
    decimal? TheirCredit)
{
    /// <summary>By how many minutes down the buyer's figures exceed ours; null without them.</summary>
    public decimal? Difference => Theirs?.Down - (Down ?? 0);

    /// <summary>Whether the figures, of minutes down or of those left out, differ by more than the terms tolerate.</summary>
    public bool IsBeyondTolerance => Clause.ToleranceMinutes is { } tolerance && Theirs is { } theirs
        && (Math.Abs(theirs.Down - (Down ?? 0)) > tolerance || Math.Abs(theirs.Excluded - Excluded) > tolerance);

    /// <summary>What the buyer's figures would give back beyond ours; 0 when they give no more, or when it stated none.</summary>
    public decimal InDispute => IsBeyondTolerance && TheirCredit is { } theirs ? Math.Max(0, theirs - Credit) : 0;

    /// <summary>Minutes of service in the month.</summary>
    public int Minutes => Sla.MinutesOf(Month, Contract);

    /// <summary>Uptime as the clause counts it; null when nothing was read or everything is left out.</summary>
    public decimal? Uptime => Down is { } down ? UptimeOf(down, Excluded) : null;

    /// <summary>The same by the buyer's figures; null without them.</summary>
    public decimal? TheirUptime => Theirs is { } theirs ? UptimeOf(theirs.Down, theirs.Excluded) : null;

    decimal? UptimeOf(decimal down, decimal excluded) => Minutes > excluded ? ((Minutes - excluded - (Rational)down) / (Minutes - excluded)).Round(6) : null;

    /// <summary>Every availability clause of a contract in a month, with what is known through a date; of a month that is not over, the hours until then.</summary>
    public static IEnumerable<AvailabilityMonth> Of(Contract contract, YearMonth month, LocalDate through)
    {
        var (window, known) = (contract.Terms.Calendar.Of(month), contract.Terms.Calendar.StartOf(through.PlusDays(1)));
        var terms = contract.TermsOn(month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1));
        var (schedule, readings) = (contract.Schedule(through), contract.Readings(through).Where(read => read.Month == month).ToList());
        foreach (var sla in terms.Legs.OfType<Sla>())
        {
            decimal? Read(string meter) => readings.LastOrDefault(read => read.Meter == meter)?.Amount;
            var hours = sla.States is not { } states || known <= window.From ? null
                : JudgedReadings.Hours(contract, states, JudgedReadings.Reserved(contract, states.Pool), new(window.From, Instant.Min(window.End, known)));
            var theirs = contract.Stated.LastOrDefault(stated => stated.Clause == sla.Name && stated.Month == month);
            yield return new(contract, month, sla, hours, Read(sla.DownMeter), Read(sla.ExcludedMeter) ?? 0,
                contract.Observed.LastOrDefault(read => read.Month == month && sla.Meters.Contains(read.Meter))?.Evidence, CreditOf(schedule, sla, month, terms),
                theirs, theirs is null ? null : CreditOf(theirs.Supposed(contract, sla).Schedule(through), sla, month, terms));
        }
    }

    static decimal CreditOf(Schedule schedule, Sla sla, YearMonth month, Terms terms) =>
        -schedule.DueUnder(sla.Name).Amount(month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1), terms.Currency.Digits);
}

using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// When the money that capacity brings in, less what it costs to run, has paid back what it cost to build; undiscounted, as contracts stand and
/// without any renewal. Depreciation is no money and plays no part.
/// </summary>
/// <param name="Capital">What is to be paid back.</param>
/// <param name="On">The first day by whose end it is paid back; null when it is not, as things stand.</param>
/// <param name="Recovered">What is paid back by the last day.</param>
/// <param name="Until">The last day on which a contract as it stands brings anything in.</param>
public sealed record Payback(decimal Capital, LocalDate? On, decimal Recovered, LocalDate Until)
{
    /// <summary>The earliest last day that either side can bring about, of a single contract; null elsewhere.</summary>
    public LocalDate? Exit { get; init; }

    /// <summary>What is paid back by the earliest exit, its fee included; null where there is no single contract.</summary>
    public decimal? RecoveredByExit { get; init; }

    /// <summary>The share of the capital that is paid back by the earliest exit, with six digits; null when there is no capital or no exit.</summary>
    public decimal? ShareByExit => Capital == 0 || RecoveredByExit is not { } back ? null : ((Rational)back / Capital).Round(6);

    /// <summary>The share of the capital that is paid back by the last day, with six digits.</summary>
    public decimal? Share => Capital == 0 ? null : ((Rational)Recovered / Capital).Round(6);

    /// <param name="flows">Money in less money out over runs of dates, in their order; inside a run every day carries the same.</param>
    internal static Payback Of(decimal capital, IEnumerable<(LocalDate From, LocalDate End, Rational Amount)> flows, LocalDate until, int digits)
    {
        var (so, on) = (Rational.Zero, (LocalDate?)null);
        foreach (var (from, end, amount) in flows)
        {
            var after = so + amount;
            if (on is null && capital > 0 && !(after < capital)) on = DayReached(from, end, so, amount, capital);
            so = after;
        }
        return new(capital, on, so.Round(digits), until);
    }

    static LocalDate DayReached(LocalDate from, LocalDate end, Rational before, Rational amount, decimal capital)
    {
        var days = Period.DaysBetween(from, end);
        var needed = ((Rational)capital - before) * days / amount;
        return from.PlusDays((int)(-(-needed).Floor()) - 1);
    }
}

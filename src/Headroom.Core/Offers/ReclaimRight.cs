using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Demand;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// What a right to take sold capacity back by notice is worth to own products, from the seeded paths of their demand: on the first day of each month it is used when what they
/// would lack from then on, as far as their demand of that day tells, is worth more than the margin given up. The rule is fitted on one half of the paths and valued on the other,
/// so that it sees no future.
/// </summary>
/// <param name="NoticeDays">Days of notice, without handover: those of the terms, or 90 where we have no such right.</param>
/// <param name="IsOurs">Whether the terms give us the right; else it is what giving it up costs.</param>
/// <param name="PerGpuHour">What it is worth for each GPU-hour of the term.</param>
/// <param name="Used">The share of paths on which it is used.</param>
/// <param name="HourWorth">What an hour is worth to own products: the basis, beside the paths.</param>
/// <param name="Margin">What an hour sold brings above avoidable cost.</param>
public sealed record ReclaimRight(int NoticeDays, bool IsOurs, decimal PerGpuHour, decimal Used, decimal HourWorth, decimal Margin)
{
    /// <summary>The notice that is looked at where the terms know none.</summary>
    public const int UsualNoticeDays = 90;

    /// <summary>What it rests on, in one sentence.</summary>
    public string Basis(int paths, ulong seed) =>
        FormattableString.Invariant(
            $"{paths} seeded paths of own demand, forecast by {Forecast.InWords}, seed {seed}; an hour at {HourWorth:0.00##} to own products, and {Margin:0.00##} given up for each GPU-hour taken back");

    /// <summary>The right's worth; null where there is no own demand, or nothing is known of what an hour is worth to it or of the margin.</summary>
    internal static ReclaimRight? Of(Standing standing, Contract contract, Pool pool, Costs costs, decimal? rate)
    {
        if (costs is not { OwnUse: { } worth, Avoidable: { } avoidable } || (rate ?? costs.Whole) is not { } asked || standing.Picture.OwnServed(pool) is not { } own) return null;
        var (calendar, terms) = (contract.Terms.Calendar, contract.Terms);
        var exit = terms.Exits.FirstOrDefault(right => right.IsFor(Side.Seller));
        var from = LocalDate.Max(terms.From, standing.Today);
        var months = Months(from, terms.End).ToList();
        if (months.Count == 0) return null;
        var bound = standing.Picture.Beside(standing.Picture.Book.WithContract(contract));
        var reserved = contract.Schedule(null).Reserved(pool.Id);
        var (lacked, sold) = (new double[months.Count][], new double[months.Count]);
        for (var i = 0; i < months.Count; i++)
        {
            var window = calendar.Between(months[i].From, months[i].End);
            lacked[i] = [.. bound.LackedHoursByPath(pool, window).Zip(standing.Picture.LackedHoursByPath(pool, window), (with, without) => Math.Max(0, with - without))];
            sold[i] = reserved.Pieces(window).Sum(piece => piece.Value.Count * piece.Window.Length.TotalHours);
        }
        var hours = sold.Sum();
        if (hours == 0) return null;
        var notice = exit is null ? UsualNoticeDays : Period.DaysBetween(exit.NoticeFrom, exit.Length.After(exit.NoticeFrom));
        var margin = Math.Max(0, asked - avoidable);
        var choices = Choices(months, exit?.NoticeFrom ?? from, notice + standing.Book.Policy.HandoverDays, calendar, own).ToList();
        var (mean, used) = Stopped(choices, own.Paths, (path, month, share) => share * ((double)worth * lacked[month][path] - (double)margin * sold[month]));
        return new(notice, exit is not null, ((Rational)(decimal)(mean / hours)).Round(4), used, worth, margin);
    }

    static IEnumerable<(LocalDate From, LocalDate End)> Months(LocalDate from, LocalDate end)
    {
        for (var start = from; start < end; start = start.PlusMonths(1)) yield return (start, LocalDate.Min(start.PlusMonths(1), end));
    }

    /// <summary>The dates on which notice can be given, own demand on each of them by path, and what share of each month it brings back.</summary>
    static IEnumerable<(int[] Demand, double[] Back)> Choices(List<(LocalDate From, LocalDate End)> months, LocalDate first, int days, Calendar calendar, Ensemble own)
    {
        foreach (var (on, _) in months.Where(month => month.From >= first))
        {
            var back = on.PlusDays(days + 1);
            double[] shares = [.. months.Select(month =>
                back <= month.From ? 1 : back >= month.End ? 0 : (double)Period.DaysBetween(back, month.End) / Period.DaysBetween(month.From, month.End))];
            if (shares[^1] > 0) yield return (own.At(calendar.StartOf(on)).ToArray(), shares);
        }
    }

    /// <summary>The mean gain of stopping well, and how often it comes to that: each half of the paths is valued by the rule that the other half fitted.</summary>
    static (double Mean, decimal Used) Stopped(List<(int[] Demand, double[] Back)> choices, int paths, Func<int, int, double, double> gain)
    {
        var (total, count) = (0.0, 0);
        var gains = choices.Select(choice =>
            Enumerable.Range(0, paths).Select(path => choice.Back.Select((share, month) => share > 0 ? gain(path, month, share) : 0).Sum()).ToArray()).ToList();
        foreach (var half in new[] { 0, 1 })
        {
            var rules = Rules(choices, gains, [.. Enumerable.Range(0, paths).Where(path => path % 2 == half)]);
            for (var path = 1 - half; path < paths; path += 2)
            {
                var at = Enumerable.Range(0, choices.Count).FirstOrDefault(choice => rules[choice](choices[choice].Demand[path]), -1);
                if (at < 0) continue;
                (total, count) = (total + gains[at][path], count + 1);
            }
        }
        return (Math.Max(0, total / paths), (decimal)count / paths);
    }

    /// <summary>For each date, at which demand to stop: where the gain of it, a straight function of demand, is above nought and above that of going on.</summary>
    static Func<int, bool>[] Rules(List<(int[] Demand, double[] Back)> choices, List<double[]> gains, int[] paths)
    {
        var (rules, later) = (new Func<int, bool>[choices.Count], new double[paths.Length]);
        for (var choice = choices.Count - 1; choice >= 0; choice--)
        {
            double[] demand = [.. paths.Select(path => (double)choices[choice].Demand[path])], now = [.. paths.Select(path => gains[choice][path])];
            var (stop, wait) = (Line(demand, now), Line(demand, later));
            rules[choice] = level => stop(level) > Math.Max(0, wait(level));
            for (var i = 0; i < paths.Length; i++) if (rules[choice]((int)demand[i])) later[i] = now[i];
        }
        return rules;
    }

    /// <summary>The straight line of least squares.</summary>
    static Func<double, double> Line(double[] x, double[] y)
    {
        var (mx, my) = (x.Average(), y.Average());
        var spread = x.Sum(value => (value - mx) * (value - mx));
        var slope = spread == 0 ? 0 : x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / spread;
        return value => my + slope * (value - mx);
    }
}

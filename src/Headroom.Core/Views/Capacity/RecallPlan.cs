using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>Capacity that can be taken back as a whole: how much of it, and from which day it can be used again.</summary>
/// <param name="Name">What it is taken from, such as a contract.</param>
/// <param name="Usable">The first day on which it can be used again, handover done.</param>
/// <param name="Cost">What taking it back costs, in one currency for all.</param>
public sealed record Recallable(string Name, LocalDate Usable, Gpus Gpus, decimal Cost)
{
    /// <summary>
    /// The first day on which capacity can be used again when notice is served on a date or as soon after as it may be: the day of service does not count, the day after the
    /// last day of notice does, and days of handover come before it.
    /// </summary>
    /// <param name="notBefore">The first date on which notice may be served, or null.</param>
    /// <param name="end">The last day of the contract as it stands.</param>
    public static LocalDate UsableAfter(LocalDate served, LocalDate? notBefore, int noticeDays, LocalDate end, int handoverDays) =>
        LocalDate.Min(LocalDate.Max(served, notBefore ?? served).PlusDays(noticeDays), end).PlusDays(1 + handoverDays);

    /// <summary>The first month that starts on or after the day.</summary>
    public YearMonth FirstWholeMonth => Usable.PlusDays(-1).ToYearMonth().PlusMonths(1);
}

/// <summary>How a quantity of capacity can be back: what is idle, and notices served today.</summary>
/// <param name="Chosen">What is taken back, by name.</param>
/// <param name="Gpus">How much comes back by it.</param>
/// <param name="IsCheapest">Whether no cheaper choice was left untried.</param>
public sealed record RecallPlan(decimal Cost, Gpus Gpus, ImmutableArray<Recallable> Chosen, bool IsCheapest)
{
    /// <summary>So many partial choices are kept at a time; beyond it the answer is good and perhaps not the cheapest.</summary>
    public const int MostChoices = 50_000;

    /// <summary>
    /// The first date on which the quantity is back if notice of everything is served today: today when what is idle is enough, null when all of it together is not.
    /// </summary>
    public static LocalDate? Earliest(Gpus need, Gpus idle, IEnumerable<Recallable> items, LocalDate today)
    {
        if (idle >= need) return today;
        var back = idle;
        foreach (var item in items.OrderBy(item => item.Usable).ThenBy(item => item.Gpus))
            if ((back += item.Gpus) >= need) return item.Usable;
        return null;
    }

    /// <summary>What is back on a date at the latest if notice of everything is served today, with what is idle.</summary>
    public static Gpus BackBy(LocalDate date, Gpus idle, IEnumerable<Recallable> items) =>
        items.Where(item => item.Usable <= date).Aggregate(idle, (sum, item) => sum + item.Gpus);

    /// <summary>
    /// The cheapest choice that gives back at least the quantity by a date; of equal ones that with the fewest units, then by name. Null when nothing does.
    /// A covering knapsack, solved over the choices that no other beats.
    /// </summary>
    public static RecallPlan? Cheapest(Gpus need, LocalDate by, IEnumerable<Recallable> items)
    {
        if (need <= Gpus.Zero) return new(0, Gpus.Zero, [], true);
        var (open, isCheapest) = (new List<RecallPlan> { new(0, Gpus.Zero, [], true) }, true);
        RecallPlan? best = null;
        foreach (var item in items.Where(item => item.Usable <= by && item.Gpus > Gpus.Zero).OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            var grown = open.Select(plan => new RecallPlan(plan.Cost + item.Cost, plan.Gpus + item.Gpus, plan.Chosen.Add(item), true)).ToList();
            best = grown.Where(plan => plan.Gpus >= need).Append(best).OfType<RecallPlan>().Order(Preference).FirstOrDefault();
            open = Unbeaten(open.Concat(grown.Where(plan => plan.Gpus < need)), best?.Cost);
            if (open.Count > MostChoices) (open, isCheapest) = (open[..MostChoices], false);
        }
        return best is null ? null : best with { IsCheapest = isCheapest };
    }

    // One choice beats another if it costs less and gives no less back; of those that give the same back only the preferred one is kept.
    static List<RecallPlan> Unbeaten(IEnumerable<RecallPlan> plans, decimal? known)
    {
        var kept = new List<RecallPlan>();
        foreach (var sameGpus in plans.Where(plan => known is null || plan.Cost <= known).GroupBy(plan => plan.Gpus).OrderByDescending(group => group.Key))
        {
            var plan = sameGpus.Order(Preference).First();
            if (kept.Count == 0 || plan.Cost <= kept[^1].Cost) kept.Add(plan);
        }
        return kept;
    }

    static Comparer<RecallPlan> Preference { get; } = Comparer<RecallPlan>.Create((a, b) =>
        a.Cost != b.Cost ? a.Cost.CompareTo(b.Cost) : a.Gpus != b.Gpus ? a.Gpus.CompareTo(b.Gpus)
        : string.CompareOrdinal(string.Join('\n', a.Chosen.Select(item => item.Name)), string.Join('\n', b.Chosen.Select(item => item.Name))));
}

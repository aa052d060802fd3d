using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;

namespace Headroom.Core.Views;

/// <summary>
/// Revenue of a contract whose pauses are served later: what its policy would earn had it never paused, with the paused days' revenue moved behind the end as their service
/// is. So a pause moves the revenue of no other day.
/// </summary>
static class PausedRevenue
{
    /// <summary>What a stage earns when a policy makes a pattern of it.</summary>
    /// <param name="pattern">What the policy makes of a stage without such pauses.</param>
    public static Cumulative Of(RevenueStage stage, Func<RevenueStage, Cumulative> pattern)
    {
        var (known, terms) = (stage.Known, stage.Known.Terms);
        // Versions with other days put off are settled by the amendment between them; what is left of the price is then spread over what is left of the longer term.
        if (terms.ExtendedDays == 0 || known.Versions.Any(version => version.Terms.ExtendedDays != terms.ExtendedDays)) return pattern(stage);
        var extending = terms.Legs.OfType<Pause>().Where(leg => leg.Extends).Select(leg => leg.Name).ToHashSet();
        var unpaused = known.PutOff(-terms.ExtendedDays) with
        {
            Events = known.Events.RemoveAll(happened => happened is ServicePaused paused && extending.Contains(paused.Clause)
                || happened is ServiceResumed resumed && extending.Contains(resumed.Clause)),
        };
        var served = new RevenueStage(stage.From, stage.Treatment, unpaused, unpaused.Schedule(stage.ObservedThrough), stage.ObservedThrough);
        var earned = Pause.ServedLater(pattern(served), terms, known.Events);
        // Where the days added carry another price than those that they stand for (an escalator in between), they earn the difference.
        return earned + Cumulative.Evenly(terms.End.PlusDays(-terms.ExtendedDays), terms.End, stage.Fixed.Total - earned.Total);
    }
}

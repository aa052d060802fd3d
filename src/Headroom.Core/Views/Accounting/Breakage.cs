using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Revenue from units that buyers pay for and are expected not to use. Where the policy of the class states a share, it is earned in proportion to the use of the others;
/// otherwise, and for what is left, once it is remote that they will be used: when the right to them lapses (ASC 606-10-55-48, IFRS 15.B46). It moves revenue within a period of
/// commitment or the life of a pack and adds none.
/// </summary>
static class Breakage
{
    /// <summary>How much more is earned by the start of each date than under the terms alone; the very zero where nothing is expected.</summary>
    public static Cumulative Of(Contract contract, LocalDate? observedThrough)
    {
        if (observedThrough is not { } through || contract.PolicyOn(through)?.ExpectedBreakage is not { } share) return Cumulative.Zero;
        var observed = contract.ObservedBy(through);
        var ahead = contract.Versions.SelectMany((version, i) =>
        {
            // What an amendment cuts short is earned by then: the terms after it start anew.
            var end = LocalDate.Min(i + 1 < contract.Versions.Length ? contract.Versions[i + 1].From : version.Terms.End, contract.LastDay.PlusDays(1));
            var setting = new Setting(version.Terms, observed, contract.Notice);
            return version.Terms.Legs.Select(leg => leg.Breakage(share, setting).From(version.From).CutAt(end)).Select(part => part - Cumulative.On(end.PlusDays(-1), part.Total));
        }).ToList();
        return ahead.Count == 0 ? Cumulative.Zero : ahead.Aggregate((sum, part) => sum + part);
    }
}

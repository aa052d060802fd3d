using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;

namespace Headroom.Core.Views;

/// <summary>What a contract reserves of a pool, with whom: in the days on which its customer belongs to us apart from the others.</summary>
/// <param name="Ours">The customer, in the days on which it belongs to us; else null.</param>
readonly record struct Holding(Slug Pool, Slug Contract, Slug? Ours, Timeline<Gpus> Gpus)
{
    /// <summary>The holdings of a contract, by pool.</summary>
    public static IEnumerable<Holding> Of(Contract contract, ImmutableArray<Commitment> reserved)
    {
        var (days, calendar) = (contract.DaysInside, contract.Terms.Calendar);
        foreach (var commitment in reserved)
        {
            yield return new(commitment.Pool, contract.Id, null,
                days.IsEmpty ? commitment.Gpus : commitment.Gpus.Zip(commitment.Within(days, calendar), (all, inside) => all - inside));
            foreach (var run in days) yield return new(commitment.Pool, contract.Id, contract.TermsOn(run.From).Buyer, commitment.Within([run], calendar));
        }
    }
}

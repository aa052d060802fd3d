using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A contract as revenue knows it from a date on: as it was signed, then after each modification, and after a notice. Shared by all
/// policies, so that each stage is resolved once.
/// </summary>
/// <param name="From">The effective date of the modification; of the first stage the first day.</param>
/// <param name="Treatment">How revenue follows the modification; null for the first stage and for a notice.</param>
/// <param name="ObservedThrough">The date through which its schedule knows what is observed.</param>
sealed record RevenueStage(LocalDate From, Treatment? Treatment, Contract Known, Schedule Schedule, LocalDate? ObservedThrough)
{
    /// <summary>The part of the price that is fixed by the terms, if all capacity were delivered as agreed.</summary>
    public Cumulative Fixed { get; } = Schedule.Agreed;

    /// <summary>The prepayments that bear interest, by name.</summary>
    public ImmutableArray<string> BearingInterest { get; } =
        [.. Known.Versions.SelectMany(each => each.Terms.Legs).OfType<Prepayment>().Where(leg => leg.Financing is { BearsInterest: true }).Select(leg => leg.Name).Distinct()];

    /// <summary>The first date after the last day known.</summary>
    public LocalDate End => Known.LastDay.PlusDays(1);

    /// <summary>The stages of a contract in their order, one at least.</summary>
    public static IReadOnlyList<RevenueStage> Of(Contract contract, LocalDate? observedThrough)
    {
        var first = contract.Versions[0].Terms.From;
        if (contract is { Versions.Length: 1, Notice: null, Prices.IsEmpty: true, Events.IsEmpty: true }) return [Seen(first, null, contract)];
        // A correction says what the terms had been all along, so it stands in every version that a change is measured against.
        // A price that falls because another agreed to a lower one, or because a part was given back, is a change of the price from then on, by a right that the terms gave.
        var changes = contract.Versions.Where(version => version.Treatment is Contracts.Treatment.Prospective or Contracts.Treatment.CatchUp or Contracts.Treatment.Separate)
            .Select(version => (version.From, version.Treatment, Version: (TermsVersion?)version))
            .Concat(PriceChanges.DatesOf(contract, first).Select(date => (From: date, Treatment: (Treatment?)Contracts.Treatment.Prospective, Version: (TermsVersion?)null)))
            .OrderBy(change => change.From).ToList();
        RevenueStage Seen(LocalDate from, Treatment? treatment, Contract known) => new(from, treatment, known, known.Schedule(observedThrough), observedThrough);
        RevenueStage At(LocalDate from, Treatment? treatment, int count)
        {
            var kept = contract.Versions.Except(changes.Skip(count).Select(change => change.Version).OfType<TermsVersion>());
            var known = count == changes.Count && contract.Notice is null ? contract
                : PriceChanges.HeldBy(contract, count == 0 ? first : changes[count - 1].From) with { Notice = null, Versions = [.. kept] };
            return Seen(from, treatment, known);
        }
        var stages = new List<RevenueStage> { At(first, null, 0) };
        for (var i = 0; i < changes.Count; i++) stages.Add(At(changes[i].From, changes[i].Treatment, i + 1));
        // A notice is a modification of the term, from the day after it was served.
        if (contract.Notice is { } notice)
            stages.Add(Seen(notice.Served >= notice.LastDay ? notice.LastDay : LocalDate.Max(notice.Served.PlusDays(1), first), null, contract));
        return stages;
    }

    /// <summary>The schedule that a modification adds to another, as a contract of its own.</summary>
    public Schedule AddedTo(RevenueStage before)
    {
        var more = Schedule.AgreedInAll.Zip(before.Schedule.AgreedInAll, (now, was) => now > was ? now - was : Gpus.Zero);
        return Schedule.Nothing.Splice(From, new([new Commitment(Known.Id, more, null)], [new Charge("added", Fixed - before.Fixed)]), Known.Terms.Calendar);
    }
}

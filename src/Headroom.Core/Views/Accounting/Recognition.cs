using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What a contract comes to in the accounts under one policy, over its dates and exact: revenue, the interest that money paid ahead bears,
/// what is given to the buyer, and the price that all follow.
/// </summary>
/// <param name="Earned">Revenue: fixed fees by the policy, greater by the interest of money paid ahead, less by what is given to the buyer; what is observed in its own
/// month.</param>
/// <param name="Interest">The interest that money paid ahead bears: an expense, and in the end as much as revenue is greater by.</param>
/// <param name="Adjusted">How much of <paramref name="Earned"/> is no price that the buyer is invoiced: the interest earned, less what consideration given to the buyer takes
/// off.</param>
public sealed record Recognition(Cumulative Earned, Cumulative Interest, Cumulative Adjusted, Schedule Schedule, Currency Currency)
{
    readonly Cumulative _due = Schedule.Due; // asked for again with every date

    /// <summary>The days on which the buyer belongs to us.</summary>
    public ImmutableArray<(LocalDate From, LocalDate End)> DaysInside { get; init; } = [];

    /// <summary>Given to the buyer beside the invoices, by the start of each date.</summary>
    public Cumulative Given => Schedule.Given.Aggregate(Cumulative.Zero, (sum, given) => sum + given.Due);

    /// <summary>The recognition of a contract under a policy with what is known through a date.</summary>
    public static Recognition Of(Contract contract, RevenuePolicy policy, LocalDate? observedThrough) =>
        Of(contract, RevenueStage.Of(contract, observedThrough), policy, Breakage.Of(contract, observedThrough));

    /// <summary>The same under every policy; what they share is resolved once.</summary>
    public static IEnumerable<(RevenuePolicy Policy, Recognition Of)> OfAll(Contract contract, LocalDate? observedThrough) =>
        OfAll(contract, observedThrough, Enum.GetValues<RevenuePolicy>());

    /// <summary>The same under some policies.</summary>
    public static IEnumerable<(RevenuePolicy Policy, Recognition Of)> OfAll(Contract contract, LocalDate? observedThrough, IReadOnlyCollection<RevenuePolicy> policies)
    {
        var (stages, breakage) = (RevenueStage.Of(contract, observedThrough), Breakage.Of(contract, observedThrough));
        Recognition? evenly = null;
        // The rents of a lease fall as the fees of the enforceable term do.
        return policies.Select(policy =>
            (policy, policy is RevenuePolicy.StraightLineEnforceable or RevenuePolicy.OperatingLease ? evenly ??= Of(contract, stages, policy, breakage)
                : Of(contract, stages, policy, breakage)));
    }

    static Recognition Of(Contract contract, IReadOnlyList<RevenueStage> stages, RevenuePolicy policy, Cumulative breakage)
    {
        var (seen, schedule) = (Revenue.Fixed(stages, policy), stages[^1].Schedule);
        // Metered use and credits belong to their own month (ASC 606-10-32-40), capacity that was called beside the rest to its own days; the policies are about the fees that the
        // terms fix for all.
        var earned = schedule.Charges.Any(charge => charge.IsVariable || charge.IsSeparate || charge.Agreed is not null) ? seen[^1] + schedule.EarnedAsDue : seen[^1];
        // What corresponds to what was invoiced is earned as it is invoiced, whatever is expected.
        if (policy != RevenuePolicy.AsInvoiced && !ReferenceEquals(breakage, Cumulative.Zero)) earned += breakage;
        var (interest, adjusted) = PrepaidInterest.Of(stages, seen);
        if (RevenueReduction.Of(stages, seen) is var reduction && !ReferenceEquals(reduction, Cumulative.Zero)) adjusted -= reduction;
        return new(ReferenceEquals(adjusted, Cumulative.Zero) ? earned : earned + adjusted, interest, adjusted, schedule, contract.Terms.Currency)
        { DaysInside = contract.DaysInside };
    }

    /// <summary>
    /// Revenue recognised through a date, rounded. Where all that is due is earned, and only that, it is rounded as invoices round it, charge by
    /// charge, so that nothing is left over. Every report and the ledger take revenue from here, so that they agree to the cent.
    /// </summary>
    public decimal Recognised(LocalDate through)
    {
        var (next, digits) = (through.PlusDays(1), Currency.Digits);
        var (exact, adjusted) = (Earned.At(next), Adjusted.At(next));
        return exact - adjusted != _due.At(next) ? exact.Round(digits) : InvoicedPrice.At(Schedule, next, digits) + adjusted.Round(digits);
    }

    /// <summary>Revenue of the days of [from, end), rounded: adjoining periods add up to the whole.</summary>
    public decimal Over(LocalDate from, LocalDate end) => Recognised(end.PlusDays(-1)) - Recognised(from.PlusDays(-1));

    /// <summary>What is billed through a date if all that is due by it is, and nothing else: means of payment among it.</summary>
    public decimal BilledAsDue(LocalDate through) => Schedule.Charges.Sum(charge => charge.Due.Rounded(through.PlusDays(1), Currency.Digits));

    /// <summary>The part of it that is within the group: what was recognised in days on which the buyer belonged to us.</summary>
    public decimal Inside(LocalDate through) => DaysInside.Where(days => days.From <= through)
        .Sum(days => Recognised(LocalDate.Min(through, days.End.PlusDays(-1))) - Recognised(days.From.PlusDays(-1)));

    /// <summary>Given to the buyer through a date, rounded.</summary>
    public decimal GivenBy(LocalDate through) => Schedule.Given.IsEmpty ? 0 : Given.Rounded(through.PlusDays(1), Currency.Digits);

    /// <summary>Interest accreted through a date, rounded.</summary>
    public decimal Accreted(LocalDate through) => Interest.Rounded(through.PlusDays(1), Currency.Digits);
}

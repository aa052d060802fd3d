using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Formats.Focus;

/// <summary>Something that a contract binds its buyer to.</summary>
/// <param name="Part">Names it within the contract: the charge, or the pool and the first day of a step.</param>
/// <param name="Type">The kind of clause.</param>
/// <param name="Benefit">What the buyer has of it, in FOCUS's words.</param>
/// <param name="Interval">How often it is to be fulfilled, in FOCUS's words.</param>
/// <param name="Cost">The sum over the stated term when it is one of money, else null.</param>
/// <param name="Quantity">So much in each interval, when it is a quantity; else null.</param>
/// <param name="AsOf">The end of the month that is looked at.</param>
sealed record FocusCommitment(
    FocusBook Source, Contract Contract, string Part, string Type, string Says, string Benefit, string Interval, decimal? Cost, decimal? Quantity, string? Unit,
    Instant Start, Instant End, Instant AsOf)
{
    /// <summary>The prepayment, when it is one.</summary>
    public Prepayment? Prepaid { get; init; }

    /// <summary>Whether it is a stretch of reserved capacity, which has dates of its own.</summary>
    public bool IsStretch { get; init; }

    public (Instant Signed, Instant Updated) Recorded => Source.RecordedAt(Contract);

    /// <summary>All that a contract binds to: fees, minimums and prepayments in the order of its clauses, then its capacity.</summary>
    public static IEnumerable<FocusCommitment> Of(FocusBook source, Contract contract, YearMonth month)
    {
        var (terms, calendar) = (contract.Terms, contract.Terms.Calendar);
        // As agreed, with everything delivered and nobody leaving: what happened later is Cost and Usage.
        var agreed = (contract with { Notice = null, Observed = [] }).InService([], []).Schedule(null);
        var whole = new FocusCommitment(source, contract, "", "", "", terms.Pools.Any() ? "Availability" : "Other", "Monthly", null, null, null,
            calendar.StartOf(contract.Versions[0].Terms.From), calendar.StartOf(contract.LastDay.PlusDays(1)), calendar.Of(month).End);
        foreach (var leg in terms.Legs)
        {
            var part = whole with { Part = leg.Name, Says = leg.Says(terms) };
            if (leg is Monthly) yield return part with { Type = "Recurring fee", Cost = agreed.DueUnder(leg.Name).Total.Round(terms.Currency.Digits) };
            if (leg is Usage { Commit: > 0 } usage)
                yield return part with
                {
                    Type = "Take-or-pay",
                    Benefit = "Entitlement",
                    Interval = Every(usage.EveryMonths),
                    Quantity = usage.Commit,
                    Unit = FocusWords.Unit(usage.Meter)
                };
            if (leg is Prepayment prepaid)
                yield return part with
                {
                    Type = "Prepayment",
                    Benefit = "Entitlement",
                    Interval = "Full Period",
                    Cost = prepaid.Payments.Sum(payment => payment.Amount),
                    Prepaid = prepaid
                };
        }
        foreach (var step in terms.Pools.SelectMany(pool => Steps(contract, agreed, pool, whole))) yield return step;
    }

    /// <summary>Reserved capacity, a row for each stretch of equal quantity.</summary>
    static IEnumerable<FocusCommitment> Steps(Contract contract, Schedule agreed, Slug pool, FocusCommitment whole) =>
        agreed.Reserved(pool).Pieces(new(whole.Start, whole.End)).Where(piece => piece.Value > Gpus.Zero).Select(piece =>
        {
            var from = Json.Text(contract.Terms.Calendar.DateOf(piece.Window.From));
            return whole with
            {
                Part = $"{pool}/{from}",
                Type = "Capacity reservation",
                Says = $"{piece.Value} of pool '{pool}' from {from} on",
                Benefit = "Availability",
                Interval = "Hourly",
                Quantity = piece.Value.Count,
                Unit = "GPU-Hours",
                Start = piece.Window.From,
                End = piece.Window.End,
                IsStretch = true,
            };
        });

    static string Every(int months) => months switch { 1 => "Monthly", 3 => "Quarterly", 6 => "Semi-Annual", 12 => "Annual", _ => "Custom" };
}

using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// A clause of terms, or a part of one, that could be left out: what either side grants the other beside the capacity and its price, which are what is sold and are no clauses
/// here.
/// </summary>
/// <param name="Leg">The place of its leg in the terms, from 0.</param>
/// <param name="Part">Which part of the leg.</param>
/// <param name="Name">The leg's name.</param>
/// <param name="Says">The clause in one sentence without a full stop.</param>
public sealed record Clause(int Leg, ClausePart Part, string Name, string Says)
{
    /// <summary>The clauses of terms, in their order.</summary>
    public static ImmutableArray<Clause> Of(Terms terms) =>
        [.. terms.Legs.SelectMany((leg, i) => PartsOf(leg, terms).Select(part => new Clause(i, part.Part, leg.Name, part.Says)))];

    /// <summary>The terms without some of their clauses, all else as it was.</summary>
    public static Terms Without(Terms terms, IEnumerable<Clause> clauses)
    {
        Leg?[] legs = [.. terms.Legs];
        foreach (var clause in clauses) legs[clause.Leg] = legs[clause.Leg] is { } leg ? Without(leg, clause.Part, terms) : null;
        return terms with { Legs = [.. legs.OfType<Leg>()] };
    }

    static IEnumerable<(ClausePart Part, string Says)> PartsOf(Leg leg, Terms terms) => leg switch
    {
        Reserve => [],
        Monthly fee => Level(fee, terms).SequenceEqual(fee.Steps) ? []
            : [(ClausePart.FirstFees, $"'{fee.Name}' is {FirstFees(fee, terms)} before it is {Say.Money(fee.Steps[^1].Amount, terms)} a month")],
        Exit exit => PartsOf(exit, terms),
        Indexation index => PartsOf(index, terms),
        _ => [(ClausePart.Whole, leg.Says(terms))],
    };

    static IEnumerable<(ClausePart, string)> PartsOf(Exit exit, Terms terms)
    {
        if (exit.IsFor(Side.Buyer)) yield return (ClausePart.BuyersRight, (exit with { By = Side.Buyer }).Says(terms));
        if (exit.IsFor(Side.Seller)) yield return (ClausePart.SellersRight, (exit with { By = Side.Seller }).Says(terms));
        if (IsLockedIn(exit, terms))
            yield return (ClausePart.LockIn,
                $"{Say.Who(exit.By)} may not leave at once: notice from {Say.Date(exit.NoticeFrom)}{(exit.NoEndBefore is { } end ? $", not ending before {Say.Date(end)}" : "")}");
        if (HasFee(exit))
            yield return (ClausePart.LeavingFee,
                $"ending early costs {Say.Percent(exit.FeeShare)} of the remaining fees{string.Concat(exit.FeeSteps.Select(step => $", {Say.Percent(step.Share)} from {Say.Date(step.From)}"))}");
    }

    static IEnumerable<(ClausePart, string)> PartsOf(Indexation index, Terms terms)
    {
        yield return (ClausePart.Whole, index.Says(terms));
        if (index.Floor is { } floor) yield return (ClausePart.Floor, $"'{index.Name}' changes the fees by at least {Say.Percent(floor)} a step");
        if (index.Cap is { } cap) yield return (ClausePart.Cap, $"'{index.Name}' changes the fees by at most {Say.Percent(cap)} a step");
    }

    static bool IsLockedIn(Exit exit, Terms terms) => exit.NoticeFrom > terms.From || exit.NoEndBefore is not null || exit.AfterAcceptance is not null;

    static bool HasFee(Exit exit) => exit.FeeShare > 0 || exit.FeeSteps.Length > 0;

    static Leg? Without(Leg leg, ClausePart part, Terms terms) => (part, leg) switch
    {
        (ClausePart.BuyersRight, Exit exit) => exit.By == Side.Either ? exit with { By = Side.Seller } : null,
        (ClausePart.SellersRight, Exit exit) => exit.By == Side.Either ? exit with { By = Side.Buyer } : null,
        (ClausePart.LockIn, Exit exit) => exit with { NoticeFrom = terms.From, NoEndBefore = null, AfterAcceptance = null },
        (ClausePart.LeavingFee, Exit exit) => exit with { FeeShare = 0, FeeSteps = [] },
        (ClausePart.Floor, Indexation index) => index with { Floor = null },
        (ClausePart.Cap, Indexation index) => index with { Cap = null },
        (ClausePart.FirstFees, Monthly fee) => fee with { Steps = Level(fee, terms) },
        _ => null,
    };

    /// <summary>The fee if each GPU cost from the first day what it costs in the last step.</summary>
    static ImmutableArray<FeeStep> Level(Monthly fee, Terms terms)
    {
        var (reserved, last) = (terms.Resolve(Observations.None).ReservedInAll, fee.Steps[^1]);
        Gpus On(LocalDate date) => reserved.At(terms.Calendar.StartOf(date));
        var all = On(last.From);
        if (all == Gpus.Zero) return [new(fee.Steps[0].From, last.Amount)];
        var dates = reserved.Changes.Select(terms.Calendar.DateOf).Where(date => date > fee.Steps[0].From && date < terms.End).Prepend(fee.Steps[0].From).Distinct();
        ImmutableArray<FeeStep> steps = [.. dates.Select(date => new FeeStep(date, ((Rational)last.Amount * On(date).Count / all.Count).Round(terms.Currency.Digits)))];
        return [.. steps.Where((step, i) => i == 0 || step.Amount != steps[i - 1].Amount)];
    }

    static string FirstFees(Monthly fee, Terms terms) =>
        string.Join(", then ", fee.Steps.Take(Math.Min(3, fee.Steps.Length - 1)).Select(step => $"{Say.Money(step.Amount, terms)} from {Say.Date(step.From)}"));
}

/// <summary>Which part of a leg a clause is.</summary>
public enum ClausePart
{
    /// <summary>All of it.</summary>
    Whole,
    /// <summary>The buyer's right to end early.</summary>
    BuyersRight,
    /// <summary>The seller's right to end early.</summary>
    SellersRight,
    /// <summary>That notice may not be served, or not take effect, before a date.</summary>
    LockIn,
    /// <summary>What ending early costs.</summary>
    LeavingFee,
    /// <summary>That a GPU costs another fee at first than in the end.</summary>
    FirstFees,
    /// <summary>That fees which follow an index change by no less than so much.</summary>
    Floor,
    /// <summary>That they change by no more.</summary>
    Cap,
}

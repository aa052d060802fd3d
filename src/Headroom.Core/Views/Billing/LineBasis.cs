using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// How an invoice line comes about: the stretches of equal days that its charge adds up over the month, and what had been invoiced for
/// it before. Made from the book as it stood just before the invoice; stretches and earlier lines then sum to the line, up to the
/// one rounding of the charge. This is what the invoice itself shows; <see cref="LineCause"/> adds the clause and the facts behind it.
/// </summary>
/// <param name="Before">The invoices that carried the charge and month before this line, in order, with how much; of late interest, which runs on, those of earlier months
/// too.</param>
/// <param name="Stretches">The days that add something, in order; empty for late interest, which follows payments.</param>
public sealed record LineBasis(InvoiceLine Line, ImmutableArray<(string Invoice, decimal Amount)> Before, ImmutableArray<Stretch> Stretches)
{
    /// <summary>How the amount comes about, in sentences with their numbers, as the invoice's reader sees them.</summary>
    public ImmutableArray<string> Workings { get; init; } = [];

    /// <summary>What had been invoiced before this line.</summary>
    public decimal BilledBefore => Before.Sum(before => before.Amount);

    /// <summary>What is due as known at issue: what was invoiced before, and the line.</summary>
    public decimal Due => BilledBefore + Line.Amount;

    /// <summary>The bases of an invoice's or draft's lines, in their order.</summary>
    /// <param name="before">The book as it stood before the invoice was issued.</param>
    public static ImmutableArray<LineBasis> Of(Book before, Invoice invoice)
    {
        if (!before.Contracts.TryGetValue(invoice.Contract, out var contract)) return [.. invoice.Lines.Select(line => new LineBasis(line, [], []))];
        var schedule = contract.Schedule(invoice.Period.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1));
        var carried = before.Receivables.StandingOf(invoice.Contract).Where(earlier => earlier.Buyer == invoice.Buyer)
            .SelectMany(earlier => earlier.Lines.Select(line => (Invoice: earlier.Number!, Line: line))).ToLookup(earlier => earlier.Line.Charge);
        return [.. invoice.Lines.Select(line => new LineBasis(
            line, [.. carried[line.Charge].Where(earlier => IsSame(earlier.Line, line))
                .GroupBy(earlier => earlier.Invoice, (number, lines) => (number, lines.Sum(each => each.Line.Amount)))],
            [.. Stretch.Of(contract, invoice.Buyer, line, schedule.DueUnder(line.Charge))])
        { Workings = [.. contract.Workings(line.Charge, line.Period), .. Interest.Workings(before, contract, line.Charge, line.Period)] })];
    }

    static bool IsSame(InvoiceLine earlier, InvoiceLine line) => earlier.Period == line.Period || LateInterest.Accrues(line.Charge) && earlier.Period < line.Period;
}

/// <summary>Adjoining days of one month that each add the same amount to a charge.</summary>
/// <param name="PerDay">What each day adds, exact.</param>
/// <param name="Fee">The monthly fee that the days are parts of, when the charge is one.</param>
/// <param name="Share">Each day's part of the fee under its proration, such as 1/30.</param>
/// <param name="Factor">What clauses above the fee (an escalator, a pro-rata fee) multiply it by; one without any.</param>
public sealed record Stretch(LocalDate From, LocalDate Through, Rational PerDay, decimal? Fee, Rational Share, Rational Factor)
{
    const int ShownDigits = 6;

    public int Days => Period.DaysBetween(From, Through) + 1;

    /// <summary>What each day adds, to six digits for a reader.</summary>
    public decimal ShownPerDay => PerDay.Round(ShownDigits);

    /// <summary>What the days add together, exact.</summary>
    public Rational Amount => PerDay * Days;

    /// <summary>What they add to the charge as it is rounded, from cent to cent: the stretches of a month add up to what is due for it.</summary>
    public decimal Rounded { get; init; }

    /// <summary>The stretches of a line's month, as far as the payer was the buyer then.</summary>
    internal static IEnumerable<Stretch> Of(Contract contract, Slug payer, InvoiceLine line, Cumulative due) =>
        contract.PayersOver(line.Period.OnDayOfMonth(1), line.Period.PlusMonths(1).OnDayOfMonth(1)).Where(part => part.Payer == payer)
            .SelectMany(part => Of(contract, line, due, part.From, part.End));

    static IEnumerable<Stretch> Of(Contract contract, InvoiceLine line, Cumulative due, LocalDate first, LocalDate next)
    {
        var steps = contract.Versions.SelectMany(version => Fees(version.Terms, line.Charge)).SelectMany(leg => leg.Steps).Select(step => step.From);
        var starts = due.Changes.Concat(steps).Concat(contract.Versions.Select(version => version.From)).Append(first)
            .Where(date => date >= first && date < next).Distinct().Order().ToList();
        return starts.Select((from, i) => Between(contract, line.Charge, due, from, i + 1 < starts.Count ? starts[i + 1] : next))
            .Where(stretch => !stretch.PerDay.IsZero)
            .Aggregate(ImmutableList<Stretch>.Empty, (joined, stretch) => joined.Count > 0 && joined[^1].GoesOnAs(stretch)
                ? joined.SetItem(joined.Count - 1, joined[^1] with { Through = stretch.Through, Rounded = joined[^1].Rounded + stretch.Rounded }) : joined.Add(stretch));
    }

    static Stretch Between(Contract contract, string charge, Cumulative due, LocalDate from, LocalDate end)
    {
        var perDay = due.PerDayOn(from);
        var bare = new Stretch(from, end.PlusDays(-1), perDay, null, Rational.Zero, Rational.One) { Rounded = due.Amount(from, end, contract.Terms.Currency.Digits) };
        // Days that a pause has added are no parts of a fee of their own: each carries what its paused day did not.
        var terms = contract.TermsOn(from);
        if (from >= terms.End.PlusDays(-terms.ExtendedDays) || Fees(terms, charge).FirstOrDefault() is not { } leg
            || leg.Steps.LastOrDefault(step => step.From <= from) is not { Amount: not 0 } step) return bare;
        var share = leg.Proration.Daily(from, from.PlusDays(1), Rational.One).Single().PerDay;
        return share.IsZero ? bare : bare with { Fee = step.Amount, Share = share, Factor = perDay / (share * step.Amount) };
    }

    static IEnumerable<Monthly> Fees(Terms terms, string charge) => terms.Legs.OfType<Monthly>().Where(leg => leg.Name == charge);

    bool GoesOnAs(Stretch next) => PerDay == next.PerDay && Fee == next.Fee && Share == next.Share;
}

using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// How an invoice line comes about: the stretches of equal days that its charge adds up over the month, and what had been invoiced for
/// that month before. Made from the book as it stood just before the invoice; stretches and earlier lines then sum to the line, up to the
/// one rounding of the charge.
/// </summary>
/// <param name="Before">What had been invoiced for the charge and month before this line.</param>
/// <param name="BilledOn">The invoices that carried it, in order.</param>
/// <param name="Stretches">The days that add something, in order; empty for late interest, which follows payments.</param>
public sealed record LineBasis(InvoiceLine Line, decimal Before, ImmutableArray<string> BilledOn, ImmutableArray<Stretch> Stretches)
{
    /// <summary>What is due for the line's month as known at issue: what was invoiced before, and the line.</summary>
    public decimal DueForMonth => Before + Line.Amount;

    /// <summary>The bases of an invoice's or draft's lines, in their order.</summary>
    /// <param name="before">The book as it stood before the invoice was issued.</param>
    public static ImmutableArray<LineBasis> Of(Book before, Invoice invoice)
    {
        if (!before.Contracts.TryGetValue(invoice.Contract, out var contract)) return [.. invoice.Lines.Select(line => new LineBasis(line, 0, [], []))];
        var schedule = contract.Schedule(invoice.Period.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1));
        var billed = before.Receivables.BilledOf(invoice.Contract);
        var carried = invoice.Lines.Any(line => line.IsAdjustment)
            ? before.Receivables.StandingOf(invoice.Contract).Where(earlier => earlier.Buyer == invoice.Buyer)
                .SelectMany(earlier => earlier.Lines.Select(line => (Key: (line.Charge, line.Period), earlier.Number))).ToLookup(line => line.Key, line => line.Number!)
            : null;
        return [.. invoice.Lines.Select(line => new LineBasis(
            line, billed.TryGetValue((line.Charge, line.Period, invoice.Buyer), out var known) ? known : 0, [.. (carried?[(line.Charge, line.Period)] ?? []).Distinct()],
            [.. Stretch.Of(contract, invoice.Buyer, line, schedule.DueUnder(line.Charge))]))];
    }
}

/// <summary>Adjoining days of one month that each add the same amount to a charge.</summary>
/// <param name="PerDay">What each day adds, exact.</param>
/// <param name="Fee">The monthly fee that the days are parts of, when the charge is one.</param>
/// <param name="Share">Each day's part of the fee under its proration, such as 1/30.</param>
/// <param name="Factor">What clauses above the fee (an escalator, a pro-rata fee) multiply it by; one without any.</param>
public sealed record Stretch(LocalDate From, LocalDate Through, Rational PerDay, decimal? Fee, Rational Share, Rational Factor)
{
    public int Days => Period.DaysBetween(From, Through) + 1;

    /// <summary>What the days add together, exact.</summary>
    public Rational Amount => PerDay * Days;

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
                ? joined.SetItem(joined.Count - 1, joined[^1] with { Through = stretch.Through }) : joined.Add(stretch));
    }

    static Stretch Between(Contract contract, string charge, Cumulative due, LocalDate from, LocalDate end)
    {
        var perDay = due.PerDayOn(from);
        var bare = new Stretch(from, end.PlusDays(-1), perDay, null, Rational.Zero, Rational.One);
        if (Fees(contract.TermsOn(from), charge).FirstOrDefault() is not { } leg || leg.Steps.LastOrDefault(step => step.From <= from) is not { Amount: not 0 } step) return bare;
        var share = leg.Proration.Daily(from, from.PlusDays(1), Rational.One).Single().PerDay;
        return share.IsZero ? bare : bare with { Fee = step.Amount, Share = share, Factor = perDay / (share * step.Amount) };
    }

    static IEnumerable<Monthly> Fees(Terms terms, string charge) => terms.Legs.OfType<Monthly>().Where(leg => leg.Name == charge);

    bool GoesOnAs(Stretch next) => PerDay == next.PerDay && Fee == next.Fee && Share == next.Share;
}

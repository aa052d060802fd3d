using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Why a line of an issued invoice says what it says: how it comes about (<see cref="LineBasis"/>, as the invoice itself shows it), the clause, and the facts that moved what is
/// due. What the facts moved adds up to what is due; less what was issued before it is the line.
/// </summary>
/// <param name="Number">The line's place on the invoice, from 1.</param>
/// <param name="Terms">The terms in force in the line's month for its payer.</param>
/// <param name="Clause">The clause that makes the charge; null for late interest, tax and what no clause makes any more.</param>
/// <param name="Due">What was due of the charge and month when the invoice was issued, by the facts; of late interest, by the month's end.</param>
/// <param name="Facts">The facts that it rests on, in order, each with what it moved.</param>
public sealed record LineCause(int Number, LineBasis Basis, Terms Terms, Leg? Clause, decimal Due, ImmutableArray<(Fact Fact, decimal Move)> Facts)
{
    public InvoiceLine Line => Basis.Line;

    /// <summary>The clause in one sentence that begins with its name; null for tax and what no clause makes any more.</summary>
    public string? Says => Clause?.Says(Terms) ?? (LateInterest.Accrues(Line.Charge) && Terms.LateInterest is { } interest ? $"'late-interest': {interest.Says()}" : null);

    /// <summary>How the amount comes about, in sentences with their numbers, as the invoice's reader sees them.</summary>
    public ImmutableArray<string> Workings => Basis.Workings;

    /// <summary>What the line's availability clause made of the conditions of nodes; null for other lines and without conditions.</summary>
    public AvailabilityMonth? Availability { get; init; }

    /// <summary>The causes of every line of an invoice, from the facts of the journal up to the one that issued it.</summary>
    public static ImmutableArray<LineCause> Of(IEnumerable<Fact> facts, Invoice invoice)
    {
        var moves = invoice.Lines.Select(_ => (Due: 0m, Facts: ImmutableArray.CreateBuilder<(Fact, decimal)>())).ToArray();
        var book = Book.Empty;
        foreach (var fact in facts.TakeWhile(fact => fact.Body is not InvoiceIssued issued || issued.Invoice.Number != invoice.Number))
        {
            var next = book.With(fact);
            var dues = Touches(invoice, book, next) ? DuesOf(next, invoice) : null;
            for (var i = 0; i < moves.Length; i++)
            {
                if (DueOf(book, next, invoice, invoice.Lines[i], dues) is not { } due) continue;
                if (due != moves[i].Due) moves[i].Facts.Add((fact, due - moves[i].Due));
                moves[i].Due = due;
            }
            book = next;
        }
        return [.. LineBasis.Of(book, invoice).Select((basis, i) => Of(book, invoice, basis, i + 1, moves[i].Due, moves[i].Facts.ToImmutable()))];
    }

    static LineCause Of(Book book, Invoice invoice, LineBasis basis, int number, decimal due, ImmutableArray<(Fact, decimal)> facts)
    {
        var (contract, line) = (book.Contracts[invoice.Contract], basis.Line);
        var parts = contract.PayersOver(line.Period.OnDayOfMonth(1), line.Period.PlusMonths(1).OnDayOfMonth(1)).Where(part => part.Payer == invoice.Buyer).ToList();
        var terms = parts.Count == 0 ? contract.TermsOf(invoice.Buyer) : contract.TermsOn(parts[^1].End.PlusDays(-1));
        var clause = terms.Legs.FirstOrDefault(leg => leg.IsCharge && leg.Name == Credit.Under(line.Charge));
        return new(number, basis, terms, clause, due, facts)
        {
            Availability = clause is Sla
            ? AvailabilityMonth.Of(contract, line.Period, LastDay(invoice.Period))
            .FirstOrDefault(month => month.Clause.Name == clause.Name && month.Hours?.Conditions.Length > 0) : null,
        };
    }

    static bool Touches(Invoice invoice, Book before, Book after) =>
        !ReferenceEquals(before.Contracts.GetValueOrDefault(invoice.Contract), after.Contracts.GetValueOrDefault(invoice.Contract));

    static ILookup<(string, YearMonth), decimal> DuesOf(Book book, Invoice invoice) =>
        Views.Due.Of(book, book.Contracts[invoice.Contract], invoice.Period).Where(due => due.Payer == invoice.Buyer).ToLookup(due => (due.Charge, due.Period), due => due.Amount);

    // Late interest follows from invoices and money and from the terms, everything else from the contract alone; null when nothing of it moved.
    static decimal? DueOf(Book before, Book after, Invoice invoice, InvoiceLine line, ILookup<(string, YearMonth), decimal>? dues) =>
        !LateInterest.Accrues(line.Charge) ? dues?[(line.Charge, line.Period)].Sum()
        : (dues is not null || !ReferenceEquals(before.Receivables, after.Receivables)) && after.Contracts.TryGetValue(invoice.Contract, out var contract)
            ? Interest.Due(after, contract, line.Charge, line.Period) : null;

    static LocalDate LastDay(YearMonth month) => month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
}

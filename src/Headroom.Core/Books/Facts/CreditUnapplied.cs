using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>What was set off of a credit note against an invoice was taken off it again.</summary>
/// <param name="Amount">Positive.</param>
public sealed record CreditUnapplied(string CreditNote, string Invoice, decimal Amount, LocalDate On, string Reason) : FactBody
{
    public override string Kind => "credit.unapplied.v1";
    public override string About => CreditNote;
    public override Book Apply(Book book, Fact fact) =>
        book with { Receivables = book.Receivables with { Cash = book.Receivables.Cash.SettingOff(CreditNote, Invoice, -Amount, On, Reason) } };
}

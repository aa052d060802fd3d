using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>A credit note was set off against an open invoice of the same customer and currency.</summary>
/// <param name="Amount">Positive.</param>
public sealed record CreditApplied(string CreditNote, string Invoice, decimal Amount, LocalDate On) : FactBody
{
    public override string Kind => "credit.applied.v1";
    public override string About => CreditNote;
    public override Book Apply(Book book, Fact fact) =>
        book with { Receivables = book.Receivables with { Cash = book.Receivables.Cash.SettingOff(CreditNote, Invoice, Amount, On, "") } };
}

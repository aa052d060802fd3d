using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>Money went back to a customer: unapplied cash of a receipt, or what a credit note gives.</summary>
public sealed record RefundPaid(Refund Refund) : FactBody
{
    public override string Kind => "refund.paid.v1";
    public override string About => Refund.Of;
    public override Book Apply(Book book, Fact fact) => book with { Receivables = book.Receivables with { Cash = book.Receivables.Cash.With(Refund) } };
}

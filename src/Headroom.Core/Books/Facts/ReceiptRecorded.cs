using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>Money came in from a customer; which invoices it pays is said by other facts.</summary>
public sealed record ReceiptRecorded(Receipt Receipt) : FactBody
{
    public override string Kind => "receipt.recorded.v1";
    public override string About => Receipt.Id.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Receivables = book.Receivables with { Cash = book.Receivables.Cash.With(Receipt) } };
}

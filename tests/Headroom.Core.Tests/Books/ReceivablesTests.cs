using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Books;

public sealed class ReceivablesTests
{
    // Law: billed is the sum of the lines issued, by charge and month, however they stand on invoices.
    [Fact]
    public void Billed_is_the_sum_of_the_lines_issued() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(1, 12), Any.Fee).ArrayOf(6).ToArbitrary(), lines =>
        {
            var issued = lines.Index().Aggregate(Receivables.None, (sum, line) => sum.With(Invoice($"INV-{line.Index:0000000}", line.Item.Item1, line.Item.Item2)));
            return issued.TotalBilled(Id) == lines.Sum(line => line.Item2)
                && issued.BilledOf(Id).All(billed => billed.Value == lines.Where(line => line.Item1 == billed.Key.Period.Month).Sum(line => line.Item2));
        }).Check(Laws.Seeded);

    [Fact]
    public void Open_is_what_was_invoiced_less_what_was_paid_of_it()
    {
        var invoice = Invoice("INV-0000001", 5, 625_000_000m);
        var paid = Receivables.None.With(invoice).With(new Payment("INV-0000001", Day(2026, 6, 10), 500_000_000m, Currency.Usd, "wire"));

        Assert.Equal(125_000_000m, paid.OpenOf(invoice));
        Assert.Equal(500_000_000m, paid.PaidOf("INV-0000001"));
        Assert.Equal(0m, paid.PaidOf("INV-0000002"));
    }

    [Fact]
    public void Numbers_have_no_gaps()
    {
        var one = Receivables.None.With(Invoice(Receivables.None.NumberAfter(0), 5, 1m));

        Assert.Equal(["INV-0000001"], one.Invoices.Keys);
        Assert.Equal(("INV-0000002", "INV-0000004"), (one.NumberAfter(0), one.NumberAfter(2)));
    }

    static Invoice Invoice(string number, int month, decimal amount) => new(number, Id, Us, Buyer, Month(2026, month), Currency.Usd,
        Day(2026, 6, 1), Day(2026, 7, 1), [new InvoiceLine("fee", Month(2026, month), amount, amount, false)]);
}

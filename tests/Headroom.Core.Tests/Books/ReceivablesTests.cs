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
        }).Check(Laws.Thousand);

    // Law: the invoices of a contract, and those of them that count, are those of the book that bear its name, in the same order.
    [Fact]
    public void The_invoices_of_a_contract_are_those_of_the_book_that_bear_its_name() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(0, 2), Gen.Choose(0, 3)).ArrayOf(8).ToArbitrary(), drawn =>
        {
            var issued = drawn.Index().Aggregate(Receivables.None, (sum, next) =>
            {
                var with = sum.With(Invoice(sum.NumberAfter(0), 5, 1m) with { Contract = Slug.Of($"c{next.Item.Item1}") });
                return next.Item.Item2 == 0 ? with.With(new Voiding(with.Invoices.Keys.Last(), Day(2026, 6, 2), "wrong")) : with;
            });
            return Enumerable.Range(0, 4).Select(i => Slug.Of($"c{i}")).All(id =>
                issued.InvoicesOf(id).SequenceEqual(issued.Invoices.Values.Where(invoice => invoice.Contract == id))
                && issued.StandingOf(id).SequenceEqual(issued.Standing.Where(invoice => invoice.Contract == id)));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: what is billed is told by the invoices that count, for each charge, month and payer that one of their lines names and for no other, in the order of issue.
    [Fact]
    public void Billed_is_what_the_invoices_that_count_say() =>
        Prop.ForAll((from month in Gen.Choose(1, 3) from amount in Gen.Choose(-2, 2) from kind in Gen.Choose(0, 3) select (month, amount, kind)).ArrayOf(8).ToArbitrary(), drawn =>
        {
            var issued = drawn.Aggregate(Receivables.None, (sum, next) =>
            {
                var (month, amount, kind) = next;
                var invoice = Invoice(sum.NumberAfter(0), month, amount) with { Buyer = kind == 1 ? Other : Buyer };
                var with = sum.With(invoice with { Lines = [.. invoice.Lines, new InvoiceLine("power", Month(2026, month), amount, amount, false)] });
                var standing = with.Standing.First().Number!;
                return kind == 0 ? with.With(new Voiding(standing, Day(2026, 6, 2), "wrong")) : with;
            });
            var lines = issued.Standing.SelectMany(invoice => invoice.Lines.Select(line => (Key: (line.Charge, line.Period, invoice.Buyer), line.Amount))).ToList();
            return issued.BilledOf(Id).Select(billed => (billed.Key, billed.Value))
                .SequenceEqual(lines.GroupBy(line => line.Key).Select(same => (same.Key, same.Sum(line => line.Amount))));
        }).Check(Laws.Thousand);

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

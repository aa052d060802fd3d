using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Documents;

public sealed class InvoiceTests
{
    // Law: an invoice is the sum of its lines, and gives money back when that is below zero.
    [Fact]
    public void The_total_is_the_sum_of_the_lines() =>
        Prop.ForAll(Any.Fee.ArrayOf(4).ToArbitrary(), Any.Fee.ToArbitrary(), (amounts, credit) =>
        {
            var invoice = Of([.. amounts.Append(-credit).Select(amount => new InvoiceLine("fee", Month(2026, 5), amount, amount, false))]);
            return invoice.Total == amounts.Sum() - credit && invoice.IsCreditNote == invoice.Total < 0;
        }).Check(Laws.Thousand);

    [Fact]
    public void A_line_reads_as_its_charge_and_month_and_says_when_it_corrects_one()
    {
        Assert.Equal("fee: 2026-05", new InvoiceLine("fee", Month(2026, 5), 1m, 1m, false).Text);
        Assert.Equal("fee: adjustment of 2026-05", new InvoiceLine("fee", Month(2026, 5), 1m, -1m, true).Text);
    }

    static Invoice Of(params InvoiceLine[] lines) =>
        new("INV-0000001", Id, Us, Buyer, Month(2026, 5), Currency.Usd, Day(2026, 6, 1), Day(2026, 7, 1), [.. lines]);
}

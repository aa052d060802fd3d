using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class RemittanceTests
{
    [Theory]
    [InlineData("INV-0000001", "INV-0000001")]
    [InlineData("inv1", "INV-0000001")]
    [InlineData("Invoice no. 7", "INV-0000007")]
    [InlineData("invoice 7, INV#8 and Inv. 9", "INV-0000007,INV-0000008,INV-0000009")]
    [InlineData("INV-12345678", "INV-12345678")]
    [InlineData("REINV-1", "")]
    [InlineData("INV-1234567890123", "")]
    [InlineData("INV-0000001 INV-1", "INV-0000001")]
    [InlineData("0000001", "")]
    public void Numbers_are_found_as_people_write_them(string text, string numbers) => Assert.Equal(numbers, string.Join(',', Remittance.Invoices(Line(text))));

    // Law: whatever stands before and after it, a number that the book wrote is found.
    [Fact]
    public void A_number_among_other_words_is_found() =>
        Prop.ForAll(Gen.Choose(1, 99_999_999).ToArbitrary(), ArbMap.Default.ArbFor<string>(), (number, words) =>
            Remittance.Invoices(Line($"{words} INV-{number:0000000} {words}")).Contains($"INV-{number:0000000}")
            || Remittance.Invoices(Line(words ?? "")).Length >= Remittance.MostNames).Check(Laws.Seeded.WithMaxTest(1000));

    // RF18 5390 0754 7034 is the example of ISO 11649's check digits known from public descriptions; it names no document of ours.
    [Fact]
    public void Creditor_references_count_with_right_check_digits_only()
    {
        Assert.Equal(["INV-539007547034"], Remittance.Invoices(Line("") with { CreditorReference = "RF18 5390 0754 7034" }));
        Assert.Empty(Remittance.Invoices(Line("") with { CreditorReference = "RF19 5390 0754 7034" }));
        Assert.Equal(["INV-0000001", "INV-0000002"], Remittance.Invoices(Line("") with { CreditorReference = "0000001,0000002" }));
    }

    [Fact]
    public void Orders_are_whole_words_and_receipts_are_those_of_the_book()
    {
        var book = CashLife.Billed.Told(At(2026, 8, 1), new RecordReceipt(null, Buyer, Day(2026, 6, 30), 1m, "USD", "", null, []));

        Assert.True(Remittance.Names(Line("order PO-7, thanks"), "po-7"));
        Assert.False(Remittance.Names(Line("order PO-77"), "PO-7"));
        Assert.Equal("rct-0000001", Remittance.Receipts(Line("refund of RCT-0000001; rct-0000002"), book.Receivables.Cash).Single().Id.ToString());
    }

    static BankLine Line(string text) => new("line 2", Day(2026, 6, 30), 1m, "USD", "b", text);
}

using System.Text.RegularExpressions;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Documents.Paper;
using Headroom.Journal;

namespace Headroom.Documents.Tests;

public sealed partial class PapersTests(LivedBook lived) : IClassFixture<LivedBook>
{
    [Fact]
    public void Both_sides_stand_with_address_and_tax_number_and_the_seller_with_where_to_pay()
    {
        var text = Text("INV-0000001");
        Assert.Contains("Operator Example Inc. 1 Power Plant Road Springfield, NY 00000 USA Tax number 00-0000000", text, StringComparison.Ordinal);
        Assert.Contains("Customer A Example LLC 100 Sample Avenue Shelbyville, NY 00000 USA Tax number 00-0000001 Account customer-a invoices@customer-a.example", text,
            StringComparison.Ordinal);
        Assert.Contains("Pay to Operator Example Inc. Bank Example Bank IBAN ZZ26 TEST 0000 0000 0000 01 BIC TESTZZ22 Reference INV-0000001", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_and_a_credit_note_ask_for_no_money_at_a_bank()
    {
        var paper = lived.Issued[0];
        var credit = paper with { Invoice = paper.Invoice with { Lines = [.. paper.Invoice.Lines.Select(line => line with { Amount = -line.Amount })] } };
        Assert.DoesNotContain("IBAN", Text(paper with { Invoice = paper.Invoice with { Number = null } }), StringComparison.Ordinal);
        Assert.DoesNotContain("IBAN", Text(credit), StringComparison.Ordinal);
    }

    [Fact]
    public void Erased_details_leave_the_id_and_no_gap()
    {
        var customer = Slug.Of("customer-b");
        Assert.Contains("Customer B Example GmbH", lived.Issued.First(paper => paper.Invoice.Buyer == customer).Sheet.Html(PaperSize.A4), StringComparison.Ordinal);
        Assert.True(Digest.TryParse(lived.Book.PartyDetails[customer], out var digest) && lived.Keeper.Journal.EraseExhibit(digest));

        var html = lived.Papers.Issued(lived.Book.Position, invoice => invoice.Buyer == customer).First().Sheet.Html(PaperSize.A4);
        Assert.Contains("<p class=\"name\"><bdi>customer-b</bdi></p></div>", html, StringComparison.Ordinal);
    }

    // The document itself stays: amounts, lines and witness are those of its issue.
    [Fact]
    public void The_mark_of_a_void_invoice_comes_from_the_book_of_today()
    {
        var number = lived.Issued[^1].Invoice.Number!;
        Assert.Null(Paper(number).Voided);
        if (lived.Book.Receivables.PaidOf(number) is not 0) Assert.Fail("The last invoice of the example is expected to be open.");
        lived.Say(new VoidInvoice(number, "Wrong address"));

        var after = Paper(number);
        Assert.Equal(("Wrong address", lived.Issued[^1].Witness), (after.Voided!.Reason, after.Witness));
        Assert.Equal(number, Paper(after.ReplacedBy!).Invoice.Replaces);
        Assert.Null(Paper(after.ReplacedBy!).Voided);
    }

    InvoicePaper Paper(string number) => lived.Papers.Issued(lived.Keeper.CatchUp().Position, invoice => invoice.Number == number).Single();

    string Text(string number) => Text(Paper(number));

    static string Text(InvoicePaper paper) => Spaces().Replace(System.Net.WebUtility.HtmlDecode(Tags().Replace(paper.Sheet.Html(PaperSize.A4), " ")), " ");

    [GeneratedRegex("<style>.*?</style>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

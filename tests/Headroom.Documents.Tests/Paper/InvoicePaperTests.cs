using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Documents.Paper;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Documents.Tests.Paper;

public sealed partial class InvoicePaperTests(LivedBook lived) : IClassFixture<LivedBook>
{
    [Fact]
    public void Every_invoice_shows_every_line_and_sums_to_its_total_to_the_cent()
    {
        Assert.Equal(lived.Book.Receivables.Invoices.Count, lived.Issued.Length);
        Assert.All(lived.Issued, paper =>
        {
            var text = Visible(paper.Sheet.Html(PaperSize.A4));
            Assert.All(paper.Invoice.Lines, line => Assert.Contains(line.Charge, text, StringComparison.Ordinal));
            Assert.Equal(paper.Invoice.Lines.Select(line => line.Amount).Order(), Amounts(paper.Sheet.Html(PaperSize.A4)).Order());
            Assert.Contains($"Total {paper.Invoice.Total.ToString("N2", CultureInfo.InvariantCulture)}", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_line_that_was_cut_by_days_shows_days_fee_and_month()
    {
        var text = Visible(Of("INV-0000014"));
        Assert.Contains("1 to 15 June 2026: 15 days × 2,400,000.00 / 30 × 3/4 = 900,000.00", text, StringComparison.Ordinal);
        Assert.Contains("16 to 30 June 2026: 15 days × 2,400,000.00 / 30 = 1,200,000.00", text, StringComparison.Ordinal);
    }

    // By hand: 10 days of February 2028 at 61,000 x 12 / 366 are 2,000 each; the next five are no parts of a fee, at 1,500 each.
    [Fact]
    public void Twelve_fees_a_leap_year_and_days_of_equal_amounts_can_be_checked_with_a_calendar()
    {
        Stretch Days(int from, int through, int perDay, decimal? fee) =>
            new(new LocalDate(2028, 2, from), new LocalDate(2028, 2, through), perDay, fee, Rational.Of(12, 366), Rational.One);
        string Shown(params Stretch[] stretches) =>
            Visible((lived.Issued[0] with { Lines = [new LineBasis(lived.Issued[0].Invoice.Lines[0], [], [.. stretches])] }).Sheet.Html(PaperSize.A4));

        Assert.Contains("1 to 10 February 2028: 10 days × 61,000.00 × 12 / 366 = 20,000.00",
            Shown(Days(1, 10, 2_000, 61_000m), Days(11, 15, 1_500, null)), StringComparison.Ordinal);
        Assert.Contains("11 to 15 February 2028: 5 days at equal amounts, together 7,500.00", Shown(Days(11, 15, 1_500, null)), StringComparison.Ordinal);
        Assert.DoesNotContain("11 February", Shown(Days(11, 11, 1_500, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_adjustment_names_its_month_what_was_invoiced_and_where()
    {
        var text = Visible(Of("INV-0000031"));
        Assert.Contains("Adjustment of July 2026", text, StringComparison.Ordinal);
        Assert.Contains("Now due for July 2026: 650,000.00; 700,000.00 had been invoiced (INV-0000019)", text, StringComparison.Ordinal);
        Assert.Contains("Adjusts INV-0000019, INV-0000023, INV-0000027", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_credit_for_missed_service_shows_what_was_measured() =>
        Assert.Contains("down-minutes in 2026-02: 322.56 (status page)", Visible(Of("INV-0000002")), StringComparison.Ordinal);

    [Fact]
    public void A_negative_total_is_a_credit_note_that_asks_for_nothing()
    {
        var paper = lived.Issued[0] with { Invoice = Changed(invoice => invoice with { Lines = [new("fee", invoice.Period, -5m, -5m, false)] }) };
        var text = Visible((paper with { Lines = [new LineBasis(paper.Invoice.Lines[0], [], [])] }).Sheet.Html(PaperSize.A4));
        Assert.Contains("Credit note", text, StringComparison.Ordinal);
        Assert.Contains("Amount credited to you USD 5.00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Amount due", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Taxes_stand_apart_between_subtotal_and_total_with_rate_and_base()
    {
        var paper = lived.Issued[0];
        var tax = new TaxLine("sales tax", Slug.Of("us-tn"), 0.07m, 1_000m, 70m);
        var invoice = paper.Invoice with { Lines = [new("fee", paper.Invoice.Period, 1_000m, 1_000m, false), new(Tax.ChargeOf(tax), paper.Invoice.Period, 70m, 70m, false)] };
        var text = Visible((paper with
        {
            Invoice = invoice,
            Contract = paper.Contract with { Taxes = [new Tax(invoice.Period, [tax], "handed in")] },
            Lines = [.. invoice.Lines.Select(line => new LineBasis(line, [], []))],
        }).Sheet.Html(PaperSize.A4));
        Assert.Matches("Subtotal before tax 1,000.00 tax us-tn: sales tax ?7% of 1,000.00 .* 70.00 Total 1,070.00", text);
        Assert.DoesNotContain("none charged", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_customers_own_references_stand_on_it()
    {
        var paper = lived.Issued[0]
            with
        { Invoice = Changed(invoice => invoice with { References = [new(ReferenceKind.PurchaseOrder, "PO-<7>"), new(ReferenceKind.Acceptance, "A 12")] }) };
        Assert.Contains("Your order PO-<7> Your acceptance A 12", Visible(paper.Sheet.Html(PaperSize.A4)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_out_of_turn_says_what_it_replaces_or_credits_and_why()
    {
        var replacing = lived.Issued[0] with { Invoice = Changed(invoice => invoice with { Replaces = "INV-0000099", Reason = "Billed to the wrong party" }) };
        var crediting = lived.Issued[0] with { Invoice = Changed(invoice => invoice with { Credits = "INV-0000098", Reason = "Agreed on the phone" }) };
        Assert.Contains("It takes the place of INV-0000099, which is void. Billed to the wrong party", Visible(replacing.Sheet.Html(PaperSize.A4)), StringComparison.Ordinal);
        Assert.Contains("It credits a line of INV-0000098, which stays as it was issued. Agreed on the phone", Visible(crediting.Sheet.Html(PaperSize.A4)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_bears_no_number_and_is_marked_on_every_page()
    {
        var contract = lived.Book.Contracts.Values.First();
        var draft = Billing.Drafts(lived.Book, contract, lived.Book.ClosedThrough!.Value.PlusMonths(1)).Single();
        var html = lived.Papers.Draft(lived.Book, draft, lived.Keeper.Journal.Head()).Sheet.Html(PaperSize.A4);
        Assert.Contains("<p class=\"watermark\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("INV-", Visible(html), StringComparison.Ordinal);
        Assert.DoesNotContain("watermark\" aria", Of("INV-0000001"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_currency_without_cents_shows_none()
    {
        var yen = Changed(invoice => invoice with { Currency = Currency.Of("JPY")!, Lines = [new("fee", invoice.Period, 1234567m, 1234567m, false)] });
        var paper = lived.Issued[0] with { Invoice = yen, Lines = [new LineBasis(yen.Lines[0], [], [])] };
        Assert.Contains("JPY 1,234,567 ", Visible(paper.Sheet.Html(PaperSize.A4)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_name_reaches_the_page_as_text()
    {
        const string name = "\"><script src=//evil></script>";
        var html = (lived.Issued[0] with { Buyer = PartyBlock.Of(Slug.Of("customer-a"), name, null), Seller = PartyBlock.Of(Slug.Of("seller"), name, null) }).Sheet.Html(
            PaperSize.A4);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(name, Visible(html), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_stands_until_it_is_erased_and_then_the_id()
    {
        var exhibit = NameExhibit.Of("Example Computing");
        lived.Keeper.Journal.PutExhibit(exhibit);
        lived.Say(new NameParty(Slug.Of("customer-d"), exhibit.Digest.ToString()));
        Assert.Equal("Example Computing", First().Buyer.Name);
        Assert.True(lived.Keeper.Journal.EraseExhibit(exhibit.Digest));
        Assert.Equal("customer-d", First().Buyer.Name);

        InvoicePaper First() => lived.Papers.Issued(lived.Keeper.CatchUp().Position, invoice => invoice.Buyer == Slug.Of("customer-d")).First();
    }

    [Fact]
    public void A_void_invoice_is_marked_and_says_since_when_why_and_what_takes_its_place()
    {
        var standing = lived.Issued[0];
        var gone = standing with { Voided = new Voiding("INV-0000001", new LocalDate(2026, 7, 3), "Sent to the wrong <party>"), ReplacedBy = "INV-0000099" };
        var text = Visible(gone.Sheet.Html(PaperSize.A4));
        Assert.Contains("<p class=\"watermark\" aria-hidden=\"true\">Void</p>", gone.Sheet.Html(PaperSize.A4), StringComparison.Ordinal);
        Assert.Contains("Void since 3 July 2026: Sent to the wrong <party>. INV-0000099 takes its place. Do not pay this document", text, StringComparison.Ordinal);
        Assert.Contains("Nothing takes its place.", Visible((gone with { ReplacedBy = null }).Sheet.Html(PaperSize.A4)), StringComparison.Ordinal);
        Assert.DoesNotContain("IBAN", text, StringComparison.Ordinal);
        Assert.Equal(Amounts(standing.Sheet.Html(PaperSize.A4)), Amounts(gone.Sheet.Html(PaperSize.A4)));
    }

    [Fact]
    public void Its_witness_is_the_position_and_root_once_it_was_issued()
    {
        var paper = lived.Issued[7];
        var tree = new MerkleTree([.. lived.Keeper.Journal.Read(0, paper.Witness.Position).Select(entry => entry.Leaf)]);
        Assert.Equal(tree.Root.ToString(), paper.Witness.Root);
        Assert.Contains(paper.Witness.Root, Visible(paper.Sheet.Html(PaperSize.A4)), StringComparison.Ordinal);
    }

    [Fact]
    public void Made_again_from_a_longer_journal_it_is_the_same()
    {
        var early = lived.Papers.Issued(lived.Issued[3].Witness.Position, _ => true).Select(paper => paper.Sheet.Html(PaperSize.A4));
        Assert.Equal(lived.Issued.Take(4).Select(paper => paper.Sheet.Html(PaperSize.A4)), early);
    }

    [Theory]
    [InlineData(PaperSize.A4)]
    [InlineData(PaperSize.Letter)]
    public void The_page_carries_all_it_needs_and_lets_the_browser_fetch_nothing(PaperSize size)
    {
        var html = lived.Issued[0].Sheet.Html(size);
        var style = Style().Match(html).Groups[1].Value;
        Assert.Contains($"size: {size};", style, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style))), lived.Issued[0].Sheet.Policy(size), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", lived.Issued[0].Sheet.Policy(size), StringComparison.Ordinal);
        Assert.DoesNotMatch(Addresses(), html);
        Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Contains("<title>Invoice INV-0000001</title>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InterestBasis.Actual365, "8% a year")]
    [InlineData(InterestBasis.StartedMonth, "8% a month")]
    public void The_late_interest_clause_stands_in_words(InterestBasis basis, string rate)
    {
        var contract = lived.Issued[0].Contract;
        var terms = contract.Terms with { LateInterest = new LateInterest(0.08m, basis, 5) };
        var paper = lived.Issued[0] with { Contract = contract with { Versions = [contract.Versions[0] with { Terms = terms }] } };
        var text = Visible(paper.Sheet.Html(PaperSize.A4));
        Assert.Contains($"An amount paid late bears simple interest of {rate} from the due date", text, StringComparison.Ordinal);
        Assert.Contains("; payment within 5 days after the due date bears none.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_in_a_line_of_late_interest_is_not_broken()
    {
        var (paper, late) = (lived.Issued[0], LateInterest.ChargeOn("INV-0000007"));
        var html = (paper with { Lines = [paper.Lines[0] with { Line = paper.Lines[0].Line with { Charge = late } }] }).Sheet.Html(PaperSize.A4);
        Assert.Contains("<b><bdi>late interest on <span class=\"nb\">INV-0000007</span></bdi></b>", html, StringComparison.Ordinal);
    }

    string Of(string number) => lived.Issued.Single(paper => paper.Invoice.Number == number).Sheet.Html(PaperSize.A4);

    Invoice Changed(Func<Invoice, Invoice> change) => change(lived.Issued[0].Invoice);

    static string Visible(string html) => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Inline().Replace(Style().Replace(html, ""), ""), " ")), " ");

    // The amounts of lines: the last cell of rows in the table's bodies that are no headings.
    static IEnumerable<decimal> Amounts(string html) =>
        LineAmounts().Matches(html).Select(amount => decimal.Parse(amount.Groups[1].Value, NumberStyles.Number, CultureInfo.InvariantCulture));

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("</?(b|bdi|span class=\"nb\"|span)>")]
    private static partial Regex Inline();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"https?:|src=|href=|url\((?!data:)")]
    private static partial Regex Addresses();

    [GeneratedRegex("<td class=\"month\">[^<]*</td><td class=\"n\">([^<]*)</td>")]
    private static partial Regex LineAmounts();
}

using System.Globalization;
using System.Net;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Views;
using Headroom.Documents.Paper;
using NodaTime;

namespace Headroom.Documents.Tests.Paper;

public sealed class ReminderPaperTests(LivedBook lived) : IClassFixture<LivedBook>
{
    // Two months after the last invoices of the lived book were issued: what they ask for is a month late.
    static readonly LocalDate Late = new(2027, 6, 1);

    [Fact]
    public void Each_customer_gets_one_letter_that_asks_for_what_is_due_to_be_reminded_of()
    {
        var (book, letters) = Letters();
        var due = Dunning.Due(book, Late).ToList();

        Assert.NotEmpty(due);
        Assert.Equal(due.Select(item => item.Customer).Distinct(), letters.Select(letter => letter.Buyer.Party).Order());
        Assert.Equal(due.Sum(item => item.Amount), letters.Sum(letter => letter.Items.Sum(row => row.Item.Amount)));
        Assert.All(letters, letter =>
        {
            var html = WebUtility.HtmlDecode(letter.Sheet.Html(PaperSize.A4));
            Assert.All(letter.Items, row => Assert.Contains(row.Item.Invoice, html, StringComparison.Ordinal));
            Assert.Contains($">{letter.Items.Sum(row => row.Item.Amount).ToString("N2", CultureInfo.InvariantCulture)}<", html, StringComparison.Ordinal);
            Assert.Contains("<h1>Last reminder</h1>", html, StringComparison.Ordinal);
            Assert.Contains("ZZ26 TEST 0000 0000 0000 01", html, StringComparison.Ordinal);
            Assert.Contains(lived.Keeper.Journal.Head().Root.ToString(), html, StringComparison.Ordinal);
        });
    }

    // Half of the first invoice is disputed: it stands there and is not asked for.
    [Fact]
    public void What_is_disputed_stands_there_and_is_not_asked_for()
    {
        var (book, letters) = Letters();
        var first = letters[0] with { Items = [.. letters[0].Items.Select(row => (row.Item with { Amount = 60m, Disputed = 40m }, row.Invoice)).Take(1)] };

        var html = WebUtility.HtmlDecode(first.Sheet.Html(PaperSize.Letter));
        Assert.Contains("What is disputed is not asked for here.", html, StringComparison.Ordinal);
        Assert.Contains(">40.00<", html, StringComparison.Ordinal);
        Assert.Contains("USD 60.00", html, StringComparison.Ordinal);
        Assert.Contains("The invoice below is past its date", html, StringComparison.Ordinal);
        Assert.DoesNotContain("disputed", letters[0].Sheet.Html(PaperSize.A4), StringComparison.Ordinal);
        Assert.Equal(book.Opened!.Owner, first.Seller.Party);
    }

    (Book Book, List<ReminderPaper> Letters) Letters()
    {
        if (lived.Keeper.CatchUp().Policy.Dunning.IsEmpty)
            lived.Say(new SetPolicy(lived.Book.Policy with { Dunning = [new DunningStep(3, "reminder"), new DunningStep(20, "last reminder")] }));
        var book = lived.Keeper.CatchUp();
        return (book, [.. lived.Papers.Reminders(book, Late, lived.Keeper.Journal.Head())]);
    }
}

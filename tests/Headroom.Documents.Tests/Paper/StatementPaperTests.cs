using System.Globalization;
using System.Net;
using Headroom.Core.Views;
using Headroom.Documents.Paper;

namespace Headroom.Documents.Tests.Paper;

public sealed class StatementPaperTests(LivedBook lived) : IClassFixture<LivedBook>
{
    [Fact]
    public void It_shows_every_movement_the_balance_and_what_is_open_by_age()
    {
        var statements = Statement.Of(lived.Book, lived.Book.Calendar.DateOf(lived.Book.RecordedAt)).ToList();
        Assert.NotEmpty(statements);
        Assert.All(statements, statement =>
        {
            var html = WebUtility.HtmlDecode(lived.Papers.Account(lived.Book, statement, lived.Keeper.Journal.Head()).Sheet.Html(PaperSize.A4));
            Assert.All(statement.Lines, line => Assert.Contains(line.Text[1..], html, StringComparison.Ordinal));
            Assert.All(statement.Lines, line => Assert.Contains($">{Text(Math.Abs(line.Amount))}<", html, StringComparison.Ordinal));
            Assert.All([statement.Ageing.NotDue, statement.Ageing.To30, statement.Ageing.Over90, statement.Balance],
                amount => Assert.Contains($">{Text(amount)}<", html, StringComparison.Ordinal));
            Assert.Contains(lived.Keeper.Journal.Head().Root.ToString(), html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Cash_that_no_invoice_took_is_told()
    {
        var statement = Statement.Of(lived.Book, lived.Book.Calendar.DateOf(lived.Book.RecordedAt)).First() with { Unapplied = 12.5m };
        Assert.Contains("USD 12.50 was received and is not applied", lived.Papers.Account(lived.Book, statement, lived.Keeper.Journal.Head()).Sheet.Html(PaperSize.Letter),
            StringComparison.Ordinal);
    }

    static string Text(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);
}

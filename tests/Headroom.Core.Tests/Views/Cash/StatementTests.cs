using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class StatementTests
{
    // Law: at every date the balance is the sum of its lines and of what is open, by whatever age; at the end it is what the ledger owes.
    [Fact]
    public void The_balance_is_the_sum_of_the_lines_and_of_the_ages() =>
        Prop.ForAll(InvoicingLife.Any, Gen.Choose(-30, 300).ToArbitrary(), (life, day) =>
            InvoicingLife.End(life) is not { } book || Statement.Of(book, Start.PlusDays(day)).All(statement =>
                statement.Balance == statement.Lines.Sum(line => line.Amount) && statement.Balance == statement.Ageing.Open - statement.Unapplied
                && statement.Lines.Length > 0 && statement.Lines[^1].Balance == statement.Balance
                && statement.Lines.Zip(statement.Lines.Skip(1)).All(pair => pair.First.Date <= pair.Second.Date && pair.First.Balance + pair.Second.Amount == pair.Second.Balance)))
    .Check(Laws.Thousand);

    [Fact]
    public void When_all_has_happened_it_is_what_is_open_on_the_customers_invoices() =>
        Prop.ForAll(InvoicingLife.Any, life =>
        {
            if (InvoicingLife.End(life) is not { } book) return true;
            var open = book.Receivables.Invoices.Values.GroupBy(invoice => invoice.Buyer).ToDictionary(group => group.Key, group => group.Sum(book.Receivables.OpenOf));
            return Statement.Of(book, Day(2060, 1, 1)).All(statement => statement.Balance == open[statement.Customer] - statement.Unapplied);
        }).Check(Laws.Thousand);

    // By hand: May's 625 million, due 1 July, half paid on 15 July; June's due 31 July. On 15 August they are 45 and 15 days past due.
    [Fact]
    public void The_deal_on_15_August()
    {
        var book = SignedBook.Told(At(2026, 7, 15), new CloseMonth(Month(2026, 5)), new CloseMonth(Month(2026, 6)),
            new RecordPayment("INV-0000001", Day(2026, 7, 15), 312_500_000m, "USD", "wire"))
            .Told(At(2026, 8, 15), new CloseMonth(Month(2026, 7)));
        var statement = Assert.Single(Statement.Of(book, Day(2026, 8, 15)));

        Assert.Equal(new Ageing(1_250_000_000m, 625_000_000m, 312_500_000m, 0m, 0m), statement.Ageing);
        Assert.Equal(
            ["invoice INV-0000001, due 2026-07-01", "invoice INV-0000002, due 2026-07-31", "payment of INV-0000001 wire", "invoice INV-0000003, due 2026-08-31"],
            statement.Lines.Select(line => line.Text));
        Assert.Equal([625_000_000m, 1_250_000_000m, 937_500_000m, 2_187_500_000m], statement.Lines.Select(line => line.Balance));
        Assert.Equal((Buyer, 2_187_500_000m), (statement.Customer, statement.Balance));
    }

    // A credit note asks for nothing, so no day on which it is due is told.
    [Fact]
    public void Of_a_credit_note_no_due_date_is_told()
    {
        var book = SignedBook.Told(At(2026, 7, 15), new CloseMonth(Month(2026, 5)), new CreditInvoice("INV-0000001", "fee", Month(2026, 5), 5m, null, "goodwill"));

        Assert.Equal(["invoice INV-0000001, due 2026-07-01", "credit note INV-0000002"], Assert.Single(Statement.Of(book, Day(2026, 7, 15))).Lines.Select(line => line.Text));
    }

    [Fact]
    public void Ages_of_two_accounts_add_up_one_by_one() =>
        Assert.Equal(new Ageing(11, 22, 33, 44, 55) { Disputed = 66 }, new Ageing(1, 2, 3, 4, 5) { Disputed = 6 } + new Ageing(10, 20, 30, 40, 50) { Disputed = 60 });

    [Fact]
    public void Before_the_first_invoice_there_is_no_statement()
    {
        var book = SignedBook.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));

        Assert.Empty(Statement.Of(book, Day(2026, 5, 31)));
        Assert.Equal(625_000_000m, Assert.Single(Statement.Of(book, Day(2026, 6, 1))).Ageing.NotDue);
    }
}

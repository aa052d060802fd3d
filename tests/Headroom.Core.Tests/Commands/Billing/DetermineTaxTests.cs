using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class DetermineTaxTests
{
    static readonly TaxLine State = new("sales tax", Slug.Of("us-tn"), 0.07m, 310m, 21.70m), County = new("sales tax", Slug.Of("us-tn-shelby"), 0.0225m, 310m, 6.98m);

    static DetermineTax May(params TaxLine[] lines) => new(Id, new Tax(Month(2026, 5), [.. lines], "tax engine, run 17"));

    static Book Signed31 { get; } = Ready.Told(At(2026, 4, 20), new SignContract(With(RampCapacity, Fee((Start, 310m)), AfterLockIn)));

    [Fact]
    public void Each_reason_to_refuse()
    {
        Core.Books.Book.Empty.Refuses(At(2026, 6, 1), May(State), RefusalCode.NotFound, "book");
        Signed31.Refuses(At(2026, 6, 1), May(State) with { Contract = Slug.Of("none") }, RefusalCode.NotFound, "contract");
        Signed31.Refuses(At(2026, 6, 1), May(State) with { Tax = new Tax(Month(2026, 4), [State], "") }, RefusalCode.DatesUpsideDown, "month");
        Signed31.Refuses(At(2026, 6, 1), May(State with { Amount = 21.701m }), RefusalCode.OutOfRange, "lines[0].amount");
        Signed31.Refuses(At(2026, 6, 1), May(State with { Rate = 7m }), RefusalCode.OutOfRange, "lines[0].rate");
        Signed31.Refuses(At(2026, 6, 1), May(State, State), RefusalCode.InvalidTerms, "lines[1].name");
        Signed31.Refuses(At(2026, 6, 1), May([.. Enumerable.Range(0, 51).Select(i => State with { Name = $"tax {i}" })]), RefusalCode.OutOfRange, "lines");
    }

    [Fact]
    public void Taxes_are_lines_of_their_own_outside_revenue_and_backlog()
    {
        var book = Signed31.Told(At(2026, 6, 1), May(State, County), new CloseMonth(Month(2026, 5)));
        var invoice = Assert.Single(book.Receivables.Invoices).Value;

        Assert.Equal([("fee: 2026-05", 310m), ("tax us-tn-shelby: sales tax: 2026-05", 6.98m), ("tax us-tn: sales tax: 2026-05", 21.70m)],
            invoice.Lines.Select(line => (line.Text, line.Amount)));
        Assert.Equal(310m, book.Receivables.TotalBilled(Id));
        Assert.Equal(Revenue.Earned(Signed31.Contracts[Id], RevenuePolicy.AsInvoiced, Day(2026, 5, 31)).At(Day(2026, 6, 1)),
            Revenue.Earned(book.Contracts[Id], RevenuePolicy.AsInvoiced, Day(2026, 5, 31)).At(Day(2026, 6, 1)));
    }

    // 15 percent of 0.43 and 4.84: 0.0645 and 0.726 round to 0.06 and 0.73, and 0.7905 on both together to 0.79; here they agree.
    [Fact]
    public void B39_tax_by_the_line_and_on_the_total()
    {
        TaxLine Item(string name, decimal taxed) => new(name, Slug.Of("us-tn"), 0.15m, taxed, ((Rational)taxed * 0.15m).Round(2));
        var book = Signed31.Told(At(2026, 6, 1), May(Item("first", 0.43m), Item("second", 4.84m)), new CloseMonth(Month(2026, 5)));
        var taxes = Assert.Single(book.Receivables.Invoices).Value.Lines.Where(line => Tax.IsCharge(line.Charge)).Select(line => line.Amount).ToList();

        Assert.Equal([0.06m, 0.73m], taxes);
        Assert.Equal(((Rational)(0.43m + 4.84m) * 0.15m).Round(2), taxes.Sum());
    }

    [Fact]
    public void A_later_determination_bills_the_difference()
    {
        var book = Signed31.Told(At(2026, 6, 1), May(State, County), new CloseMonth(Month(2026, 5))).Told(At(2026, 6, 9), May(State with { Amount = 20m }));

        Assert.Equal([("fee: 2026-06", 310m), ("tax us-tn-shelby: sales tax: adjustment of 2026-05", -6.98m), ("tax us-tn: sales tax: adjustment of 2026-05", -1.70m)],
            Assert.Single(Billing.Drafts(book, book.Contracts[Id], Month(2026, 6))).Lines.Select(line => (line.Text, line.Amount)));
    }

    [Fact]
    public void In_the_ledger_it_is_owed_to_its_jurisdiction()
    {
        var facts = Ready.Facts(At(2026, 6, 1), new SignContract(Signed31.Contracts[Id].Terms), May(State, County), new CloseMonth(Month(2026, 5)));
        var issued = ((InvoiceIssued)facts.Select(fact => fact.Body).Single(body => body is InvoiceIssued)).Invoice;
        var opened = Core.Books.Book.Empty.Facts(At(2026, 3, 1), new OpenBook(Us, "America/Chicago", true, null));
        var balances = Ledger.Balances(Ledger.Entries(opened.Append(new Fact(2, At(2026, 6, 1), Us, new InvoiceIssued(issued)))));

        Assert.Equal((-21.70m, -6.98m, 338.68m),
            (balances[("liabilities:tax:us-tn", "USD")], balances[("liabilities:tax:us-tn-shelby", "USD")], balances[("assets:receivable:anthropic", "USD")]));
    }

    [Fact]
    public void A_tax_line_is_corrected_by_a_determination_and_not_by_a_credit()
    {
        var book = Signed31.Told(At(2026, 6, 1), May(State), new CloseMonth(Month(2026, 5)));

        book.Refuses(At(2026, 6, 2), new CreditInvoice("INV-0000001", "tax us-tn: sales tax", Month(2026, 5), 1m, null, "exempt"), RefusalCode.NotCreditable, "charge");
    }
}

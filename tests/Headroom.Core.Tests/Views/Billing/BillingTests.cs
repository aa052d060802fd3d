using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class BillingTests
{
    // Law of billing: when a month has closed, what was billed is what is due by its end, charge by charge, whatever was amended in between.
    [Fact]
    public void After_every_close_what_was_billed_is_what_is_due() =>
        Prop.ForAll(Life.Short, numbers => Life.Of(numbers).Where(step => step.Fact.Body is MonthClosed).All(step =>
        {
            var end = ((MonthClosed)step.Fact.Body).Month.PlusMonths(1).OnDayOfMonth(1);
            return step.After.Sold.All(contract => step.After.Receivables.TotalBilled(contract.Id)
                == contract.Schedule(end.PlusDays(-1)).Charges.Sum(charge => charge.Due.At(end).Round(contract.Terms.Currency.Digits)));
        })).Check(Laws.Thousand);

    // Law: an issued invoice is a fact. Whatever is said later, it stays as it is.
    [Fact]
    public void Issued_invoices_never_change() =>
        Prop.ForAll(Life.Short, numbers =>
        {
            var end = Life.End(numbers);
            return Life.Of(numbers).Select(step => step.Fact.Body).OfType<InvoiceIssued>().All(issued =>
                end.Receivables.Invoices[issued.Invoice.Number!].Lines.SequenceEqual(issued.Invoice.Lines));
        }).Check(Laws.Thousand);

    // Law: the plan of all months is the rounded total, because the running amount is rounded and not the months.
    [Fact]
    public void The_plan_adds_up_to_the_rounded_total_of_every_charge() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), terms =>
        {
            var schedule = terms.Resolve(Observations.None);
            return Billing.Plan(terms, schedule).Sum(month => month.Amount) == schedule.Charges.Sum(charge => charge.Due.Total.Round(terms.Currency.Digits));
        }).Check(Laws.Thousand);

    [Fact]
    public void Right_after_a_close_there_is_nothing_to_invoice_for_the_month() =>
        Prop.ForAll(Life.Short, numbers => Life.Of(numbers).Where(step => step.Fact.Body is MonthClosed).All(step =>
            !Billing.Drafts(step.After, ((MonthClosed)step.Fact.Body).Month, step.Fact.RecordedAt).Any())).Check(Laws.Thousand);

    [Fact]
    public void The_deal_bills_625_million_for_May_and_1250_for_July()
    {
        var may = Assert.Single(Billing.Drafts(SignedBook, Anthropic, Month(2026, 5)));
        var july = Assert.Single(Billing.Drafts(Closed(SignedBook, 5, 6), Anthropic, Month(2026, 7)));

        Assert.Equal((625_000_000m, Day(2026, 6, 1), Day(2026, 7, 1)), (may.Total, may.Issued, may.Due));
        Assert.Equal(1_250_000_000m, july.Total);
        Assert.Equal(["fee: 2026-07"], july.Lines.Select(line => line.Text));
    }

    [Fact]
    public void A_fee_halved_from_1_June_in_August_gives_back_June_and_July_line_by_line()
    {
        var halved = With(RampCapacity, Fee((Start, 312_500_000m), (Day(2026, 7, 1), 625_000_000m)), AfterLockIn);
        var book = Closed(SignedBook, 5, 6, 7).Told(At(2026, 8, 10), new AmendContract(halved, Day(2026, 6, 1), Treatment.Correction, null));
        var august = Assert.Single(Billing.Drafts(book, book.Contracts[Id], Month(2026, 8)));

        Assert.Equal(["fee: adjustment of 2026-06", "fee: adjustment of 2026-07", "fee: 2026-08"], august.Lines.Select(line => line.Text));
        Assert.Equal([-312_500_000m, -625_000_000m, 625_000_000m], august.Lines.Select(line => line.Amount));
        Assert.True(august.IsCreditNote);
    }

    [Fact]
    public void A_contract_signed_late_bills_the_months_that_closed_without_it()
    {
        var late = Agreed with { Contract = Slug.Of("late"), From = Day(2026, 5, 1), Legs = [Fee((Start, 31m))] };
        var book = Closed(SignedBook, 5).Told(At(2026, 6, 3), new SignContract(late));

        Assert.Equal(["fee: adjustment of 2026-05", "fee: 2026-06"],
            Assert.Single(Billing.Drafts(book, book.Contracts[late.Contract], Month(2026, 6))).Lines.Select(line => line.Text));
    }

    [Fact]
    public void Nothing_is_invoiced_before_the_first_month_nor_for_what_we_buy()
    {
        Assert.Empty(Billing.Drafts(SignedBook, Anthropic, Month(2026, 4)));
        Assert.Empty(Billing.Drafts(SignedBook, Signed(Agreed with { Seller = Deal.Other, Buyer = Us }), Month(2026, 5)));
    }

    static Book Closed(Book book, params int[] months) => months.Aggregate(book, (closed, month) => closed.Told(At(2026, month + 1, 2), new CloseMonth(Month(2026, month))));
}

using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class IssueInvoicesTests
{
    public static readonly Slug Quick = Slug.Of("quick");

    /// <summary>The deal with ten days of grace, and a contract of 31 a month without any.</summary>
    public static Book Both { get; } = Ready.Told(At(2026, 4, 20),
        new SignContract(Agreed with { InvoiceGraceDays = 10 }),
        new SignContract(Agreed with { Contract = Quick, Buyer = Deal.Other, Legs = [Fee((Start, 31m))] }));

    [Fact]
    public void Each_reason_to_refuse()
    {
        Both.Refuses(At(2026, 6, 11) - Duration.Epsilon, new IssueInvoices(Month(2026, 5), Id), RefusalCode.MonthOpen, "month");
        Both.Refuses(At(2026, 6, 1) - Duration.Epsilon, new IssueInvoices(Month(2026, 5), null), RefusalCode.MonthOpen, "month");
        Both.Refuses(At(2026, 7, 1), new IssueInvoices(Month(2026, 6), null), RefusalCode.MonthOpen, "month");
        Both.Refuses(At(2026, 6, 11), new IssueInvoices(Month(2026, 5), Slug.Of("none")), RefusalCode.NotFound, "contract");
        Both.Told(At(2026, 6, 1), new IssueInvoices(Month(2026, 5), Quick)).Refuses(At(2026, 6, 2), new IssueInvoices(Month(2026, 5), null), RefusalCode.NothingDue, "month");
        Core.Books.Book.Empty.Refuses(At(2026, 6, 2), new IssueInvoices(Month(2026, 5), null), RefusalCode.NotFound, "book");
    }

    [Fact]
    public void On_1_June_only_the_contract_without_grace_is_invoiced_and_the_close_issues_the_other()
    {
        var issued = Both.Told(At(2026, 6, 1), new IssueInvoices(Month(2026, 5), null));
        var closed = issued.Told(At(2026, 6, 11), new CloseMonth(Month(2026, 5)));

        Assert.Equal([Quick], issued.Receivables.Invoices.Values.Select(invoice => invoice.Contract));
        Assert.Equal([(Quick, 31m), (Id, 625_000_000m)], closed.Receivables.Invoices.Values.Select(invoice => (invoice.Contract, invoice.Total)));
        Assert.Equal((Day(2026, 6, 11), Day(2026, 7, 11)), (closed.Receivables.Invoices["INV-0000002"].Issued, closed.Receivables.Invoices["INV-0000002"].Due));
    }

    [Fact]
    public void The_close_waits_for_the_last_day_of_grace()
    {
        Assert.Equal(At(2026, 6, 11), new CloseMonth(Month(2026, 5)).NotBefore(Both));
        Both.Refuses(At(2026, 6, 11) - Duration.Epsilon, new CloseMonth(Month(2026, 5)), RefusalCode.MonthOpen, "month");
    }

    [Fact]
    public void What_changes_after_the_issue_is_an_adjustment_in_the_same_month()
    {
        var issued = Both.Told(At(2026, 6, 1), new IssueInvoices(Month(2026, 5), Quick))
            .Told(At(2026, 6, 2), new AmendContract(Both.Contracts[Quick].Terms with { Legs = [Fee((Start, 62m))] }, Start, Treatment.Correction, null));

        var draft = Assert.Single(Billing.Drafts(issued, issued.Contracts[Quick], Month(2026, 5)));
        Assert.Equal([("fee: adjustment of 2026-05", 31m)], draft.Lines.Select(line => (line.Text, line.Amount)));
    }
}

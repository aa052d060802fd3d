using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Documents;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Journal.Keeping;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>bill preview|drafts|issue|close|tax|unbilled|orders</c>: what is to be invoiced, and issuing it.</summary>
static class BillCommands
{
    public static Command Build(IClock clock) => Common.Group("bill", "Preview and issue a month's invoices, and close a month.",
        Common.Of("preview", "The invoices of a month as they stand: the same as closing it would issue.", clock, Preview,
            Month(), Filing.Pdf, Filing.Html, Filing.To, Filing.Paper, Common.Position()),
        Common.Of("drafts", "The invoices of a month and where each stands: draft, in grace, ready, issued.", clock, Drafts, Month(), Common.Position()),
        Common.Of("issue", "Issue the invoices of a month that are ready, before it closes. In a sandbox the clock moves to when the first is ready.", clock, Issue,
            Month(), Common.Text("--contract", "Only this contract's."), Common.Key()),
        Common.Of("close", "Issue a month's invoices and lock it. In a sandbox the clock moves to the month's end.", clock, Close,
            Common.Argument("month", "The month to close, such as 2026-07; months close in order."),
            Common.Option("--with-earlier", "Close every open month before it too, each on its own."), Common.Key()),
        CorrectionCommands.Tax(clock), UnbilledCommands.Unbilled(clock), UnbilledCommands.Orders(clock));

    static Option<string?> Month() => Common.Text("--month", "The month, such as 2026-07. Default: the next to close.");

    static YearMonth? MonthOf(Session session, Book book) => session.Input.Has("month") ? session.Input.Month("month") : book.FirstOpen;

    static int Drafts(Session session) => session.View((keeper, book) =>
    {
        var month = MonthOf(session, book);
        var drafts = month is { } asked && session.Faults.Count == 0 ? DraftInvoice.Of(book, asked, keeper.Now(book)).ToList() : [];
        return session.Output.Print(json => json.Map(() =>
        {
            json.WriteString("month", month is { } open ? Json.Text(open) : null);
            DraftJson.List(json, book, drafts);
        }), console =>
        {
            var table = Show.Table(console, $"Invoices of {(month is { } open ? Json.Text(open) : "no month")}", "contract", "payer", "state", "issued", "may be issued from",
                ">still to invoice", "");
            foreach (var draft in drafts)
                table.Row(draft.Contract.ToString(), draft.Payer.ToString(), draft.Says, string.Join(", ", draft.IssuedAs), Json.Text(draft.Ready),
                    Show.Money(draft.Invoice?.Total ?? 0, book.Contracts[draft.Contract].Terms.Currency), book.Contracts[draft.Contract].Terms.Currency.Code);
            console.Write(table);
        });
    });

    static int Issue(Session session) => session.Say(book => MonthOf(session, book) is { } month
        ? new IssueInvoices(month, session.Input.IdOrNone("contract"))
        : new CloseMonth(book.Calendar.MonthOf(book.RecordedAt)), done => Issued(session, done));

    static int Preview(Session session) => session.View((keeper, book) =>
    {
        var month = MonthOf(session, book);
        if (session.Faults.Count > 0) return Output.Refused;
        if (month is { } asked && new CloseMonth(asked).CannotFollow(book) is { Code: RefusalCode.MonthOpen } refusal) return session.Output.Refuse([refusal]);
        if (month is { } over && IssueInvoices.Unknown(book.SoldByIndex, over) is { } unknown) return session.Output.Refuse([unknown]);
        var drafts = month is { } open ? Billing.Drafts(book, open, keeper.Now(book)).ToList() : [];
        if (session.Flag("pdf") || session.Flag("html"))
        {
            var (papers, head) = (new Papers(keeper), Session.HeadAt(keeper, book.Position));
            return Filing.Write(session, drafts.Select(draft => papers.Draft(book, draft, head)).Select(paper => (paper.FileName, paper.Sheet)), drafts.Count, session.Flag("pdf"));
        }
        return session.Output.Print(json => json.Map(() =>
        {
            json.WriteString("month", month is { } open ? Json.Text(open) : null);
            InvoiceJson.List(json, book, drafts);
        }), console =>
        {
            if (drafts.Count == 0) console.WriteLine("Nothing is to be invoiced.");
            foreach (var draft in drafts) InvoiceCommands.Text(console, book, draft);
        });
    });

    static int Close(Session session)
    {
        var (month, why) = (session.Input.Month("month"), session.Why);
        if (session.BookName is var _ && session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        if (session.Flag("with-earlier") && session.Key is not null)
            session.Input.Fault("key", RefusalCode.OutOfRange, "A key stands for one close; leave out --with-earlier or --key.");
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        if (!session.Flag("with-earlier")) return session.Say(book => Watched(session, book, month), done => Issued(session, done));
        using var keeper = session.Open();
        var book = session.Read(keeper);
        var before = book;
        for (var next = book.FirstOpen; next is { } open && open <= month; next = book.FirstOpen)
        {
            var outcome = keeper.Execute(Watched(session, book, open), session.Actor, why: why, stored: session.Output.Progress("storing"));
            if (outcome is Outcome.Refused refused) return session.Output.Refuse([refused.Refusal]);
            book = ((Outcome.Done)outcome).Book;
        }
        session.TellClock(before, book);
        return book.Position > before.Position ? Issued(session, new(book, before.Position + 1, book.Position))
            : session.Output.Refuse([new Refusal(RefusalCode.MonthClosed, "month", $"{Json.Text(month)} is closed already, or there is nothing to close.")]);
    }

    /// <summary>The close of a month that shows how many contracts are drafted.</summary>
    static CloseMonth Watched(Session session, Book book, YearMonth month)
    {
        var (progress, done, all) = (session.Output.Progress($"drafting {Json.Text(month)}"), 0, book.Sold.Count());
        return new(month) { Drafted = () => progress(Interlocked.Increment(ref done), all) };
    }

    /// <summary>Shows what was issued, voided and closed by the facts of a command.</summary>
    public static int Issued(Session session, Outcome.Done done)
    {
        var (book, last) = (done.Book, done.Last);
        using var keeper = session.Open();
        var facts = keeper.Facts(done.First - 1, last).ToList();
        var invoices = facts.Select(fact => fact.Body).OfType<InvoiceIssued>().Select(issued => issued.Invoice).ToList();
        var months = facts.Select(fact => fact.Body).OfType<MonthClosed>().Select(closed => Json.Text(closed.Month)).ToList();
        return session.Output.Print(json => json.Map(() =>
        {
            json.WriteNumber("position", last);
            json.List("closed", months, json.WriteStringValue);
            InvoiceJson.List(json, book, invoices);
        }), console =>
        {
            foreach (var invoice in invoices) InvoiceCommands.Text(console, book, invoice);
            foreach (var gone in facts.Select(fact => fact.Body).OfType<InvoiceVoided>()) console.WriteLine($"{gone.Voiding.Invoice} is void: {gone.Voiding.Reason}.");
            console.WriteLine($"{(months.Count > 0 ? $"{string.Join(", ", months)} closed: " : "")}{Show.Count(invoices.Count, "invoice")} issued.");
        });
    }
}

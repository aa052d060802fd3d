using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Scenarios;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>invoice credit|void</c> and <c>bill tax</c>: what is said about invoices beside issuing them.</summary>
static class CorrectionCommands
{
    public static Command Credit(IClock clock) => Common.Of("credit", "Give back a part of an invoiced line; the credit note goes out at once.", clock,
        session => session.Say(_ => InvoicingSteps.Credit(session.Input, "invoice"), done => BillCommands.Issued(session, done)),
        Number(), Common.Text("--charge", "The line's charge, such as fee."), Common.Text("--month", "The line's month of service, such as 2026-06."),
        Common.Text("--amount", "What is given back, such as 1000.00."), Common.Text("--share", "Instead of an amount: a share of the line, such as 10%."),
        Common.Text("--reason", "Why; it stands on the credit note."), Common.Key());

    public static Command Void(IClock clock) => Common.Of("void", "Make an invoice void and issue what is due of its months under the next number.", clock,
        session => session.Say(_ => new VoidInvoice(session.Input.Text("invoice", 40), session.Input.Text("reason")), done => BillCommands.Issued(session, done)),
        Number(), Common.Text("--reason", "Why; it stands on the invoice that takes its place."), Common.Key());

    public static Command Tax(IClock clock) => Common.Of("tax", "Take over the taxes that a tax program determined for a contract and month.", clock,
        session => session.Say(_ => Read(session), done => LoadCommands.Done(session, done.Book.Position, "The taxes are taken over; the next invoice carries them.")),
        Common.Argument("file", "YAML or JSON: contract, month, source, lines (name, jurisdiction, rate, base, amount)."), Common.Key());

    static DetermineTax? Read(Session session)
    {
        var read = TextFile.Read(session.Input.Text("file", 1000), node =>
        {
            var faults = new List<Refusal>();
            var fields = Fields.Of(node, faults);
            var command = new DetermineTax(fields.Id("contract"), InvoicingFacts.Tax(fields));
            fields.Done();
            return Parsed<DetermineTax>.Of(command, faults);
        });
        session.Faults.AddRange(read.Faults);
        return read.Value;
    }

    static Argument<string?> Number() => Common.Argument("invoice", "Its number, such as INV-0000001.");
}

using System.CommandLine;
using Headroom.Core.Views;
using Headroom.Formats.Ledgers;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>export ledger</c>: the book's double entries for a plain-text accounting program.</summary>
static class ExportCommand
{
    public static Command Build(IClock clock) => Common.Group("export", "Give data to other programs.",
        Common.Of("ledger", "Print the double entries (invoices, payments, revenue) as a journal.", clock, Ledger,
            Common.Text("--format", "hledger (default), ledger or beancount."), Common.Position()));

    static int Ledger(Session session) => session.View((keeper, book) =>
    {
        var beancount = session.Input.WordOr("format", false, ("hledger", false), ("ledger", false), ("beancount", true));
        if (session.Faults.Count > 0) return Output.Refused;
        var entries = Core.Views.Ledger.Entries(keeper.Facts(0, book.Position)).ToList();
        return session.Output.Lines(beancount ? LedgerText.Beancount(entries) : LedgerText.Plain(entries));
    });
}

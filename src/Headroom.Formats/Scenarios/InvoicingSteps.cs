using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Scenarios;

/// <summary>Commands about invoices that have the same fields in files, requests and on the command line.</summary>
public static class InvoicingSteps
{
    /// <summary>A credit, where the invoice stands under its word.</summary>
    public static CreditInvoice Credit(Fields f, string word = "credit") => new(
        f.Text(word, 40), f.Text("charge", 200), f.Month("month"), f.Has("amount") ? f.Decimal("amount", 0, Money.Most, "") : null,
        f.Has("share") ? f.Share("share") : null, f.Text("reason"));

    /// <summary>A dispute, where the invoice stands under its word.</summary>
    public static RaiseDispute Dispute(Fields f, string word = "dispute") => new(
        f.Text(word, 40), f.Text("charge", 200), f.Month("month"), f.Has("amount") ? f.Decimal("amount", 0, Money.Most, "") : null,
        f.Word("by", Words.Sides), f.Text("reason"), f.Text("evidence", ""));
}

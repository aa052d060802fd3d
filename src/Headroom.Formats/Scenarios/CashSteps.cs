using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Units;

namespace Headroom.Formats.Scenarios;

/// <summary>What is said about money, read from the fields of a step or of a request: receipts, applications, set-offs, refunds and returns.</summary>
public static class CashSteps
{
    /// <summary>The words of the steps.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["receive", "apply", "set-off", "unapply", "refund", "return"];

    internal static Command Read(Fields f, string kind) => kind switch
    {
        "receive" => Receive(f, f.Id(kind)),
        "apply" => Apply(f, f.Id(kind)),
        "set-off" => SetOff(f, f.Text(kind, 40)),
        "unapply" => Unapply(f, f.Text(kind, 64), f.Text("invoice", 40)),
        "return" => Return(f, f.Id(kind)),
        _ => Refund(f, f.Text(kind, 64)),
    };

    /// <summary>Money received from a customer.</summary>
    public static RecordReceipt Receive(Fields f, Slug payer) => new(
        f.IdOrNone("receipt"), payer, f.Date("received"), Amount(f), f.Text("currency", 10), f.Text("reference", "", 500), BankReference(f), To(f), f.Bool("oldest-first", false))
    { On = f.DateOrNone("on") };

    /// <summary>Unapplied cash applied to invoices.</summary>
    public static ApplyCash Apply(Fields f, Slug receipt) => new(receipt, To(f), f.Date("on"));

    /// <summary>A credit note set off against invoices.</summary>
    public static ApplyCredit SetOff(Fields f, string creditNote) => new(creditNote, To(f), f.Date("on"));

    /// <summary>An application or set-off taken off an invoice.</summary>
    public static Unapply Unapply(Fields f, string from, string invoice) => new(from, invoice, AmountOrNone(f), f.Date("on"), f.Text("reason", 200));

    /// <summary>Money given back to a customer.</summary>
    public static PayRefund Refund(Fields f, string of) => new(
        of, f.Date("paid"), AmountOrNone(f), f.Has("currency") ? f.Text("currency", 10) : null, f.Text("reference", "", 500), BankReference(f));

    /// <summary>A payment that the bank took back.</summary>
    public static ReturnPayment Return(Fields f, Slug receipt) => new(receipt, f.Date("on"), AmountOrNone(f), f.Text("reason", 200), BankReference(f));

    static ImmutableArray<Application> To(Fields f) => [.. f.ListOrNone("to", Application.Most).Select(part =>
    {
        var application = new Application(part.Text("invoice", 40), AmountOrNone(part));
        part.Done();
        return application;
    })];

    static decimal Amount(Fields f) => f.Decimal("amount", 0, Money.Most, "");

    static decimal? AmountOrNone(Fields f) => f.Has("amount") ? Amount(f) : null;

    static string? BankReference(Fields f) => f.Has("bank-reference") ? f.Text("bank-reference", 200) : null;
}

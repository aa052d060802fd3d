using System.Collections.Immutable;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// Money received and given back, and what of it was applied to which invoice. A receipt's unapplied part is what was received less what
/// was applied and given back; applied is never more than received.
/// </summary>
public sealed record Cash
{
    public static Cash None { get; } = new();

    /// <summary>Receipts by id.</summary>
    public ImmutableSortedDictionary<Slug, Receipt> Receipts { get; init; } = ImmutableSortedDictionary<Slug, Receipt>.Empty;

    /// <summary>Refunds in order of recording.</summary>
    public ImmutableList<Refund> Refunds { get; init; } = [];

    /// <summary>What bears each bank reference: a receipt's id, or what was refunded. None is recorded twice.</summary>
    public ImmutableDictionary<string, string> BankReferences { get; init; } = ImmutableDictionary<string, string>.Empty;

    ImmutableDictionary<string, ImmutableList<Settlement>> ByInvoice { get; init; } = ImmutableDictionary<string, ImmutableList<Settlement>>.Empty;
    ImmutableDictionary<Slug, ImmutableList<Settlement>> ByReceipt { get; init; } = ImmutableDictionary<Slug, ImmutableList<Settlement>>.Empty;

    /// <summary>What moved the open amount of an invoice or credit note, in order of recording.</summary>
    public ImmutableList<Settlement> SettlementsOf(string invoice) => ByInvoice.GetValueOrDefault(invoice, []);

    /// <summary>What was applied of a receipt, taken off again (negative) and given back, in order of recording.</summary>
    public ImmutableList<Settlement> UsesOf(Slug receipt) => ByReceipt.GetValueOrDefault(receipt, []);

    /// <summary>What is settled of an invoice; of a credit note negative.</summary>
    /// <param name="at">By the end of this date; null for all that is known.</param>
    public decimal SettledOf(string invoice, LocalDate? at = null) => Until(SettlementsOf(invoice), at).Sum(settlement => settlement.Amount);

    /// <summary>What is neither applied nor given back of a receipt by the end of a date; nothing before it was received.</summary>
    public decimal UnappliedOf(Receipt receipt, LocalDate? at = null) => receipt.Received > at ? 0
        : receipt.Amount - Until(UsesOf(receipt.Id), at).Sum(settlement => settlement.Amount);

    /// <summary>The least that is unapplied of a receipt at the end of any day from a date on: what can be used of it on that date.</summary>
    public decimal FreeOf(Receipt receipt, LocalDate from) => receipt.Amount - SettledFrom(UsesOf(receipt.Id), from).Max();

    /// <summary>What is left of a receipt, applied or not: what was received less what went back.</summary>
    public decimal HeldOf(Receipt receipt) => receipt.Amount - UsesOf(receipt.Id).Where(use => use.Kind == SettlementKind.Refund).Sum(use => use.Amount);

    /// <summary>The most that is settled of an invoice at the end of any day from a date on.</summary>
    public decimal MostSettled(string invoice, LocalDate from) => SettledFrom(SettlementsOf(invoice), from).Max();

    /// <summary>The least; of a credit note, the negative of the most that was used of it.</summary>
    public decimal LeastSettled(string invoice, LocalDate from) => SettledFrom(SettlementsOf(invoice), from).Min();

    /// <summary>What of a receipt or credit note stands on an invoice.</summary>
    public decimal Standing(string from, string invoice) => SettlementsOf(invoice).Where(settlement => settlement.From == from).Sum(settlement => settlement.Amount);

    /// <summary>The id that the next receipt of this book bears when none is given: rct- and seven digits.</summary>
    public Slug NextReceipt
    {
        get
        {
            var count = Receipts.Count + 1;
            while (Receipts.ContainsKey(Slug.Of($"rct-{count:0000000}"))) count++;
            return Slug.Of($"rct-{count:0000000}");
        }
    }

    public Cash With(Receipt receipt) => Bearing(receipt.BankReference, receipt.Id.ToString()) with { Receipts = Receipts.Add(receipt.Id, receipt) };

    /// <summary>Money given back; a credit note is settled by it.</summary>
    public Cash With(Refund refund)
    {
        var paid = Bearing(refund.BankReference, refund.Of) with { Refunds = Refunds.Add(refund) };
        var given = new Settlement(refund.Of, refund.Paid, refund.Amount, SettlementKind.Refund, refund.Of, refund.Reference);
        return Slug.TryParse(refund.Of) is { } id && Receipts.ContainsKey(id) ? paid.Using(id, given) : paid.Noting(given with { Amount = -refund.Amount });
    }

    /// <summary>Money of a receipt applied to an invoice, or taken off it when negative.</summary>
    public Cash Applying(Slug receipt, string invoice, decimal amount, LocalDate on, string reason)
    {
        var settlement = new Settlement(invoice, on, amount, SettlementKind.Cash, receipt.ToString(), reason);
        return Noting(settlement).Using(receipt, settlement);
    }

    /// <summary>A credit note set off against an invoice, or taken off it when negative: both open amounts move towards zero, or back.</summary>
    public Cash SettingOff(string creditNote, string invoice, decimal amount, LocalDate on, string reason) =>
        Noting(new Settlement(invoice, on, amount, SettlementKind.Credit, creditNote, reason))
            .Noting(new Settlement(creditNote, on, -amount, SettlementKind.Credit, invoice, reason));

    /// <summary>A payment of the first kind: received and applied to one invoice at once, or given back against a credit note.</summary>
    /// <param name="buyer">The customer of the invoice.</param>
    public Cash With(Payment payment, Slug buyer)
    {
        if (payment.Amount < 0) return With(new Refund(payment.Invoice, buyer, payment.Received, -payment.Amount, payment.Currency, payment.Reference, null));
        var id = PaymentOf(payment.Invoice);
        return With(new Receipt(id, buyer, payment.Received, payment.Amount, payment.Currency, payment.Reference, null) { For = payment.Invoice })
            .Applying(id, payment.Invoice, payment.Amount, payment.Received, payment.Reference);
    }

    // Such a payment has no id in its fact, so it bears that of its invoice and its place among the invoice's settlements.
    Slug PaymentOf(string invoice)
    {
        var count = SettlementsOf(invoice).Count + 1;
        while (Receipts.ContainsKey(Slug.Of($"{invoice.ToLowerInvariant()}-{count}"))) count++;
        return Slug.Of($"{invoice.ToLowerInvariant()}-{count}");
    }

    Cash Noting(Settlement settlement) => this with { ByInvoice = ByInvoice.SetItem(settlement.Invoice, SettlementsOf(settlement.Invoice).Add(settlement)) };

    Cash Using(Slug receipt, Settlement use) => this with { ByReceipt = ByReceipt.SetItem(receipt, UsesOf(receipt).Add(use)) };

    Cash Bearing(string? reference, string what) => reference is null ? this : this with { BankReferences = BankReferences.Add(reference, what) };

    static IEnumerable<decimal> SettledFrom(IReadOnlyCollection<Settlement> settlements, LocalDate from) =>
        settlements.Select(settlement => settlement.On).Where(on => on > from).Append(from).Distinct().Select(at => Until(settlements, at).Sum(settlement => settlement.Amount));

    static IEnumerable<Settlement> Until(IEnumerable<Settlement> settlements, LocalDate? at) => settlements.Where(settlement => !(settlement.On > at));
}

using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Documents.Paper;

/// <summary>
/// An invoice, a credit note or a draft as its reader sees it. It shows what was known when it was issued and nothing later, so that
/// printed again it is the same; what has been paid since stands on the statement of account.
/// </summary>
/// <param name="Seller">The issuer.</param>
/// <param name="Buyer">The payer.</param>
/// <param name="Contract">The contract as it stood then.</param>
/// <param name="Lines">How each line comes about, in the order of the lines.</param>
public sealed record InvoicePaper(Invoice Invoice, PartyBlock Seller, PartyBlock Buyer, Contract Contract, ImmutableArray<LineBasis> Lines, Witness Witness)
{
    /// <param name="before">The book as it stood before the invoice was issued; for a draft, as it stands.</param>
    /// <param name="party">How a party stands on paper.</param>
    /// <param name="witness">Where the journal stood once it was issued; for a draft, where it stands.</param>
    public static InvoicePaper Of(Book before, Invoice invoice, Func<Slug, PartyBlock> party, Witness witness) =>
        new(invoice, party(invoice.Seller), party(invoice.Buyer), before.Contracts[invoice.Contract], LineBasis.Of(before, invoice), witness);

    /// <summary>When and why it was made void, as known now; null while it stands. The document itself stays as it was issued.</summary>
    public Voiding? Voided { get; init; }

    /// <summary>The number of the document that took the place of this void one, or null.</summary>
    public string? ReplacedBy { get; init; }

    public bool IsDraft => Invoice.Number is null;

    /// <summary>What it is, in words.</summary>
    public string Kind => Invoice.IsCreditNote ? "Credit note" : "Invoice";

    /// <summary>The name of its file, without an ending: its number, or of a draft the contract, payer and month.</summary>
    public string FileName => Invoice.Number ?? $"DRAFT-{Invoice.Contract}-{Invoice.Buyer}-{InvoiceLine.Month(Invoice.Period)}";

    /// <summary>The document.</summary>
    public Sheet Sheet => new(
        IsDraft ? $"Draft {Kind.ToLowerInvariant()} for {Invoice.Contract}, {Wording.Month(Invoice.Period)}" : $"{Kind} {Invoice.Number}",
        IsDraft ? $"Draft, {Invoice.Contract}, {Wording.Month(Invoice.Period)}" : $"{Kind} {Invoice.Number}", Body, Invoice.Issued)
    { Mark = IsDraft ? "Draft" : Voided is null ? null : "Void" };

    Terms Terms => Contract.TermsOf(Invoice.Buyer);

    Markup Body => Markup.Of($"{Top}{Parties}{Ask}{LinesTable.Of(this)}{Conditions}{Record}");

    Markup Top => Markup.Of($"""
        <header class="top">
        <div><p class="from"><bdi>{Seller.Name}</bdi></p>{Seller.Letterhead}</div>
        <div class="kind"><h1>{(IsDraft ? "Draft " + Kind.ToLowerInvariant() : Kind)}</h1><p class="number">{Invoice.Number}</p></div>
        </header>
        """);

    Markup Parties => Markup.Of($"""
        <div class="parties">
        <div><h2>{(Invoice.IsCreditNote ? "Credit to" : "Bill to")}</h2><p class="name"><bdi>{Buyer.Name}</bdi></p>{Buyer.Addressed}</div>
        <dl>
        {Field(IsDraft ? "Would be issued" : "Date of issue", Wording.Date(Invoice.Issued))}
        {(Invoice.IsCreditNote ? Markup.None : Field("Payment due", Wording.Date(Invoice.Due)))}
        {Field("Contract", Invoice.Contract.ToString())}
        {Field("Period of service", Wording.Month(Invoice.Period))}
        {Field("Currency", Invoice.Currency.Code)}
        {Invoice.References.Select(reference => Field(reference.Kind == ReferenceKind.PurchaseOrder ? "Your order" : "Your acceptance", reference.Number))}
        {(Invoice.Replaces is { } replaced ? Field("Replaces", Wording.Numbers([replaced])) : Markup.None)}
        {(Invoice.Credits is { } credited ? Field("Credits", Wording.Numbers([credited])) : Markup.None)}
        {(Corrected.Length == 0 ? Markup.None : Field("Adjusts", Wording.Numbers(Corrected)))}
        </dl>
        </div>
        """);

    Markup Ask => Markup.Of($"""
        {(IsDraft ? Markup.Of($"<p class=\"note\">This is a draft. It is no demand for payment, it has no number, and its amounts can still change.</p>") : Markup.None)}{Void}
        <div class="ask"><p>{(Invoice.IsCreditNote ? "Amount credited to you" : Invoice.Total == 0 ? "Nothing to pay" : $"Amount due by {Wording.Date(Invoice.Due)}")}</p><p class="much">{Wording.Money(Math.Abs(Invoice.Total), Invoice.Currency)}</p></div>
        """);

    Markup Void => Voided is { } voiding
        ? Markup.Of(
            $"<p class=\"note\"><b>Void</b> since {Wording.Date(voiding.On)}: <bdi>{voiding.Reason}</bdi>. {(ReplacedBy is { } number ? Markup.Of($"{Wording.Numbers([number])} takes its place.") : Markup.Of($"Nothing takes its place."))} Do not pay this document; it is shown as it was issued.</p>")
        : Markup.None;

    Markup Conditions => Markup.Of($"""
        <div class="terms">
        <section><h2>Payment</h2><p>{Payment}</p>{(IsDraft || Invoice.Total <= 0 || Voided is not null ? Markup.None : Seller.PayTo(Invoice.Number!))}{(Terms.LateInterest is { } clause && !Invoice.IsCreditNote ? Markup.Of($"<p>{Wording.Interest(clause)}</p>") : Markup.None)}</section>
        {(Corrected.Length == 0 ? Markup.None : Markup.Of($"<section><h2>What is adjusted</h2><p>Lines named adjustment change what was invoiced for earlier months on {Wording.Numbers(Corrected)}. Those documents stay as they were issued; the difference stands here.</p></section>"))}
        {Occasion}
        <section><h2>How amounts come about</h2><p>A charge is added up exactly, day by day, over the contract and rounded once. A line is what is due by the end of its month less what was invoiced before, so all lines together are exactly what the contract comes to; a single line can differ from days times fee by one unit of the last digit.</p></section>
        </div>
        """);

    /// <summary>Why it was issued beside the monthly ones.</summary>
    Markup Occasion
    {
        get
        {
            var what = Invoice switch
            {
                { Replaces: { } replaced } => Markup.Of($"It takes the place of {Wording.Numbers([replaced])}, which is void. "),
                { Credits: { } credited } => Markup.Of($"It credits a line of {Wording.Numbers([credited])}, which stays as it was issued. "),
                _ => Markup.None,
            };
            return what == Markup.None && Invoice.Reason.Length == 0 ? Markup.None
                : Markup.Of($"<section><h2>Why this document</h2><p>{what}<bdi>{Invoice.Reason}</bdi></p></section>");
        }
    }

    Markup Payment => Invoice.Total switch
    {
        < 0 => Markup.Of($"Nothing is to be paid. The amount is given back, or set off against what is open, as the contract says."),
        0 => Markup.Of($"Nothing is to be paid: the lines of this document cancel out."),
        _ =>
            Markup.Of(
                $"Due {Wording.Days(Period.DaysBetween(Invoice.Issued, Invoice.Due))} after the date of issue, in {Invoice.Currency.Code}{(IsDraft ? Markup.None : Markup.Of($", quoting {Wording.Numbers([Invoice.Number!])}"))}."),
    };

    Markup Record => Markup.Of($"""
        <footer class="record">
        <p>{(IsDraft ? "Drafted from" : "Recorded as fact")} <b>{(IsDraft ? $"{Witness.Position} facts" : Text(Witness.Position))}</b> of the journal of <bdi>{Seller.Name}</bdi>, whose root then was <code>{Witness.Root}</code>.
        Keep both: with them you can ask at any time for the proof that this record stands unchanged and that the journal has only grown since (RFC 9162).</p>
        </footer>
        """);

    /// <summary>The earlier documents whose months are adjusted, in order.</summary>
    ImmutableArray<string> Corrected =>
        [.. Lines.Where(basis => basis.Line.IsAdjustment).SelectMany(basis => basis.Before).Select(before => before.Invoice).Distinct().Order(StringComparer.Ordinal)];

    static Markup Field(string name, string value) => Field(name, Markup.Of($"{value}"));

    static Markup Field(string name, Markup value) => Markup.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>\n");

    static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

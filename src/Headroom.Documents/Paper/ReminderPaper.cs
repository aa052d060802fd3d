using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Documents.Paper;

/// <summary>A reminder as its reader sees it: which invoices are overdue, since when, what of each is asked for, and where to pay it.</summary>
/// <param name="Items">The reminders that are due, of one customer, issuer and currency; at least one.</param>
/// <param name="Clauses">What the contracts of these invoices say of paying late, each sentence once.</param>
/// <param name="At">The day on which it is written.</param>
/// <param name="Seller">The issuer of the invoices.</param>
/// <param name="Buyer">The customer.</param>
public sealed record ReminderPaper(ImmutableArray<(Dunning Item, Invoice Invoice)> Items, ImmutableArray<string> Clauses, LocalDate At, PartyBlock Seller, PartyBlock Buyer,
    Witness Witness)
{
    /// <summary>How many numbers a payer's reference holds; banks carry at least 35 characters.</summary>
    const int MostNumbers = 2;

    /// <param name="items">Of one customer, issuer and currency; at least one.</param>
    /// <param name="party">How a party stands on paper.</param>
    public static ReminderPaper Of(Book book, IEnumerable<Dunning> items, LocalDate at, Func<Slug, PartyBlock> party, Witness witness)
    {
        var rows = items.Select(item => (Item: item, Invoice: book.Receivables.Invoices[item.Invoice])).OrderBy(row => row.Invoice.Due)
            .ThenBy(row => row.Item.Invoice, StringComparer.Ordinal).ToImmutableArray();
        var clauses = rows.Select(row => book.Contracts[row.Invoice.Contract].TermsOn(row.Invoice.Issued).LateInterest).OfType<LateInterest>().Select(Wording.Interest).Distinct();
        return new(rows, [.. clauses], at, party(rows[0].Invoice.Seller), party(rows[0].Item.Customer), witness);
    }

    /// <summary>The name of its file, without an ending.</summary>
    public string FileName => FormattableString.Invariant($"REMINDER-{Buyer.Party}-{Seller.Party}-{Currency}-{At:uuuu-MM-dd}");

    /// <summary>The document.</summary>
    public Sheet Sheet => new($"{Kind}, {Buyer.Name}, {Wording.Date(At)}", $"{Kind}, {Buyer.Party}, {Wording.Date(At)}", Body, At);

    /// <summary>What it is asked for in.</summary>
    public Currency Currency => Items[0].Item.Currency;

    /// <summary>The name of the furthest step that one of the invoices has reached.</summary>
    string Kind => Items.MaxBy(row => row.Item.Level).Item.Step is var step ? char.ToUpperInvariant(step[0]) + step[1..] : "";

    /// <summary>What a payer states: the numbers of the invoices, or who it is where they would not fit.</summary>
    string Reference => Items.Length <= MostNumbers ? string.Join(", ", Items.Select(row => row.Item.Invoice)) : Buyer.Party.ToString();

    decimal Asked => Items.Sum(row => row.Item.Amount);

    bool IsDisputed => Items.Any(row => row.Item.Disputed != 0);

    Markup Body => Markup.Of($"""
        <header class="top">
        <div><p class="from"><bdi>{Seller.Name}</bdi></p>{Seller.Letterhead}</div>
        <div class="kind"><h1>{Kind}</h1><p class="number">{Wording.Date(At)}</p></div>
        </header>
        <div class="parties">
        <div><h2>To</h2><p class="name"><bdi>{Buyer.Name}</bdi></p>{Buyer.Addressed}</div>
        <dl><div><dt>Open through</dt><dd>{Wording.Date(At)}</dd></div><div><dt>Currency</dt><dd>{Currency.Code}</dd></div></dl>
        </div>
        <div class="ask"><p>Overdue</p><p class="much">{Wording.Money(Asked, Currency)}</p></div>
        <p class="note">{(Items.Length == 1 ? "The invoice below is past its date" : "The invoices below are past their dates")}, and we have not received what is open. Please pay it now. If you have paid since {Wording.Date(At)}, nothing is left to do.{(IsDisputed ? " What is disputed is not asked for here." : "")}</p>
        {Table}
        <div class="terms">
        <section><h2>Payment</h2><p>At once, in {Currency.Code}, quoting {Wording.Numbers(Items.Select(row => row.Item.Invoice))}.</p>{Seller.PayTo(Reference)}</section>
        {(Clauses.Length == 0 ? Markup.None : Markup.Of($"<section><h2>Paying late</h2>{Clauses.Select(clause => Markup.Of($"<p>{clause}</p>"))}<p>It stands on the monthly invoices and is not part of the sum above.</p></section>"))}
        </div>
        {Record}
        """);

    Markup Table => Markup.Of($"""
        <table>
        <thead><tr><th scope="col">Invoice</th><th scope="col">For</th><th scope="col">Issued</th><th scope="col">Was due</th><th scope="col" class="n">Days late</th>{(IsDisputed ? Markup.Of($"<th scope=\"col\" class=\"n\">Disputed</th>") : Markup.None)}<th scope="col" class="n">To pay {Currency.Code}</th></tr></thead>
        <tbody>
        {Items.Select(row => Line(row.Item, row.Invoice))}
        </tbody>
        <tfoot class="sums"><tr class="total"><td colspan="{(IsDisputed ? "6" : "5")}">To pay</td><td class="n">{Wording.Amount(Asked, Currency)}</td></tr></tfoot>
        </table>
        """);

    Markup Line(Dunning item, Invoice invoice) => Markup.Of($"""
        <tr><td>{Wording.Numbers([item.Invoice])}</td><td>{Wording.Month(invoice.Period)}</td><td class="month">{Wording.ShortDate(invoice.Issued)}</td><td class="month">{Wording.ShortDate(invoice.Due)}</td><td class="n">{FormattableString.Invariant($"{item.DaysPast:#,##0}")}</td>{(IsDisputed ? Markup.Of($"<td class=\"n\">{Wording.Amount(item.Disputed, Currency)}</td>") : Markup.None)}<td class="n">{Wording.Amount(item.Amount, Currency)}</td></tr>

        """);

    Markup Record => Markup.Of($"""
        <footer class="record">
        <p>Read from <b>{FormattableString.Invariant($"{Witness.Position} facts")}</b> of the journal of <bdi>{Seller.Name}</bdi>, whose root then was <code>{Witness.Root}</code>.</p>
        </footer>
        """);
}

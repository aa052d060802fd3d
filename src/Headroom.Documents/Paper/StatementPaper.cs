using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Documents.Paper;

/// <summary>A customer's statement of account as its reader sees it: every document and payment with the balance after it, and what is open by age.</summary>
/// <param name="Seller">The book's owner.</param>
/// <param name="Buyer">The customer.</param>
public sealed record StatementPaper(Statement Statement, PartyBlock Seller, PartyBlock Buyer, Witness Witness)
{
    /// <param name="party">How a party stands on paper.</param>
    public static StatementPaper Of(Book book, Statement statement, Func<Slug, PartyBlock> party, Witness witness) =>
        new(statement, party(book.Owner), party(statement.Customer), witness);

    /// <summary>The name of its file, without an ending.</summary>
    public string FileName => FormattableString.Invariant($"STATEMENT-{Statement.Customer}-{Statement.Currency}-{Statement.At:uuuu-MM-dd}");

    /// <summary>The document.</summary>
    public Sheet Sheet => new($"Statement of account, {Buyer.Name}, {Wording.Date(Statement.At)}", $"Statement of account, {Statement.Customer}, {Wording.Date(Statement.At)}",
        Body, Statement.At);

    Currency Currency => Statement.Currency;

    Markup Body => Markup.Of($"""
        <header class="top">
        <div><p class="from"><bdi>{Seller.Name}</bdi></p>{Seller.Letterhead}</div>
        <div class="kind"><h1>Statement of account</h1><p class="number">{Wording.Date(Statement.At)}</p></div>
        </header>
        <div class="parties">
        <div><h2>Account of</h2><p class="name"><bdi>{Buyer.Name}</bdi></p>{Buyer.Addressed}</div>
        <dl><div><dt>All through</dt><dd>{Wording.Date(Statement.At)}</dd></div><div><dt>Currency</dt><dd>{Currency.Code}</dd></div></dl>
        </div>
        <div class="ask"><p>{(Statement.Balance < 0 ? "Balance in your favour" : "Balance owed by you")}</p><p class="much">{Wording.Money(Math.Abs(Statement.Balance), Currency)}</p></div>
        {Ageing}
        {(Statement.Unapplied == 0 ? Markup.None : Markup.Of($"<p class=\"note\">{Wording.Money(Statement.Unapplied, Currency)} was received and is not applied to any invoice yet; the balance counts it in your favour.</p>"))}
        {Movements}
        {(Statement.Balance <= 0 || Seller.Details?.PayTo is null ? Markup.None : Markup.Of($"<div class=\"terms\"><section><h2>Payment</h2><p>Each invoice by its own date, quoting its number.</p>{Seller.PayTo(Statement.Customer.ToString())}</section></div>"))}
        {Record}
        """);

    Markup Movements => Markup.Of($"""
        <table>
        <thead><tr><th scope="col">Date</th><th scope="col">Entry</th><th scope="col" class="n">Invoiced {Currency.Code}</th><th scope="col" class="n">Paid or credited</th><th scope="col" class="n">Balance</th></tr></thead>
        <tbody>
        {Statement.Lines.Select((line, i) => Movement(line, i == Statement.Lines.Length - 1))}
        </tbody>
        <tfoot class="sums"><tr class="total"><td colspan="2">Balance</td><td></td><td></td><td class="n">{Wording.Amount(Statement.Balance, Currency)}</td></tr></tfoot>
        </table>
        """);

    Markup Ageing => Markup.Of($"""
        <table>
        <thead><tr><th scope="col" class="n">Not yet due</th><th scope="col" class="n">1 to 30 days late</th><th scope="col" class="n">31 to 60</th><th scope="col" class="n">61 to 90</th><th scope="col" class="n">Over 90</th><th scope="col" class="n">Open {Currency.Code}</th></tr></thead>
        <tbody><tr>{Buckets.Select(amount => Markup.Of($"<td class=\"n\">{Wording.Amount(amount, Currency)}</td>"))}</tr></tbody>
        </table>
        """);

    IEnumerable<decimal> Buckets => Statement.Ageing is var ageing ? [ageing.NotDue, ageing.To30, ageing.To60, ageing.To90, ageing.Over90, ageing.Open] : [];

    Markup Movement(StatementLine line, bool isLast) => Markup.Of($"""
        <tr class="{(isLast ? "keep" : "")}"><td class="month">{Wording.ShortDate(line.Date)}</td><td><bdi>{Sentence(line.Text)}</bdi></td><td class="n">{(line.Amount >= 0 ? Wording.Amount(line.Amount, Currency) : "")}</td><td class="n">{(line.Amount < 0 ? Wording.Amount(-line.Amount, Currency) : "")}</td><td class="n">{Wording.Amount(line.Balance, Currency)}</td></tr>

        """);

    Markup Record => Markup.Of($"""
        <footer class="record">
        <p>Read from <b>{FormattableString.Invariant($"{Witness.Position} facts")}</b> of the journal of <bdi>{Seller.Name}</bdi>, whose root then was <code>{Witness.Root}</code>.
        Keep both: with them you can ask at any time for the proof that the journal has only grown since (RFC 9162).</p>
        </footer>
        """);

    static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}

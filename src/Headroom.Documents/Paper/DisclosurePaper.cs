using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;

namespace Headroom.Documents.Paper;

/// <summary>
/// A disclosure pack as its reader sees it: every section with its figures, those of several spans beside each other, and each figure with the contracts that it opens to.
/// </summary>
/// <param name="Owner">The book's owner.</param>
public sealed record DisclosurePaper(Pack Pack, PartyBlock Owner, Witness Witness)
{
    /// <summary>The name of its file, without an ending.</summary>
    public string FileName => FormattableString.Invariant($"DISCLOSURE-{Pack.At:uuuu-MM-dd}");

    /// <summary>The document.</summary>
    public Sheet Sheet => new($"Disclosure pack, {Owner.Name}, {Wording.Date(Pack.At)}", $"Disclosure pack, {Wording.Date(Pack.At)}", Body, Pack.At);

    Markup Body => Markup.Of($"""
        <header class="top pack-head">
        <div><p class="from"><bdi>{Owner.Name}</bdi></p></div>
        <div class="kind"><h1>Disclosure pack</h1><p class="number">{Wording.Date(Pack.At)}</p></div>
        </header>
        <p class="quiet">{(Pack.Framework == Framework.UsGaap ? "US GAAP" : "IFRS")}. Of what was recorded through {Wording.Date(Pack.Known)}, the first {FormattableString.Invariant($"{Pack.Position:#,##0}")} facts of the journal; what was recorded later stands by itself.</p>
        {Pack.Variants.Select(each => Markup.Of($"<p>{Named(each.Assumption)} is assumed in its variant <b>{each.Variant}</b>.</p>"))}
        {Pack.Sections.Select(Section)}
        {Published}
        {Notes}
        <footer class="record">
        <p>Read from <b>{FormattableString.Invariant($"{Witness.Position} facts")}</b> of the journal of <bdi>{Owner.Name}</bdi>, whose root then was <code>{Witness.Root}</code>.
        Keep both: with them you can ask at any time for the proof that the journal has only grown since (RFC 9162).</p>
        </footer>
        """);

    Markup Section(Section section) => Markup.Of($"""
        <section class="pack">
        <h2>{section.Title}</h2>
        <p class="quiet">{section.Asked}</p>
        {(section.Figures.Length == 0 && section.Remarks.Length == 0 ? Markup.Of($"<p>Nothing.</p>") : Markup.None)}
        {Listed(section)}
        {Beside(section)}
        {(section.Remarks.Length == 0 ? Markup.None : Markup.Of($"<table><tbody>{section.Remarks.Select(Said)}</tbody></table>"))}
        </section>

        """);

    Markup Listed(Section section) => section.Figures.All(figure => figure.Column is not null) ? Markup.None : Markup.Of($"""
        <table><tbody>{section.Figures.Where(figure => figure.Column is null).Select(Row)}</tbody></table>
        """);

    Markup Row(Figure figure) => Markup.Of($"""
        <tr><td>{Capital(figure.Says)}<span class="how">{figure.Basis}{(figure.WhyNot is { } reason ? $"; {reason}" : "")}</span>{Opened(figure)}</td><td class="n">{Amount(figure.Amount, figure.Unit)}</td></tr>

        """);

    // One addend would only say the sum again.
    static Markup Opened(Figure figure) => figure.Parts.Length < 2 ? Markup.None : Markup.Of($"""
        <span class="how">{string.Join("; ", figure.Parts.Select(part => $"{part.Of} {Amount(part.Amount, figure.Unit)}"))}</span>
        """);

    static Markup Beside(Section section) => Markup.Join(section.Tables(ColumnsOfATable).Select(columns => Markup.Of($"""
        <table class="{(columns.Length < ColumnsOfATable ? "" : "wide")}">
        <thead><tr><th scope="col"></th>{columns.Select(column => Markup.Of($"<th scope=\"col\" class=\"n\">{Capital(column)}</th>"))}</tr></thead>
        <tbody>{section.Figures.Where(figure => figure.Column is not null).GroupBy(figure => (figure.Says, figure.Unit)).Select(row => Across(row.Key.Says, [.. row], columns))}</tbody>
        </table>
        """)));

    // More do not fit across a page.
    const int ColumnsOfATable = 4;

    // Where as many columns stand beside each other as fit, there is no room for the basis; what such rows are, their names say.
    static Markup Across(string says, IReadOnlyList<Figure> figures, ImmutableArray<string> columns) => Markup.Of($"""
        <tr><td>{Capital(says)}{Figure.Told(figures, figure => columns.Length < ColumnsOfATable ? figure.Basis : null).Select(basis => Markup.Of($"<span class=\"how\">{basis}</span>"))}{Figure.Told(figures, figure => figure.WhyNot).Select(reason => Markup.Of($"<span class=\"how\">{reason}</span>"))}</td>{columns.Select(column => Markup.Of($"<td class=\"n\">{(figures.FirstOrDefault(figure => figure.Column == column) is { } found ? Amount(found.Amount, found.Unit) : "")}</td>"))}</tr>

        """);

    static Markup Said(Remark remark) => Markup.Of($"""
        <tr><td class="month">{(remark.Date is { } date ? Wording.ShortDate(date) : "")}</td><td><b>{Named(remark.Name)}</b><span class="how">{Capital(remark.Says)} ({remark.Source})</span></td></tr>

        """);

    Markup Published => Pack.Compared.Length == 0 ? Markup.None : Markup.Of($"""
        <section class="pack">
        <h2>Published, and what this book comes to</h2>
        <table>
        <thead><tr><th scope="col"></th><th scope="col" class="n">Published</th><th scope="col" class="n">This book</th><th scope="col" class="n">Difference</th></tr></thead>
        <tbody>{Pack.Compared.Select(each => Markup.Of($"""
            <tr><td>{Capital(each.Published.Says.Length > 0 ? each.Published.Says : Told(each.Published.Name))}<span class="how">{each.Document}, {Wording.ShortDate(each.On)}{(each.Why.Length > 0 ? $": {each.Why}" : "")}</span></td><td class="n">{Amount(each.Published.Amount, each.Published.Unit)}</td><td class="n">{Amount(each.Ours, each.Published.Unit)}</td><td class="n">{Difference(each)}</td></tr>

            """))}</tbody>
        </table>
        </section>
        """);

    Markup Notes => Pack.Notes.Length == 0 ? Markup.None : Markup.Of($"""
        <section class="pack">
        <h2>Preparer's notes</h2>
        <table><tbody>{Pack.Notes.Select(note => Markup.Of($"<tr><td class=\"month\">{Wording.ShortDate(note.On)}</td><td><b>{Capital(Told(note.Figure))}</b><span class=\"how\">{note.Text} (by {note.By.ToString()})</span></td></tr>"))}</tbody></table>
        </section>
        """);

    /// <summary>What a figure of the pack says; the name of one that it does not have.</summary>
    string Told(string name) => Pack.Figures.FirstOrDefault(figure => figure.Name == name)?.Whole ?? name;

    /// <summary>Shares differ by points of a hundred, and not by a share.</summary>
    static string Difference(Compared each) => each.Published.Unit == Figure.Share && each.Difference is { } points
        ? (points * 100).ToString("0.0# 'points'", CultureInfo.InvariantCulture) : Amount(each.Difference, each.Published.Unit);

    /// <summary>anthropic-colossus, ramp-fee.</summary>
    static string Named(string name) => name.Replace(".", ", ", StringComparison.Ordinal);

    static string Amount(decimal? amount, string unit) => amount is not { } some ? "–"
        : unit == Figure.Share ? some.ToString("0.0#%", CultureInfo.InvariantCulture)
        : Currency.Of(unit) is { } currency ? Wording.Money(some, currency) : $"{Wording.Number(some)} {unit}";

    static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}

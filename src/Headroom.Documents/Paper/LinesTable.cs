using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Documents.Paper;

/// <summary>The lines of an invoice by charge, each with how it comes about, and the sums under them.</summary>
static class LinesTable
{
    public static Markup Of(InvoicePaper paper)
    {
        var charges = paper.Lines.Where(basis => !Tax.IsCharge(basis.Line.Charge)).GroupBy(basis => basis.Line.Charge).ToList();
        var last = charges.Count == 0 ? null : charges[^1].Last();
        return Markup.Of($"""
            <table class="lines">
            <thead><tr><th scope="col">For</th><th scope="col" class="month">Month</th><th scope="col" class="n">{paper.Invoice.Currency.Code}</th></tr></thead>
            {charges.Select(charge => Charge(paper, charge.Key, [.. charge], last))}
            {Sums(paper)}
            </table>
            """);
    }

    static Markup Charge(InvoicePaper paper, string name, IReadOnlyList<LineBasis> lines, LineBasis? last)
    {
        if (lines is [{ Line.IsAdjustment: false } only])
            return Markup.Of($"<tbody>{Row(paper, only, Markup.Of($"<b><bdi>{Wording.Charge(name)}</bdi></b>"), only == last ? "keep" : "")}</tbody>\n");
        var sum = Wording.Amount(lines.Sum(basis => basis.Line.Amount), paper.Invoice.Currency);
        return Markup.Of($"""
            <tbody><tr class="charge"><th scope="rowgroup" colspan="2"><bdi>{Wording.Charge(name)}</bdi></th><td class="n quiet">{(lines.Count > 1 ? $"together {sum}" : "")}</td></tr>
            {lines.Select(basis => Row(paper, basis, Markup.Of($"{(basis.Line.IsAdjustment ? $"Adjustment of {Wording.Month(basis.Line.Period)}" : $"For {Wording.Month(basis.Line.Period)}")}"), basis == last ? "under keep" : "under"))}
            </tbody>

            """);
    }

    static Markup Row(InvoicePaper paper, LineBasis basis, Markup what, string classes) => Markup.Of($"""
        <tr class="{classes}"><td>{what}{LineWords.Of(paper.Contract, basis).Select(words => Markup.Of($"<span class=\"how\">{words}</span>"))}</td><td class="month">{Wording.Month(basis.Line.Period)}</td><td class="n">{Wording.Amount(basis.Line.Amount, paper.Invoice.Currency)}</td></tr>

        """);

    static Markup Sums(InvoicePaper paper)
    {
        var invoice = paper.Invoice;
        var taxes = paper.Lines.Where(basis => Tax.IsCharge(basis.Line.Charge)).ToList();
        var (charged, credited, adjusted) = (Sum(invoice, line => !line.IsAdjustment && line.Amount > 0), Sum(invoice, line => !line.IsAdjustment && line.Amount < 0),
            Sum(invoice, line => line.IsAdjustment));
        var parts = new[] { ("Charges", charged), ("Credits", credited), ("Adjustments", adjusted) }.Where(part => part.Item2 != 0).ToList();
        return Markup.Of($"""
            <tfoot class="sums">
            {(parts.Count > 1 ? parts.Select(part => Line(part.Item1, part.Item2, invoice.Currency, "keep")) : [])}
            {Line(taxes.Count == 0 ? "Subtotal" : "Subtotal before tax", Sum(invoice, _ => true), invoice.Currency, "keep")}
            {(taxes.Count == 0 ? [Markup.Of($"<tr class=\"keep\"><td colspan=\"2\">Tax</td><td class=\"n\">none charged</td></tr>")] : taxes.Select(basis => TaxOf(paper, basis)))}
            {Line(invoice.IsCreditNote ? "Total credited" : "Total", invoice.Total, invoice.Currency, "total")}
            </tfoot>
            """);
    }

    static Markup TaxOf(InvoicePaper paper, LineBasis basis)
    {
        var (line, currency) = (basis.Line, paper.Invoice.Currency);
        var how = paper.Contract.Taxes.LastOrDefault(tax => tax.Month == line.Period)?.Lines.FirstOrDefault(tax => Tax.ChargeOf(tax) == line.Charge) is { } determined
            ? Markup.Of(
                $"<span class=\"how\">{Wording.Percent(determined.Rate)} of {Wording.Amount(determined.Base, currency)}{(line.IsAdjustment ? $", together {Wording.Amount(determined.Amount, currency)}; {Wording.Amount(basis.BilledBefore, currency)} had been invoiced" : "")}</span>")
            : Markup.None;
        return Markup.Of($"""
            <tr class="keep"><td><bdi>{line.Charge}</bdi>{(line.IsAdjustment ? $", adjustment of {Wording.Month(line.Period)}" : "")}{how}</td><td class="month">{Wording.Month(line.Period)}</td><td class="n">{Wording.Amount(line.Amount, currency)}</td></tr>

            """);
    }

    static Markup Line(string name, decimal amount, Currency currency, string classes) =>
        Markup.Of($"<tr class=\"{classes}\"><td colspan=\"2\">{name}</td><td class=\"n\">{Wording.Amount(amount, currency)}</td></tr>\n");

    static decimal Sum(Invoice invoice, Func<InvoiceLine, bool> which) => invoice.Lines.Where(line => !Tax.IsCharge(line.Charge)).Where(which).Sum(line => line.Amount);
}

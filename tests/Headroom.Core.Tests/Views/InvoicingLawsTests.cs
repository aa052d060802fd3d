using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

/// <summary>What stays true of invoices whatever happens to their contracts.</summary>
public sealed class InvoicingLawsTests
{
    static readonly Config Thousand = Laws.Seeded.WithMaxTest(1000);

    // Law: what is shown as ready before a close or an issue is what is then issued, in every field but the number, and nothing else is.
    [Fact]
    public void Preview_equals_invoice() =>
        Prop.ForAll(InvoicingLife.Any, life => InvoicingLife.Of(life).All(step => step.Command switch
        {
            CloseMonth close => Same(Billing.Drafts(step.Before, close.Month, step.Now), step.Issued) && Same(Ready(step, close.Month, null), step.Issued),
            IssueInvoices issue => Same(Ready(step, issue.Month, issue.Contract), step.Issued),
            _ => true,
        })).Check(Thousand);

    // Law: on any date, what is listed as unbilled is what is due by its end less what is billed through its month.
    [Fact]
    public void Unbilled_is_due_less_billed() =>
        Prop.ForAll(InvoicingLife.Any, Gen.Choose(0, 150).ToArbitrary(), (life, days) => InvoicingLife.End(life) is not { } book
            || book.Contracts.Values.Where(contract => Start.PlusDays(days) >= contract.Versions[0].Terms.From).All(contract =>
                Unbilled.Of(book, contract, Start.PlusDays(days), Start.PlusDays(days)).Sum(item => item.Amount) == DueLessBilled(book, contract, Start.PlusDays(days))))
    .Check(Thousand);

    // Law: an issued document is a fact. Whatever is said after it, the book holds it as it was issued, under a number without gaps.
    [Fact]
    public void No_issued_document_ever_changes() =>
        Prop.ForAll(InvoicingLife.Any, life =>
        {
            var steps = InvoicingLife.Of(life).ToList();
            var issued = steps.SelectMany(step => step.Issued).ToList();
            return issued.Index().All(each => each.Item.Number == $"INV-{each.Index + 1:0000000}")
                && steps.All(step => Alike(step.After.Receivables.Invoices.Values, issued.Take(step.After.Receivables.Invoices.Count)));
        }).Check(Thousand);

    // The laws would be empty if lives came to nothing.
    [Fact]
    public void Lives_hold_every_kind_of_fact_and_of_line()
    {
        var facts = new List<FactBody>();
        Prop.ForAll(InvoicingLife.Any, life => facts.AddRange(InvoicingLife.Facts(life).Select(fact => fact.Body))).Check(Laws.Seeded.WithMaxTest(300));
        var lines = facts.OfType<InvoiceIssued>().SelectMany(issued => issued.Invoice.Lines).ToList();

        Assert.Subset(facts.Select(fact => fact.GetType()).ToHashSet(), new HashSet<System.Type>
        {
            typeof(ContractAmended), typeof(NoticeGiven), typeof(CapacityDelivered), typeof(QuantityObserved), typeof(TaxDetermined), typeof(ReferenceStated),
            typeof(CreditGranted),
            typeof(InvoiceVoided), typeof(DisputeRaised), typeof(DisputeSettled), typeof(PaymentRecorded), typeof(InvoiceIssued), typeof(MonthClosed),
        });
        Assert.Contains(lines, line => LateInterest.IsCharge(line.Charge));
        Assert.Contains(lines, line => Tax.IsCharge(line.Charge));
        Assert.Contains(facts.OfType<InvoiceIssued>(), issued => issued.Invoice is { Replaces: not null });
        Assert.True(facts.OfType<InvoiceIssued>().Select(issued => (issued.Invoice.Contract, issued.Invoice.Buyer)).Distinct().Count() == 4);
    }

    static IEnumerable<Invoice> Ready(InvoicingLife.Step step, YearMonth month, Slug? only) => DraftInvoice.Of(step.Before, month, step.Now)
        .Where(draft => draft.State == DraftState.Ready && (only is null || draft.Contract == only)).Select(draft => draft.Invoice!);

    static bool Same(IEnumerable<Invoice> shown, IEnumerable<Invoice> issued) =>
        shown.All(draft => draft.Number is null) && Alike(shown, issued.Select(invoice => invoice with { Number = null }));

    // All fields of a record are compared but its lists, which are compared by what they hold.
    static bool Alike(IEnumerable<Invoice> some, IEnumerable<Invoice> others) => some.Count() == others.Count() && some.Zip(others).All(pair =>
        pair.First with { Lines = pair.Second.Lines, References = pair.Second.References } == pair.Second
        && pair.First.Lines.SequenceEqual(pair.Second.Lines) && pair.First.References.SequenceEqual(pair.Second.References));

    static decimal DueLessBilled(Book book, Contract contract, LocalDate date)
    {
        var (month, digits) = (date.ToYearMonth(), contract.Terms.Currency.Digits);
        var service = contract.Schedule(date).Charges.Sum(charge => charge.Due.At(date.PlusDays(1)).Round(digits));
        var tax = contract.Taxes.GroupBy(tax => tax.Month).Where(ofMonth => ofMonth.Key <= month).Sum(ofMonth => ofMonth.Last().Lines.Sum(line => line.Amount));
        var interest = contract.Terms.LateInterest is not { } clause ? 0 : book.Receivables.StandingOf(contract.Id).Where(invoice => invoice.Due < date)
            .Sum(invoice => Interest.Accrued(book.Receivables, invoice, clause, date).Round(digits));
        var back = contract.Credits.Where(credit => LateInterest.IsCharge(credit.Charge) && credit.Period <= month).Sum(credit => credit.Amount);
        return service + tax + interest - back - book.Receivables.BilledOf(contract.Id).Where(billed => billed.Key.Period <= month).Sum(billed => billed.Value);
    }
}

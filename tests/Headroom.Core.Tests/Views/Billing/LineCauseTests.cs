using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Tests.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class LineCauseTests
{
    static IEnumerable<Fact> Opening { get; } = [.. Core.Books.Book.Empty.Facts(At(2026, 3, 1),
        new OpenBook(Us, "America/Chicago", Sandbox: true, null), new AddSite(Memphis, null, "America/Chicago", [(Day(2024, 1, 1), 300_000m)]),
        new AddPool(new Core.Capacity.Pool(Colossus, Memphis, null, new Gpus(8), Whole, Gpus.Zero)), new PlanSupply(Block("c1", 220_000)),
        new EnergiseSupply(Slug.Of("c1"), Day(2025, 1, 1)))];

    // Law: for every line of every monthly invoice of any life, what the facts moved is what was due, and less what was billed before it is the line.
    [Fact]
    public void Facts_and_earlier_lines_add_up_to_every_line() =>
        Prop.ForAll(Life.Short, numbers => AddsUp([.. Opening, .. Life.Of(numbers).Select(step => step.Fact)])).Check(Laws.Thousand);

    // Law: also with every clause, credit, dispute, tax and late interest.
    [Fact]
    public void Also_with_every_clause_there_is() =>
        Prop.ForAll(InvoicingLife.Any, life => AddsUp([.. InvoicingLife.Facts(life)])).Check(Laws.Thousand);

    static bool AddsUp(List<Fact> facts) => facts.Select(fact => fact.Body).OfType<InvoiceIssued>().Where(issued => issued.Invoice.Credits is null).Take(12).All(issued =>
        LineCause.Of(facts, issued.Invoice).All(cause => cause.Facts.Sum(entry => entry.Move) == cause.Due && cause.Due == cause.Basis.Due));

    [Fact]
    public void A_line_opens_to_its_clause_its_days_and_the_facts_that_moved_it()
    {
        var facts = Told(new SignContract(With(RampCapacity, Fee((Start, 310m), (Day(2026, 5, 11), 620m)), AfterLockIn)), new CloseMonth(Month(2026, 5)));
        var cause = Assert.Single(LineCause.Of(facts, facts.Select(fact => fact.Body).OfType<InvoiceIssued>().Single().Invoice));

        Assert.Equal([(10, 10m, 100m), (21, 20m, 420m)], cause.Basis.Stretches.Select(stretch => (stretch.Days, stretch.ShownPerDay, stretch.Rounded)));
        Assert.Equal(("fee", 520m, 520m), (cause.Clause!.Name, cause.Due, cause.Line.Amount));
        Assert.Equal([("contract.signed.v1", 520m)], cause.Facts.Select(entry => (entry.Fact.Body.Kind, entry.Move)));
    }

    // By hand: of two conditions the first makes the credit of a tenth; the second moves nothing, and is shown all the same.
    [Fact]
    public void A_credit_for_availability_opens_to_every_condition_of_nodes_behind_it()
    {
        var terms = With(new Reserve(Colossus, null, [new(Start, new(100))]), Fee((Start, 1000m)), JudgedReadingsTests.Judged);
        var facts = Told(new SignContract(terms), new CloseMonth(Month(2026, 5)), JudgedReadingsTests.DownFor("a", 80, 6), JudgedReadingsTests.DownFor("b", 1, 1, day: 9),
            new CloseMonth(Month(2026, 6)));
        var cause = LineCause.Of(facts, facts.Select(fact => fact.Body).OfType<InvoiceIssued>().Last().Invoice)[^1];

        Assert.Equal(("credit", -100m), (cause.Line.Charge, cause.Due));
        Assert.Equal([("condition.recorded.v1", "n1", -100m)], cause.Facts.Select(entry => (entry.Fact.Body.Kind, entry.Fact.Body.About, entry.Move)));
        Assert.Equal(["a", "b"], cause.Availability!.Hours!.Conditions.Select(each => each.Condition.Id));
    }

    [Fact]
    public void An_adjustment_names_the_amendment_and_the_invoice_before()
    {
        var terms = With(RampCapacity, Fee((Start, 310m)), AfterLockIn);
        var facts = Told(new SignContract(terms), new CloseMonth(Month(2026, 5)),
            new AmendContract(terms with { Legs = [RampCapacity, Fee((Start, 62m)), AfterLockIn] }, Start, Treatment.Correction, null), new CloseMonth(Month(2026, 6)));
        var cause = LineCause.Of(facts, facts.Select(fact => fact.Body).OfType<InvoiceIssued>().Last().Invoice)[0];

        Assert.Equal([("contract.signed.v1", 310m), ("contract.amended.v1", -248m)], cause.Facts.Select(entry => (entry.Fact.Body.Kind, entry.Move)));
        Assert.Equal([("INV-0000001", 310m)], cause.Basis.Before);
        Assert.Equal(-248m, cause.Line.Amount);
    }

    static List<Fact> Told(params Command[] commands) => [.. Opening, .. Ready.Facts(At(2026, 7, 1), commands)];
}

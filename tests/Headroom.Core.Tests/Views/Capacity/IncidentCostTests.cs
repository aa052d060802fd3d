using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Tests.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class IncidentCostTests
{
    static readonly Instant Begin = At(2026, 6, 10);

    /// <summary>All 220,000 GPUs at 1,000 a month, of which what an incident takes is down.</summary>
    static readonly Book Sold = Ready.Told(At(2026, 4, 20), new SignContract(With(new Reserve(Colossus, null, [new(Start, new(220_000))]), Fee((Start, 1000m)),
        JudgedReadingsTests.Judged with
        {
            States = NodeHoursTests.States
            with
            { Lines = [new(Slug.Of("incident"), false, NodeState.Down, 0), new(Slug.Of("maintenance"), false, NodeState.Down, 0)] }
        })));

    static Incident Gone(long gpus) => new(Slug.Of("pumps"), IncidentKind.Incident, Colossus, new(gpus), default, Begin, null, "pumps of hall 2");

    static Book Opened(Incident incident) => Sold.Told(Begin, new OpenIncident(incident));

    // By hand: a tenth of the GPUs are gone: 6 minutes of the month an hour. June's bounds of 0.1% and 1% are 43.2 and 432 minutes: the 8th and the 73rd hour, which lies beyond
    // the look ahead.
    [Fact]
    public void Credits_step_up_with_the_hours_that_an_incident_lasts()
    {
        var cost = Assert.Single(IncidentView.Of(Opened(Gone(22_000)), Gone(22_000), Begin).Costs);
        Assert.Equal((22_000, 220_000), (cost.Short.Count, cost.Held.Count));
        Assert.Equal([(0, 0m), (8, 100m)], cost.Credits);
    }

    [Fact]
    public void It_says_why_nothing_is_given_back()
    {
        IncidentCost Of(Book book) => Assert.Single(IncidentView.Of(book.Told(Begin, new OpenIncident(Gone(22_000))), Gone(22_000), Begin).Costs);
        Assert.Null(Of(Sold).Unjudged(IncidentKind.Incident));
        Assert.Equal("its table says nothing of 'curtailed'", Of(Sold).Unjudged(IncidentKind.Curtailment));
        Assert.Equal("no clause of it judges what is seen of nodes",
            Of(Ready.Told(At(2026, 4, 20), new SignContract(With(new Reserve(Colossus, null, [new(Start, new(220_000))]), Fee((Start, 1000m)))))).Unjudged(IncidentKind.Incident));
    }

    // By hand: closed after 8 hours, the condition makes 48 minutes down and a credit of a tenth on the invoice.
    [Fact]
    public void Closing_it_records_what_was_lacking_and_the_invoice_credits_it()
    {
        var book = Opened(Gone(22_000)).Told(Begin + Duration.FromHours(9), new CloseIncident(Slug.Of("pumps"), Begin + Duration.FromHours(8)));
        var condition = Assert.Single(book.Conditions.Values);
        Assert.Equal(("incident", 22_000, Begin, Begin + Duration.FromHours(8)), (condition.Code.ToString(), condition.Gpus.Count, condition.From, condition.End));
        var invoice = book.Told(At(2026, 7, 1), new CloseMonth(Month(2026, 5)), new CloseMonth(Month(2026, 6))).Receivables.InvoicesOf(Id)[^1];
        Assert.Equal(-100m, invoice.Lines.Single(line => line.Charge == "credit").Amount);
        Assert.Empty(IncidentView.Of(book, book.Incidents.ById[Slug.Of("pumps")], At(2026, 7, 1)).Incident.Nodes);
    }

    // By hand: from noon a second incident takes as much again: two pieces, of 22,000 and of 44,000.
    [Fact]
    public void Who_lacks_how_much_changes_with_every_incident_and_makes_a_piece_of_its_own()
    {
        var noon = Begin + Duration.FromHours(12);
        var book = Opened(Gone(22_000)).Told(noon, new OpenIncident(Gone(22_000) with { Id = Slug.Of("fire"), From = noon }));
        var pieces = IncidentCost.Conditions(book, book.Incidents.ById[Slug.Of("pumps")], Begin, noon + Duration.FromHours(1));
        Assert.Equal([(Begin, 22_000L), (noon, 44_000L)], pieces.Select(piece => (piece.From, piece.Gpus.Count)));
    }

    [Fact]
    public void Announced_maintenance_is_left_out_by_a_table_that_says_so()
    {
        var work = Gone(22_000) with { Kind = IncidentKind.Maintenance, End = Begin + Duration.FromHours(20), Noticed = Begin - Duration.FromHours(48) };
        Assert.Equal([(0, 0m)], Assert.Single(IncidentView.Of(Opened(work), work, Begin).Costs).Credits);
    }
}

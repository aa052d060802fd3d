using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class JudgedReadingsTests
{
    public static readonly YearMonth June = Month(2026, 6);

    /// <summary>A hundred GPUs at 1,000 a month; below 99.9% a tenth of it, below 99% a quarter.</summary>
    public static readonly Sla Judged = new("credit", Clauses.Down, Clauses.Excluded, [new(0.999m, 0.10m), new(0.99m, 0.25m)], 1m, null) { States = NodeHoursTests.States };

    public static Book Book(Sla sla) => Ready.Told(At(2026, 4, 20), new SignContract(With(new Reserve(Colossus, null, [new(Start, new(100))]), Fee((Start, 1000m)), sla)));

    /// <summary>So many GPUs down from an hour of June on, in Chicago.</summary>
    public static RecordConditions DownFor(string id, long gpus, int hours, int day = 3) => new([NodeHoursTests.Seen("n1", "xid-79", 0, 1, gpus) with
        { Id = id, From = At(2026, 6, day), End = At(2026, 6, day) + Duration.FromHours(hours) }]);

    // By hand: 100 GPUs for 720 hours; 80 of them down for 6 hours is 480 of 72,000 GPU-hours, 288 of 43,200 minutes: 99.33%, a tenth of 1,000.
    [Fact]
    public void Conditions_make_the_reading_that_makes_the_credit_on_the_months_invoice()
    {
        var book = Book(Judged).Told(At(2026, 6, 10), DownFor("a", 80, 6)).Told(At(2026, 7, 1), new CloseMonth(Month(2026, 5)), new CloseMonth(June));
        Assert.Equal([(Clauses.Down, 288m), (Clauses.Excluded, 0m)], book.Contracts[Id].Readings(Day(2026, 6, 30)).Select(read => (read.Meter, read.Amount)));
        Assert.Equal([("fee", 1000m), ("credit", -100m)], book.Receivables.InvoicesOf(Id)[^1].Lines.Select(line => (line.Charge, line.Amount)));
        Assert.Empty(book.Contracts[Id].Readings(Day(2026, 6, 29)));
    }

    [Fact]
    public void A_condition_said_a_month_late_is_an_adjustment_of_its_month()
    {
        var book = Book(Judged).Told(At(2026, 7, 1), new CloseMonth(Month(2026, 5)), new CloseMonth(June)).Told(At(2026, 7, 20), DownFor("a", 80, 6)).Told(At(2026, 8, 1), new CloseMonth(Month(2026, 7)));
        var line = Assert.Single(book.Receivables.InvoicesOf(Id)[^1].Lines, line => line.Charge == "credit");
        Assert.Equal((June, -100m, true), (line.Period, line.Amount, line.IsAdjustment));
    }

    [Fact]
    public void A_reading_that_was_said_holds_in_place_of_the_conditions()
    {
        var book = Book(Judged).Told(At(2026, 7, 1), DownFor("a", 80, 6), new ObserveQuantity(Id, new(Clauses.Down, June, 0, "agreed")), DownFor("b", 80, 50, day: 9));
        Assert.Equal(0, book.Contracts[Id].Schedule(Day(2026, 6, 30)).Month("credit", June));
    }

    [Fact]
    public void A_contract_that_is_signed_after_conditions_were_seen_judges_them_too()
    {
        var early = Ready.Told(At(2026, 7, 1), DownFor("a", 80, 6) with { Conditions = [DownFor("a", 80, 6).Conditions[0] with { Contract = null }] });
        var book = early.Told(At(2026, 7, 2), new SignContract(With(new Reserve(Colossus, null, [new(Start, new(100))]), Fee((Start, 1000m)), Judged with { States = NodeHoursTests.States with { SharedGpus = new(100) } })));
        Assert.Equal(288m, book.Contracts[Id].Readings(Day(2026, 6, 30)).First().Amount);
    }
}

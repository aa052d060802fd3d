using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class IndexationTests
{
    static readonly Indexation Yearly = new("rise", "prices", Month(2026, 2), Day(2027, 5, 1), 12, 3, 1m, 0.01m, 0.04m);

    static readonly Terms Indexed = With(Fee((Start, 1_000_000m)), Yearly);

    // Law: with the whole share and no bounds, the factor is the index over its base, however many steps there were.
    [Fact]
    public void Without_bounds_the_charges_move_as_the_index_does() =>
        Prop.ForAll(Gen.Choose(1, 1_000).ArrayOf(40).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), Gen.Choose(0, 3).ToArbitrary(), (points, every, lag) =>
        {
            var clause = Yearly with { Base = Month(2026, 1), First = Day(2026, 8, 1), EveryMonths = every, LagMonths = lag, Floor = null, Cap = null };
            var known = Published(points.Select((value, i) => (Month(2026, 1).PlusMonths(i), (decimal)value)));
            var due = With(Fee((Start, 1_000_000m)), clause).Resolve(known).Due;
            return Enumerable.Range(0, 20 / every).All(step =>
            {
                var month = Month(2026, 8).PlusMonths(step * every);
                return due.Over(month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1)) == Rational.Of(points[7 + step * every - lag], points[0]) * 1_000_000m;
            });
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: each step stays within floor and cap.
    [Fact]
    public void A_step_stays_within_floor_and_cap() =>
        Prop.ForAll(Gen.Choose(1, 1_000).ArrayOf(40).ToArbitrary(), points =>
        {
            var due = Indexed.Resolve(Published(points.Select((value, i) => (Month(2026, 1).PlusMonths(i), (decimal)value)))).Due;
            var (first, second) = (due.Over(Day(2027, 5, 1), Day(2027, 6, 1)) / 1_000_000m, due.Over(Day(2028, 5, 1), Day(2028, 6, 1)));
            return !(first < 1.01m) && !(first > 1.04m) && !(second < first * 1_010_000m) && !(second > first * 1_040_000m);
        }).Check(Laws.Seeded);

    // By hand: 300 in February 2026; 309 a year later is 3%, 330 would be 10% and is 4%, 300 is nothing and is 1%.
    [Theory]
    [InlineData(309, 1_030_000)]
    [InlineData(330, 1_040_000)]
    [InlineData(300, 1_010_000)]
    public void The_fee_of_the_second_year(int published, int fee) =>
        Assert.Equal(fee, Indexed.Resolve(Published([(Month(2026, 2), 300m), (Month(2027, 2), published)])).Month("fee", Month(2027, 5)));

    // Half of 3% is passed on.
    [Fact]
    public void A_share_of_the_change_is_passed_on() =>
        Assert.Equal(1_015_000m,
            With(Fee((Start, 1_000_000m)), Yearly with { Share = 0.5m }).Resolve(Published([(Month(2026, 2), 300m), (Month(2027, 2), 309m)])).Month("fee", Month(2027, 5)));

    // 306 of December stands in for the value of February until that is published.
    [Fact]
    public void Estimates_hold_the_last_value_known()
    {
        Assert.Equal(1_020_000m, Indexed.Resolve(Published([(Month(2026, 2), 300m), (Month(2026, 12), 306m)])).Month("fee", Month(2027, 5)));
        Assert.Equal(1_000_000m, Indexed.Resolve(Observations.None).Month("fee", Month(2027, 5)));
    }

    [Fact]
    public void A_month_that_rests_on_a_missing_value_is_not_billed_and_a_revision_bills_the_difference()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(Indexed), Value(2026, 2, 300m))
            .Told(At(2027, 5, 1), [.. Enumerable.Range(0, 12).Select(i => new CloseMonth(Month(2026, 5).PlusMonths(i)))]);

        book.Refuses(At(2027, 6, 1), new CloseMonth(Month(2027, 5)), RefusalCode.IndexMissing, $"{Id}.rise");
        var refusal = book.Refusing(At(2027, 6, 1), new IssueInvoices(Month(2027, 5), Id));
        Assert.Equal(("prices", "2027-02"), (refusal.Numbers["index"], refusal.Numbers["month"]));
        Assert.Contains("the last known is 300 of 2026-02", refusal.Says);

        var closed = book.Told(At(2027, 6, 1), Value(2027, 2, 309m), new CloseMonth(Month(2027, 5)));
        var revised = closed.Told(At(2027, 7, 1), Value(2027, 2, 307.5m), new CloseMonth(Month(2027, 6)));
        Assert.Equal(1_030_000m, closed.Receivables.Invoices.Values.Last().Total);
        Assert.Equal([-5_000m, 1_025_000m], revised.Receivables.Invoices.Values.Last().Lines.Select(line => line.Amount));
    }

    [Fact]
    public void An_index_value_is_positive_and_of_a_month_that_has_begun()
    {
        Ready.Refuses(At(2026, 4, 20), Value(2026, 3, 0m), RefusalCode.OutOfRange, "value");
        Ready.Refuses(At(2026, 4, 20), Value(2026, 5, 300m), RefusalCode.InTheFuture, "month");
        Book.Empty.Refuses(At(2026, 4, 20), Value(2026, 3, 300m), RefusalCode.NotFound, "book");
    }

    [Fact]
    public void Bounds_of_the_clause()
    {
        Assert.Equal("legs[0].every", Assert.Single(With(Yearly with { EveryMonths = 121 }).Check()).Field);
        Assert.Equal("legs[0].lag-months", Assert.Single(With(Yearly with { LagMonths = 25, Base = Month(2024, 1) }).Check()).Field);
        Assert.Equal("legs[0].share", Assert.Single(With(Yearly with { Share = 2.1m }).Check()).Field);
        Assert.Equal("legs[0].cap", Assert.Single(With(Yearly with { Cap = 0m }).Check()).Field);
        Assert.Equal("legs[0].from", Assert.Single(With(Yearly with { First = Start }).Check()).Field);
        Assert.Equal("legs[0].base", Assert.Single(With(Yearly with { Base = Month(2027, 2) }).Check()).Field);
    }

    static PublishIndex Value(int year, int month, decimal value) => new(new IndexValue("prices", Month(year, month), value, "statistical office"));

    static Observations Published(IEnumerable<(YearMonth Month, decimal Value)> values) =>
        Observations.None with { Indices = values.ToImmutableDictionary(each => ("prices", each.Month), each => each.Value) };
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class ObserveQuantityTests
{
    static readonly Terms Metered = With(new Usage("compute", Clauses.Used, 2m, 0, 1, 2m), AfterLockIn) with { From = Day(2026, 5, 10) };

    static readonly Book Metering = Ready.Told(At(2026, 4, 20), new SignContract(Metered));

    [Fact]
    public void Each_reason_to_refuse_a_reading()
    {
        Book.Empty.Refuses(At(2026, 6, 2), Reading(Month(2026, 5), 1m), RefusalCode.NotFound, "book");
        Refused(Reading(Month(2026, 5), 1m) with { Contract = Slug.Of("nothing") }, RefusalCode.NotFound, "contract");
        Refused(new(Id, Clauses.Reading("kwh", Month(2026, 5), 1m)), RefusalCode.NotFound, "meter");
        Refused(Reading(Month(2026, 5), -0.1m), RefusalCode.OutOfRange, "quantity");
        Refused(Reading(Month(2026, 5), Quantity.Most + 1), RefusalCode.OutOfRange, "quantity");
        Refused(Reading(Month(2026, 4), 1m), RefusalCode.DatesUpsideDown, "month");
        Refused(Reading(Month(2026, 6), 1m), RefusalCode.InTheFuture, "month");
        Refused(Reading(Month(2029, 6), 1m), RefusalCode.DatesUpsideDown, "month");
    }

    // June has 43,200 minutes: what is more is hours of nodes, or a slip, and would be credited.
    [Fact]
    public void No_more_minutes_are_down_than_the_month_has()
    {
        var promised = Ready.Told(At(2026, 4, 20), new SignContract(With(Fee((Start, 10m)), new Sla("credit", Clauses.Down, Clauses.Excluded, [new(0.99m, 0.1m)], 1, null))));
        ObserveQuantity Down(string meter, decimal minutes) => new(Id, Clauses.Reading(meter, Month(2026, 6), minutes));

        Assert.IsType<Accepted>(Down(Clauses.Down, 43_200m).Decide(promised, At(2026, 7, 2)));
        promised.Refuses(At(2026, 7, 2), Down(Clauses.Down, 43_201m), RefusalCode.OutOfRange, "quantity");
        promised.Refuses(At(2026, 7, 2), Down(Clauses.Excluded, 43_201m), RefusalCode.OutOfRange, "quantity");
    }

    [Fact]
    public void The_refusal_of_an_unknown_meter_names_those_that_are_read() =>
        Assert.Contains(Clauses.Used, Metering.Refusing(At(2026, 6, 2), new ObserveQuantity(Id, Clauses.Reading("kwh", Month(2026, 5), 1m))).Says);

    [Fact]
    public void A_month_can_be_read_from_the_instant_it_is_over_in_the_contracts_zone()
    {
        var may = Reading(Month(2026, 5), 1m);

        Assert.Equal(At(2026, 6, 1), may.NotBefore(Metering));
        Assert.IsType<Accepted>(may.Decide(Metering, At(2026, 6, 1)));
        Metering.Refuses(At(2026, 6, 1) - Duration.Epsilon, may, RefusalCode.InTheFuture, "month");
    }

    [Fact]
    public void After_notice_no_month_is_read_that_was_not_served()
    {
        var ended = Metering.Told(At(2026, 8, 1), new GiveNotice(Id, Side.Buyer, Day(2026, 8, 1)));

        Assert.IsType<Accepted>(Reading(Month(2026, 10), 1m).Decide(ended, At(2026, 12, 2)));
        ended.Refuses(At(2026, 12, 2), Reading(Month(2026, 11), 1m), RefusalCode.DatesUpsideDown, "month");
    }

    [Fact]
    public void A_meter_that_only_former_terms_read_is_still_read()
    {
        var amended = Metering.Told(At(2026, 6, 2), new AmendContract(Metered with { Legs = [Fee((Metered.From, 1m))] }, Day(2026, 6, 1), Treatment.Correction, null));

        Assert.IsType<Accepted>(Reading(Month(2026, 5), 1m).Decide(amended, At(2026, 6, 2)));
    }

    // By hand: nothing was read by the close of May, 100 hours are read in June, 90 of them stand after a revision in July.
    [Fact]
    public void A_late_reading_and_its_revision_are_lines_of_their_own()
    {
        var may = Metering.Told(At(2026, 6, 2), new CloseMonth(Month(2026, 5)), Reading(Month(2026, 5), 100m));
        var june = may.Told(At(2026, 7, 2), new CloseMonth(Month(2026, 6)), Reading(Month(2026, 5), 90m));
        var july = Billing.Drafts(june, june.Contracts[Id], Month(2026, 7)).Single();

        Assert.Equal(("compute: adjustment of 2026-05", 200m), (june.Receivables.Invoices["INV-0000001"].Lines[0].Text, june.Receivables.Invoices["INV-0000001"].Total));
        Assert.Equal(("compute: adjustment of 2026-05", -20m, true), (july.Lines[0].Text, july.Total, july.IsCreditNote));
    }

    // Law: of readings in any order the last of each month holds.
    [Fact]
    public void The_last_reading_of_a_month_holds() =>
        Prop.ForAll(Gen.Choose(0, 1000).ArrayOf(10).ToArbitrary(), amounts =>
        {
            var book = amounts.Index().Aggregate(Metering, (told, reading) =>
                told.Told(At(2026, 12, 1), Reading(Month(2026, 6).PlusMonths(reading.Item % 4), reading.Item)));
            var expected = amounts.GroupBy(amount => amount % 4).Sum(month => 2m * month.Last());
            return book.Contracts[Id].Schedule(Day(2026, 11, 30)).Due.Total == expected;
        }).Check(Laws.Seeded);

    static ObserveQuantity Reading(YearMonth month, decimal amount) => new(Id, Clauses.Reading(Clauses.Used, month, amount));

    static void Refused(ObserveQuantity command, RefusalCode code, string field) => Metering.Refuses(At(2026, 6, 2), command, code, field);
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class AssignedPartTests
{
    static readonly AssignedPart Rest = new("part", Day(2026, 7, 1), 3, 8, DividedPart.Rest);

    static readonly AssignedPart Part = Rest with { Holds = DividedPart.Part };

    static Schedule Resolved(AssignedPart part, params Leg[] legs) => (With([.. legs]) with { Legs = [.. legs, part] }).Resolve(Observations.None);

    // Law: in every month the two come to the undivided charge to the cent, and on every day they hold its GPUs; before the division the part is nothing.
    [Fact]
    public void Both_come_to_the_whole_in_every_month_and_on_every_day() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(1, 999_999_999), Gen.Choose(1, 220_000)).ToArbitrary(), Gen.Zip(Gen.Choose(1, 99), Gen.Choose(0, 1_126)).ToArbitrary(),
            Gen.Choose(0, 36).ToArbitrary(), (sizes, cut, month) =>
        {
            var (cents, gpus) = sizes;
            var rest = new AssignedPart("part", Start.PlusDays(cut.Item2), cut.Item1, 100, DividedPart.Rest);
            Leg[] legs = [Reserving((Start, gpus)), Fee((Start.PlusDays(7), cents / 100m)), new Escalator("rise", 0.03m, Day(2027, 5, 12), 12),
                new Once("setup", Day(2026, 7, 9), 1.01m, "set-up")];
            var (whole, kept, part) = (With(legs).Resolve(Observations.None), Resolved(rest, legs), Resolved(rest with { Holds = DividedPart.Part }, legs));
            var (from, end) = (Start.PlusMonths(month), Start.PlusMonths(month + 1));
            decimal Of(Schedule schedule, string charge) => schedule.DueUnder(charge).Amount(from, end, 2);
            long Held(Schedule schedule) => schedule.Reserved(Colossus).At(Chicago.StartOf(from)).Count;
            return new[] { "fee", "setup" }.All(charge => Of(kept, charge) + Of(part, charge) == Of(whole, charge) && (end > rest.From || Of(part, charge) == 0))
                && Held(kept) + Held(part) == Held(whole) && Held(part) == (from < rest.From ? 0 : (long)gpus * cut.Item1 / 100);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: three eighths of 100,000.01 are 37,500.00375: 37,500.00 in July; two months are 75,000.0075, so August is 37,500.01.
    [Fact]
    public void A_month_is_rounded_on_what_it_has_come_to()
    {
        Leg[] legs = [Reserving((Start, 400)), Fee((Start, 100_000.01m))];
        var (kept, part) = (Resolved(Rest, legs).DueUnder("fee"), Resolved(Part, legs).DueUnder("fee"));
        decimal Of(Cumulative due, int month) => due.Amount(Day(2026, month, 1), Day(2026, month + 1, 1), 2);

        Assert.Equal((0m, 37_500.00m, 37_500.01m), (Of(part, 6), Of(part, 7), Of(part, 8)));
        Assert.Equal((100_000.01m, 62_500.01m, 62_500.00m), (Of(kept, 6), Of(kept, 7), Of(kept, 8)));
        Assert.Equal((250L, 150L), (Held(Rest), Held(Part)));
        long Held(AssignedPart side) => Resolved(side, legs).Reserved(Colossus).At(At(2026, 7, 1)).Count;
    }

    // By hand: from 16 July on three eighths of 16/31 of 100,000 are 19,354.84, and of August 37,500 whole; what both months come to is rounded, 56,854.84.
    [Fact]
    public void A_division_in_the_middle_of_a_month_divides_its_days()
    {
        Leg[] legs = [Reserving((Start, 400)), Fee((Start, 100_000m))];
        decimal Of(AssignedPart side, int month) => Resolved(side with { From = Day(2026, 7, 16) }, legs).DueUnder("fee").Amount(Day(2026, month, 1), Day(2026, month + 1, 1), 2);

        Assert.Equal((19_354.84m, 37_500.00m), (Of(Part, 7), Of(Part, 8)));
        Assert.Equal((80_645.16m, 62_500.00m), (Of(Rest, 7), Of(Rest, 8)));
    }

    [Fact]
    public void Consideration_given_to_the_buyer_stays_with_it()
    {
        var shares = new CustomerConsideration("shares", ConsiderationKind.Equity, [(Start, 100m)], null, null);

        Assert.Single(Resolved(Rest, Fee((Start, 1m)), shares).Given);
        Assert.Empty(Resolved(Part, Fee((Start, 1m)), shares).Given);
    }

    // By hand: of a fee of 80 from May, 50 are of the rest from July on; the clause that steps the fee to 160 in August makes 100.
    [Fact]
    public void Fees_to_come_are_told_as_the_part_of_them()
    {
        var terms = With(Fee((Start, 80m), (Day(2026, 8, 1), 160m)), Rest);

        Assert.Equal([80m, 100m], Signed(terms).Milestones(null).Where(each => each.AmountOf == AmountOf.Monthly && each.Amount is not null).Select(each => each.Amount!.Value));
    }

    [Fact]
    public void Bounds_of_the_clause()
    {
        static string Fault(AssignedPart part) => Assert.Single(With(Fee((Start, 1m)), part).Check()).Field;

        Assert.Equal("legs[1].part", Fault(Rest with { Part = 8 }));
        Assert.Equal("legs[1].part", Fault(Rest with { Part = 0 }));
        Assert.Equal("legs[1].from", Fault(Rest with { From = Through.PlusDays(1) }));
        Assert.Empty((With(Fee((Start, 1m)), Part) with { From = Day(2026, 7, 1) }).Check());
    }
}

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

public sealed class BlendContractTests
{
    // Two years at 100 a month; after twelve months 90 for the rest, and a year more at 80.
    static readonly Terms Old = With(Reserving((Start, 110_000)), Fee((Start, 100m))) with { Through = Day(2028, 4, 30), Revenue = RevenuePolicy.StraightLineStated };

    static readonly Book Book = Sold(Old);

    static readonly BlendContract Vector = new(Id, Day(2027, 5, 1), 12, 90m, 80m, Blending.Stepped);

    static Book Sold(Terms terms) => Ready.Told(At(2026, 4, 20), new SignContract(terms));

    static Contract After(BlendContract blend) => Book.Told(At(2027, 4, 1), blend).Contracts[Id];

    // Law: both ways of billing come to the same total, to the cent, and change nothing before the blend.
    [Fact]
    public void Stepped_and_blended_bills_come_to_the_same() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(0, 23), Gen.Choose(1, 60)).ToArbitrary(), Gen.Zip(Gen.Choose(0, 99_999), Gen.Choose(0, 99_999)).ToArbitrary(), (when, cents) =>
        {
            var blend = Vector with { From = Start.PlusMonths(when.Item1), Months = when.Item2, Remaining = cents.Item1 / 100m, Added = cents.Item2 / 100m };
            var (stepped, blended) = (After(blend).Schedule(null).Due, After(blend with { Billed = Blending.Blended }).Schedule(null).Due);
            return stepped.Total == blended.Total && stepped.At(blend.From) == (Rational)(when.Item1 * 100m) && blended.At(blend.From) == stepped.At(blend.From)
                && stepped.Total == stepped.At(blend.From) + (24 - when.Item1) * (Rational)blend.Remaining + when.Item2 * (Rational)blend.Added;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand (domain.md 3.5, 12): (12 x 90 + 12 x 80) / 24 = 85 a month of revenue, whichever way it is billed.
    [Theory]
    [InlineData(Blending.Stepped, 90, 80)]
    [InlineData(Blending.Blended, 85, 85)]
    public void Revenue_is_the_average_of_what_is_left_and_what_is_added(Blending billed, int second, int third)
    {
        var contract = After(Vector with { Billed = billed });
        var earned = Revenue.Earned(contract, RevenuePolicy.StraightLineStated, null);

        Assert.Equal((Rational)1200m, earned.At(Day(2027, 5, 1)));
        Assert.Equal(((Rational)85m, (Rational)85m), (earned.Over(Day(2027, 5, 1), Day(2027, 6, 1)), earned.Over(Day(2029, 4, 1), Day(2029, 5, 1))));
        Assert.Equal(((Rational)second, (Rational)third),
            (contract.Schedule(null).Due.Over(Day(2027, 5, 1), Day(2027, 6, 1)), contract.Schedule(null).Due.Over(Day(2029, 4, 1), Day(2029, 5, 1))));
        Assert.Equal((Day(2029, 4, 30), 110_000), (contract.LastDay, contract.LeastReserved(Colossus, Start).Count));
    }

    // By hand: 12 x 90 and 1 x 80 are 1,160 over 13 months: 89.23 twelve times, and 89.24.
    [Fact]
    public void The_last_month_takes_what_rounding_leaves_over()
    {
        var due = After(Vector with { Months = 1, Billed = Blending.Blended }).Schedule(null).Due;

        Assert.Equal((89.23m, 89.24m), (due.Amount(Day(2028, 4, 1), Day(2028, 5, 1), 2), due.Amount(Day(2028, 5, 1), Day(2028, 6, 1), 2)));
    }

    [Fact]
    public void Each_reason_to_refuse_it()
    {
        Book.Refuses(At(2027, 4, 1), Vector with { Contract = Slug.Of("other") }, RefusalCode.NotFound, "contract");
        Book.Refuses(At(2027, 4, 1), Vector with { Months = 0 }, RefusalCode.OutOfRange, "months");
        Book.Refuses(At(2027, 4, 1), Vector with { Remaining = -1m }, RefusalCode.OutOfRange, "remaining");
        Book.Refuses(At(2027, 4, 1), Vector with { Added = -1m }, RefusalCode.OutOfRange, "added");
        Book.Refuses(At(2027, 4, 1), Vector with { From = Day(2027, 5, 2) }, RefusalCode.DatesUpsideDown, "from");
        Book.Refuses(At(2027, 4, 1), Vector with { From = Day(2028, 5, 1) }, RefusalCode.DatesUpsideDown, "from");
        Book.Told(At(2027, 4, 1), Vector with { From = Day(2027, 6, 1) }).Refuses(At(2027, 4, 2), Vector, RefusalCode.Superseded, "supersedes");
        Sold(Old with { Legs = [.. Old.Legs, AtOnce] }).Told(At(2027, 1, 1), new GiveNotice(Id, Side.Buyer, Day(2027, 1, 1)))
            .Refuses(At(2027, 4, 1), Vector, RefusalCode.NoticeNotAllowed, "contract");
    }

    [Fact]
    public void What_it_cannot_blend_is_refused()
    {
        void Refused(Terms terms) => Sold(terms).Refuses(At(2027, 4, 1), Vector, RefusalCode.InvalidTerms, "contract");

        Refused(Old with { Legs = [Old.Legs[0]] });
        Refused(Old with { Legs = [.. Old.Legs, new Monthly("support", [new FeeStep(Start, 5m)], Proration.ActualDays)] });
        Refused(Old with { Legs = [Old.Legs[0], Fee((Start, 100m)) with { Proration = Proration.Actual365 }] });
        Refused(Old with { Legs = [.. Old.Legs, new Escalator("rise", 0.03m, Day(2027, 5, 1), 12)] });
    }

    // The months added take capacity, so they pass the tests of a signature.
    [Fact]
    public void What_is_sold_for_the_added_months_is_not_sold_again() =>
        Book.Told(At(2026, 5, 1), new SignContract(new Terms(Slug.Of("other"), Us, Other, Chicago, Currency.Usd, Day(2028, 5, 1), Day(2028, 7, 31),
            [new Reserve(Colossus, Whole, [new ReserveStep(Day(2028, 5, 1), new Gpus(220_000))])]))).Refuses(At(2027, 4, 1), Vector, RefusalCode.Oversold, "legs");
}

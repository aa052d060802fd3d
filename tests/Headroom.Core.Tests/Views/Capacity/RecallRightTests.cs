using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class RecallRightTests
{
    static readonly LocalDate Today = Day(2026, 9, 1);

    // Law: served on the latest day it is back in time, and served a day later it is not.
    [Fact]
    public void The_latest_day_to_serve_is_the_last_in_time() =>
    Prop.ForAll(Any.Terms.ToArbitrary(), Any.Date.ToArbitrary(), Gen.Choose(0, 600).ToArbitrary(), (terms, date, days) =>
    {
        var (book, needed) = (Ready.WithContract(Signed(terms)), date.PlusDays(days));
        return Of(book, date).All(right => right.ServedFor(book, book.Fleet.Pools[Colossus], date, needed)?.Serve is not { } by
            || Of(book, by).Any(then => then.Usable <= needed) && (by >= needed || Of(book, by.PlusDays(1)).All(then => then.Right != right.Right || then.Usable > needed)));
    }).Check(Laws.Seeded.WithMaxTest(300));

    // Ninety days' notice served on 1 September: the last day is 30 November, and 1 December the first one usable.
    [Fact]
    public void A_contract_is_back_after_the_notice_and_gives_up_its_fees()
    {
        var right = Of(SignedBook, Today).Single();

        Assert.Equal((Id, new Gpus(220_000), Today, Day(2026, 11, 30), Day(2026, 12, 1)), (right.Contract, right.Gpus, right.Serve!.Value, right.LastDay, right.Usable));
        Assert.Equal(37_500_000_000m, right.GivenUp);
        Assert.Null(right.ServedFor(SignedBook, SignedBook.Fleet.Pools[Colossus], Today, Day(2026, 11, 30)));
    }

    // Wanted on 31 December it need be served on 1 October only: the 90th day is 30 December, so that of December's 1,250 million a 31st is given up beside the 29 months after it.
    [Fact]
    public void Served_as_late_as_is_in_time_it_gives_up_what_is_left_then()
    {
        var right = Of(SignedBook, Today).Single().ServedFor(SignedBook, SignedBook.Fleet.Pools[Colossus], Today, Day(2026, 12, 31))!;

        Assert.Equal((Day(2026, 10, 1), Day(2026, 12, 30), Day(2026, 12, 31)), (right.Serve!.Value, right.LastDay, right.Usable));
        Assert.Equal(decimal.Round(1_250_000_000m / 31, 2) + 29 * 1_250_000_000m, right.GivenUp);
    }

    [Fact]
    public void What_ends_in_time_needs_no_notice()
    {
        var (book, right) = (SignedBook, Of(SignedBook, Today).Single());

        Assert.Equal((RecallRight.End, null, Day(2029, 6, 1), 0m),
            right.ServedFor(book, book.Fleet.Pools[Colossus], Today, Day(2029, 6, 1)) is { } then ? (then.Right, then.Serve, then.Usable, then.GivenUp) : default);
        Assert.Equal(Day(2029, 3, 1), right.ServedFor(book, book.Fleet.Pools[Colossus], Today, Day(2029, 5, 31))!.Serve);
    }

    [Fact]
    public void Once_notice_runs_nothing_is_left_to_serve()
    {
        var book = SignedBook.Told(At(2026, 9, 1), new GiveNotice(Id, Side.Buyer, Today));

        Assert.Equal((RecallRight.Served, null, 0m), Of(book, Day(2026, 9, 2)).Single() is var right ? (right.Right, right.Serve, right.GivenUp) : default);
    }

    [Fact]
    public void Without_a_right_it_is_back_at_the_stated_end() =>
        Assert.Equal((RecallRight.End, Day(2029, 6, 1)),
            Of(Ready.WithContract(Signed(With(RampCapacity, RampFee))), Today).Single() is var right ? (right.Right, right.Usable) : default);

    static IEnumerable<RecallRight> Of(Book book, LocalDate today) => RecallRight.Of(book, book.Fleet.Pools[Colossus], today);
}

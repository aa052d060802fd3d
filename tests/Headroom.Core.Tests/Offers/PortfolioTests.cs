using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Offers;

public sealed class PortfolioTests
{
    static readonly Instant Now = At(2026, 4, 20);

    static readonly Gen<(Book Book, ImmutableArray<Offer> Offers)> Choices =
        from own in Gen.Elements(0, 20_000, 60_000)
        from handover in Gen.Choose(0, 10)
        from hours in Gen.Choose(-8_000, 8_000).ArrayOf(336)
        from count in Gen.Choose(1, 6)
        from offers in (
            from start in Gen.Choose(0, 8)
            from months in Gen.Choose(1, 12)
            from gpus in Gen.Choose(1, 24)
            from worth in Gen.Choose(-5, 100)
            from notice in Gen.Elements(0, 30, 90)
            from grouped in Gen.Choose(0, 4)
            select (start, months, gpus: 10_000L * gpus, worth, notice, grouped)).ArrayOf(count)
        select (
            Ready.Told(Now, [new SetPolicy(Policy.Default with { HandoverDays = handover, Paths = 100 }),
                .. own == 0 ? Array.Empty<Command>() : [Using("grok", [.. hours.Select(hour => Math.Max(0, own + hour))])]]),
            offers.Select((each, i) => Offered($"k{i}", each.start, each.months, each.gpus, each.worth, each.notice) with { Group = each.grouped == 0 ? "same" : null })
            .ToImmutableArray());

    // Law: what is taken can be signed one after the other, whatever the order; nothing acceptable is worth more than the bound, and where the search ended nothing is worth more.
    [Fact]
    public void What_is_taken_can_be_signed_and_is_as_good_as_any_selection_that_can() =>
        Prop.ForAll(Choices.ToArbitrary(), choice =>
        {
            var (portfolio, refusal) = Portfolio.Of(choice.Book, choice.Offers, Now);
            return refusal is null && CanBeSigned(choice.Book, portfolio!.Taken) && CanBeSigned(choice.Book, [.. portfolio.Taken.Reverse()])
                && portfolio.IsProved && portfolio.Bound >= portfolio.Value && portfolio.Value == Best(choice.Book, choice.Offers);
        }).Check(Laws.Seeded);

    // Law: with hardly any steps the answer can still be signed and the bound still holds.
    [Fact]
    public void With_few_steps_what_is_taken_can_be_signed_and_the_bound_holds() =>
        Prop.ForAll(Choices.ToArbitrary(), Gen.Choose(0, 300).ToArbitrary(), (choice, steps) =>
        {
            var portfolio = Portfolio.Of(choice.Book, choice.Offers, Now, steps).Portfolio!;
            return CanBeSigned(choice.Book, portfolio.Taken) && portfolio.Bound >= Best(choice.Book, choice.Offers);
        }).Check(Laws.Seeded.WithMaxTest(40));

    // By hand: of 220,000 GPUs the big offer takes 200,000; the two small ones are worth more together and need 160,000.
    [Fact]
    public void Two_smaller_offers_go_before_a_big_one_and_the_reason_names_them()
    {
        var portfolio = Portfolio.Of(Ready, [Offered("big", 0, 12, 200_000, 100, 0), Offered("a", 0, 12, 80_000, 60, 0), Offered("b", 0, 12, 80_000, 60, 0)], Now).Portfolio!;

        Assert.Equal(["a", "b"], portfolio.Taken.Select(offer => offer.Id.ToString()));
        Assert.Equal((120m, 120m, true), (portfolio.Value, portfolio.Bound, portfolio.IsProved));
        var left = Assert.Single(portfolio.LeftOut);
        Assert.Equal((LeftOutWhy.DoesNotFit, RefusalCode.Oversold, Colossus.ToString(), "2026-05-01"),
            (left.Why, left.Refusal!.Code, left.Refusal.Numbers["pool"], left.Refusal.Numbers["from"]));
        Assert.Single(left.InTheWay);
        Assert.Equal(120, left.WouldNeed);
    }

    // By hand: one is refused whatever else is taken, one is worth nothing, one is the dearer of two for the same customer.
    [Fact]
    public void Each_reason_to_leave_an_offer_out_is_told_apart()
    {
        ImmutableArray<Offer> offers =
        [
            Offered("huge", 0, 12, 230_000, 900, 0), Offered("free", 0, 12, 8, 0, 0),
            Offered("long", 0, 12, 8, 50, 0) with { Group = "acme" }, Offered("short", 0, 6, 8, 40, 0) with { Group = "acme" },
        ];
        var portfolio = Portfolio.Of(Ready, offers, Now).Portfolio!;

        Assert.Equal(["long"], portfolio.Taken.Select(offer => offer.Id.ToString()));
        Assert.Equal([LeftOutWhy.RefusedAlone, LeftOutWhy.WorthNothing, LeftOutWhy.Alternative], portfolio.LeftOut.Select(left => left.Why));
        Assert.Equal(["long"], portfolio.LeftOut[2].InTheWay.Select(id => id.ToString()));
    }

    [Fact]
    public void Offers_in_two_currencies_of_a_signed_contract_or_of_the_past_are_refused()
    {
        var euro = Offered("a", 0, 12, 8, 1, 0) with { Terms = Offered("a", 0, 12, 8, 1, 0).Terms! with { Currency = Currency.Of("EUR")! } };

        Assert.Equal((RefusalCode.UnknownUnit, "offers[1].currency"),
            Portfolio.Of(Ready, [Offered("b", 0, 12, 8, 1, 0), euro], Now).Refusal is { } mixed ? (mixed.Code, mixed.Field) : default);
        Assert.Equal(RefusalCode.AlreadyExists, Portfolio.Of(SignedBook, [Offered(Id.ToString(), 0, 12, 8, 1, 0)], Now).Refusal!.Code);
        Assert.Equal(RefusalCode.OutOfRange, Portfolio.Of(Ready, [], Now).Refusal!.Code);
        Assert.Equal((RefusalCode.DatesUpsideDown, "offers[0].term.through"),
            Portfolio.Of(Ready, [Offered("b", 0, 12, 8, 1, 0)], At(2040, 1, 1)).Refusal is { } past ? (past.Code, past.Field) : default);
    }

    static Offer Offered(string id, int start, int months, long gpus, decimal worth, int notice)
    {
        var from = Start.PlusMonths(start);
        var terms = With([Reserving((from, gpus)) with { Whole = null }, Fee((from, 1m)),
            .. notice == 0 ? Array.Empty<Leg>() : [AtOnce with { NoticeFrom = from, Length = Days(notice) }]])
            with
        { Contract = Slug.Of(id), From = from, Through = from.PlusMonths(months).PlusDays(-1) };
        return new(terms.Contract, worth, null) { Terms = terms };
    }

    static bool CanBeSigned(Book book, ImmutableArray<Offer> offers)
    {
        foreach (var offer in offers)
        {
            if (new SignContract(offer.Terms!).Decide(book, Now) is not Accepted accepted) return false;
            book = book.Saying(Now, [.. accepted.Facts]);
        }
        return true;
    }

    /// <summary>What the best selection is worth that can be signed in every order: with one left to the end each of them must be accepted.</summary>
    static decimal Best(Book book, ImmutableArray<Offer> offers) => Enumerable.Range(0, 1 << offers.Length)
        .Select(set => offers.Where((_, i) => (set >> i & 1) == 1).ToImmutableArray())
        .Where(set => set.Count(offer => offer.Group is not null) <= 1 && set.All(last => CanBeSigned(book, [.. set.Remove(last), last])))
        .Max(set => set.Sum(offer => offer.Value));
}

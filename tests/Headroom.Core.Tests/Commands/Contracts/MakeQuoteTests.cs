using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class MakeQuoteTests
{
    static readonly Instant April = At(2026, 4, 1);
    static readonly LocalDate Expires = Day(2026, 4, 30);

    // Law: until it expires a held quote refuses exactly the sales that a contract of the same terms refuses, with the same words.
    [Fact]
    public void A_held_quote_and_a_contract_of_the_same_terms_refuse_the_same_sale() =>
        Prop.ForAll(Sales.ToArbitrary(), Sales.ToArbitrary(), (first, second) =>
        {
            if (new MakeQuote(first, Expires, Holds: true).Decide(Ready, April) is not Accepted) return Ready.Asked(April, new SignContract(first)).Contracts.Count == 0;
            var (held, sold) = (Ready.Told(April, new MakeQuote(first, Expires, Holds: true)), Ready.Told(April, new SignContract(first)));
            var next = new SignContract(second with { Contract = Slug.Of("next"), Buyer = Deal.Other });
            return (next.Decide(held, April) as Refused)?.Refusal.ToString() == (next.Decide(sold, April) as Refused)?.Refusal.ToString();
        }).Check(Laws.Seeded);

    // Law: from the instant at which it expires a held quote changes nothing, and one that holds nothing never did.
    [Fact]
    public void An_expired_quote_and_one_that_does_not_hold_change_no_sale() =>
        Prop.ForAll(Sales.ToArbitrary(), Sales.ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (first, second, holds) =>
        {
            if (new MakeQuote(first, Expires, holds).Decide(Ready, April) is not Accepted) return true;
            var quoted = Ready.Told(April, new MakeQuote(first, Expires, holds));
            var next = new SignContract(second with { Contract = Slug.Of("next") });
            var at = holds ? Chicago.StartOf(Expires.PlusDays(1)) : April;
            return (next.Decide(quoted, at) as Refused)?.Refusal.ToString() == (next.Decide(Ready, at) as Refused)?.Refusal.ToString();
        }).Check(Laws.Seeded);

    // By hand: the whole site is held through 30 April; a second sale is refused until the last instant of that day and not after it.
    [Fact]
    public void The_hold_ends_with_its_last_day()
    {
        var quoted = Ready.Told(April, new MakeQuote(Agreed, Expires, Holds: true));
        var next = new SignContract(Agreed with { Contract = Slug.Of("next"), Buyer = Deal.Other });
        var end = Chicago.StartOf(Day(2026, 5, 1));

        quoted.Refuses(end - Duration.Epsilon, next, RefusalCode.Oversold, "legs");
        Assert.IsType<Accepted>(next.Decide(quoted, end));
        Assert.IsType<Accepted>(new SignContract(Agreed).Decide(quoted, April));
    }

    [Fact]
    public void A_new_version_replaces_the_one_before_and_its_hold()
    {
        var book = Ready.Told(April, new MakeQuote(Agreed, Expires, Holds: true), new MakeQuote(Agreed with { NetDays = 10 }, Expires, Holds: false));

        var signed = book.Quotes[Id] with { IsSigned = true };
        Assert.Equal([(1, QuoteState.Replaced), (2, QuoteState.Signed)], signed.Versions.Select(version => (version.Number, signed.StateOf(version, April))));
        Assert.Equal([(1, QuoteState.Replaced), (2, QuoteState.Open)], book.Quotes[Id].Versions.Select(version => (version.Number, book.Quotes[Id].StateOf(version, April))));
        Assert.IsType<Accepted>(new SignContract(Agreed with { Contract = Slug.Of("next") }).Decide(book, April));
    }

    [Fact]
    public void A_hold_that_does_not_fit_is_refused_as_a_sale_is() =>
        SignedBook.Refuses(At(2026, 4, 21), new MakeQuote(Agreed with { Contract = Slug.Of("next") }, Expires, Holds: true), RefusalCode.Oversold, "legs");

    // By hand: of 220,000 half may be sold; a hold of all of it is beyond that until somebody approves it. The signature asks again, and what is held twice is refused even so.
    [Fact]
    public void A_hold_beyond_a_limit_needs_an_approval_and_so_does_its_signature()
    {
        var limited = Ready.Told(April, new SetPolicy(Policy.Default with { Limits = new SaleLimits { GreatestShare = 0.5m } }));
        var approval = new Approval(Slug.Of("board"), "strategic customer");
        var hold = new MakeQuote(Agreed, Expires, Holds: true) { Approved = approval };

        limited.Refuses(April, hold with { Approved = null }, RefusalCode.PolicyLimit, "legs");
        limited.Refuses(April, hold with { Holds = false }, RefusalCode.InvalidTerms, "approved");
        var held = limited.Told(April, hold);
        Assert.Equal(approval, held.Quotes[Id].Latest.Approved);
        held.Refuses(April, new SignContract(Agreed), RefusalCode.PolicyLimit, "legs");
        held.Refuses(April, hold with { Terms = Agreed with { Contract = Slug.Of("next") } }, RefusalCode.Oversold, "legs");
    }

    [Fact]
    public void Refusals()
    {
        Book.Empty.Refuses(April, new MakeQuote(Agreed, Expires, false), RefusalCode.NotFound, "book");
        SignedBook.Refuses(At(2026, 4, 21), new MakeQuote(Agreed, Expires, false), RefusalCode.AlreadyExists, "contract");
        Ready.Refuses(April, new MakeQuote(Agreed, Day(2026, 3, 31), false), RefusalCode.DatesUpsideDown, "expires");
        Ready.Refuses(April, new MakeQuote(Agreed, Day(2027, 4, 3), false), RefusalCode.OutOfRange, "expires");
        Ready.Refuses(April, new MakeQuote(Agreed with { Through = Day(2026, 4, 29), From = Day(2026, 3, 1), Legs = [] }, Expires, false), RefusalCode.DatesUpsideDown, "expires");
        Ready.Refuses(April, new MakeQuote(Agreed with { Seller = Deal.Other, Buyer = Us }, Expires, true), RefusalCode.InvalidTerms, "holds");
        Ready.Refuses(April, new MakeQuote(Agreed with { Through = Day(2026, 4, 1) }, Expires, false), RefusalCode.DatesUpsideDown, "term.through");
        var many = Enumerable.Range(0, Quote.MostVersions).Aggregate(Ready, (book, _) => book.Told(April, new MakeQuote(Agreed, Expires, false)));
        many.Refuses(April, new MakeQuote(Agreed, Expires, false), RefusalCode.OutOfRange, "contract");
    }

    /// <summary>Sales of a part of the site, or of all of it, by number or as a whole.</summary>
    static Gen<Terms> Sales =>
        from nodes in Gen.Choose(1, 27_500)
        from whole in Gen.Elements(true, false)
        from start in Gen.Choose(0, 300)
        from days in Gen.Choose(30, 600)
        select Sale(Start.PlusDays(start), days, new Gpus(nodes * 8L), whole);

    static Terms Sale(LocalDate first, int days, Gpus gpus, bool whole) =>
        With(new Reserve(Colossus, whole ? Whole : null, [new ReserveStep(first, gpus)]), Fee((first, 1_000m))) with { From = first, Through = first.PlusDays(days) };
}

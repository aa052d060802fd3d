using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class SignContractTests
{
    static readonly Instant Now = At(2026, 4, 20);

    [Fact]
    public void Each_reason_to_refuse_a_signature()
    {
        Refused(SignedBook, Agreed, RefusalCode.AlreadyExists, "contract");
        Refused(Ready, With(RampCapacity with { Pool = Slug.Of("nowhere") }), RefusalCode.NotFound, "legs[0].reserve");
        Refused(Ready, Agreed with { Seller = Deal.Other }, RefusalCode.InvalidTerms, "seller");
        Refused(Ready, Agreed with { Buyer = Us }, RefusalCode.InvalidTerms, "buyer");
        Refused(Ready, Agreed with { Through = Day(2026, 4, 1), Legs = [] }, RefusalCode.DatesUpsideDown, "term.through");
        Refused(Ready, With(RampFee, RampFee), RefusalCode.InvalidTerms, "legs[1]");
        Refused(SignedBook, Agreed with { Contract = Slug.Of("twice") }, RefusalCode.Oversold, "legs");
        Refused(Ready.Told(Now, Using("grok", 30_000)), Agreed, RefusalCode.OwnDemandCrowdedOut, "legs");
    }

    [Fact]
    public void The_deal_is_signed_under_the_id_that_its_terms_name()
    {
        Assert.Equal(Agreed, SignedBook.Contracts[Id].Terms);
        Assert.Null(SignedBook.Contracts[Id].Notice);
    }

    [Fact]
    public void What_we_buy_is_not_tested_since_it_adds_supply() =>
        Assert.IsType<Accepted>(new SignContract(Agreed with { Contract = Slug.Of("bought"), Seller = Deal.Other, Buyer = Us }).Decide(SignedBook, Now));

    static void Refused(Book book, Terms terms, RefusalCode code, string field) => book.Refuses(Now, new SignContract(terms), code, field);

    [Fact]
    public void A_signature_that_names_a_quote_accepts_that_version_or_says_that_it_departs()
    {
        var quoted = Ready.Told(At(2026, 4, 1), new MakeQuote(Agreed with { NetDays = 10 }, Day(2026, 4, 30), Holds: true), new MakeQuote(Agreed, Day(2026, 4, 10), Holds: true));
        var named = new SignContract(Agreed) { Quote = new QuoteNamed(2, Departs: false) };

        Assert.Equal(QuoteState.Signed, quoted.Told(At(2026, 4, 5), named).Quotes[Id].StateOf(quoted.Quotes[Id].Latest, At(2026, 4, 5)));
        quoted.Refuses(At(2026, 4, 5), named with { Quote = new QuoteNamed(1, false) }, RefusalCode.QuoteNotOpen, "quote");
        quoted.Refuses(At(2026, 4, 5), named with { Quote = new QuoteNamed(3, false) }, RefusalCode.NotFound, "quote");
        quoted.Refuses(At(2026, 4, 11), named, RefusalCode.QuoteNotOpen, "quote");
        Ready.Refuses(At(2026, 4, 5), named, RefusalCode.NotFound, "quote");
        var dearer = named with { Terms = Agreed with { NetDays = 60 } };
        quoted.Refuses(At(2026, 4, 5), dearer, RefusalCode.TermsDiffer, "net-days");
        Assert.IsType<Accepted>((dearer with { Quote = new QuoteNamed(2, Departs: true) }).Decide(quoted, At(2026, 4, 5)));
    }
}

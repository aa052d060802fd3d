using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using NodaTime;
using static Headroom.Core.Tests.Deal;
using static Headroom.Core.Tests.Views.Disclosure.Packs;

namespace Headroom.Core.Tests.Views.Disclosure;

public sealed class WordedTests
{
    // From the day on which the customer is ours, what it still pays is no revenue and no backlog.
    [Fact]
    public void A_customer_that_became_ours_is_eliminated()
    {
        var facts = Told((At(2026, 8, 14), new AcquireCustomer(new CustomerAcquired(Buyer, Day(2026, 8, 14), "8-K"))));
        var (june, december) = (Of(facts, June), Of(facts, December));

        Assert.Equal(45_000_000_000m, Amount(june, "value.headline"));
        Assert.Equal((0m, 36_250_000_000m), (Amount(december, "value.headline"), Amount(december, "internal.eliminated-stated")));
        // July and 13 of August's 31 days were earned from somebody else: 1,250 + 524.19 million of the quarter's 3,750.
        var september = Of(facts, Day(2026, 9, 30));
        Assert.Equal((1_774_193_548.39m, 1_975_806_451.61m), (Amount(september, "revenue.quarter.sold-capacity"), Amount(september, "internal.eliminated-revenue")));
    }

    [Fact]
    public void Judgements_say_until_when_a_contract_is_enforceable_and_how_progress_is_measured()
    {
        var said = Of(Told(), June).Sections.Single(section => section.Id == "judgements").Remarks;

        Assert.Equal(("anthropic-colossus.term", Day(2026, 10, 30)), (said[0].Name, said[0].Date));
        Assert.StartsWith("enforceable through 2026-10-30 of a stated term to 2029-05-31: either party may end", said[0].Says, StringComparison.Ordinal);
        Assert.StartsWith("fees of the ramp by capacity made available", said[1].Says, StringComparison.Ordinal);
        Assert.StartsWith("the whole of colossus-1 is reserved", said[2].Says, StringComparison.Ordinal);
    }

    [Fact]
    public void What_documents_told_of_terms_stands_in_the_order_of_their_dates_and_not_before_it_was_told()
    {
        static DiscloseTerms Tell(int month, string says) => new(new TermsDisclosed(Id, new Source(Day(2026, month, 3), "document", says)));
        var facts = Told((At(2026, 8, 20), Tell(8, "third")), (At(2026, 8, 21), Tell(6, "second")), (At(2026, 8, 22), Tell(5, "first")));

        Assert.Equal(["first", "second"], Of(facts, June).Sections.Single(section => section.Id == "terms").Remarks.Select(remark => remark.Says));
        Assert.Equal(3, Of(facts, Day(2026, 9, 30)).Sections.Single(section => section.Id == "terms").Remarks.Length);
    }

    [Fact]
    public void A_related_party_stands_with_its_revenue()
    {
        var pack = Of(Told((At(2026, 6, 5), new RelateParty(new PartyRelated(Buyer, Day(2026, 6, 5), "owns about 5 percent", "press")))), June);

        Assert.Equal(1_250_000_000m, Amount(pack, "related.quarter.anthropic"));
        Assert.Equal("owns about 5 percent", Assert.Single(pack.Sections.Single(section => section.Id == "related").Remarks).Says);
    }

    // Figures keep the party's id, by which they are asked for; a reader sees the name.
    [Fact]
    public void A_party_stands_with_its_name_where_it_has_one()
    {
        var facts = Told((At(2026, 6, 5), new NameParty(Buyer, new string('a', 64))),
            (At(2026, 6, 5), new RelateParty(new PartyRelated(Buyer, Day(2026, 6, 5), "owns about 5 percent", "press"))),
            (At(2026, 8, 14), new AcquireCustomer(new CustomerAcquired(Buyer, Day(2026, 8, 14), "8-K"))));
        var pack = Pack.Of(facts, June, null, Framework.UsGaap, party => party == Buyer ? "Anthropic PBC" : party.ToString()).Pack!;
        string Says(string section) => Assert.Single(pack.Sections.Single(each => each.Id == section).Remarks).Says;

        Assert.Equal(["revenue from Anthropic PBC", "share of Anthropic PBC"],
            pack.Figures.Where(figure => figure.Name.StartsWith("customers.quarter.anthropic.", StringComparison.Ordinal)).Select(figure => figure.Says));
        Assert.Equal("revenue from Anthropic PBC", pack.Figures.Single(figure => figure.Name == "related.quarter.anthropic").Says);
        Assert.Equal(("Anthropic PBC: owns about 5 percent", "Anthropic PBC: belongs to us from 2026-08-14"), (Says("related"), Says("subsequent")));
    }
}

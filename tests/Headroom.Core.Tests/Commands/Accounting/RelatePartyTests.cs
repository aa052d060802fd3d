using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class RelatePartyTests
{
    static RelateParty Related(Slug party) => new(new PartyRelated(party, Day(2026, 6, 5), "owns about 5 percent of us", "prospectus"));

    [Fact]
    public void Each_reason_to_refuse()
    {
        Core.Books.Book.Empty.Refuses(At(2026, 8, 20), Related(Other), RefusalCode.NotFound, "book");
        SignedBook.Refuses(At(2026, 6, 1), Related(Other), RefusalCode.InTheFuture, "from");
        SignedBook.Refuses(At(2026, 8, 20), Related(Us), RefusalCode.InvalidTerms, "party");
    }

    [Fact]
    public void A_related_party_is_kept_with_its_relation() =>
        Assert.Equal("owns about 5 percent of us", SignedBook.Told(At(2026, 8, 20), Related(Other)).Disclosures.Select(fact => ((PartyRelated)fact.Body).Relation).Single());
}

using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class DiscloseTermsTests
{
    static DiscloseTerms Told(string contract) => new(new TermsDisclosed(Slug.Of(contract), new Source(Day(2026, 6, 3), "S-1/A", "three months first")));

    [Fact]
    public void Each_reason_to_refuse()
    {
        Core.Books.Book.Empty.Refuses(At(2026, 8, 20), Told("anthropic-colossus"), RefusalCode.NotFound, "book");
        SignedBook.Refuses(At(2026, 8, 20), Told("none"), RefusalCode.NotFound, "contract");
        SignedBook.Refuses(At(2026, 6, 1), Told("anthropic-colossus"), RefusalCode.InTheFuture, "date");
    }

    [Fact]
    public void What_a_document_told_is_kept() =>
        Assert.Equal("three months first",
            SignedBook.Told(At(2026, 6, 3), Told("anthropic-colossus")).Disclosures.Select(fact => ((TermsDisclosed)fact.Body).Source.Says).Single());
}

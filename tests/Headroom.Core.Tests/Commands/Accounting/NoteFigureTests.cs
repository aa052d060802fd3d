using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class NoteFigureTests
{
    static readonly NoteFigure Note = new(new FigureNoted("value.headline", Day(2026, 6, 30), "as announced"));

    [Fact]
    public void Refused_where_there_is_no_book() => Core.Books.Book.Empty.Refuses(At(2026, 8, 20), Note, RefusalCode.NotFound, "book");

    [Fact]
    public void A_note_is_kept_with_who_wrote_it() =>
        Assert.Equal((Slug.Of("tester"), "as announced"), SignedBook.Told(At(2026, 8, 20), Note).Disclosures.Select(fact => (fact.Actor, ((FigureNoted)fact.Body).Note)).Single());
}

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
    public void Refused_with_the_nearest_names_where_the_pack_has_no_such_figure()
    {
        var refusal = SignedBook.Refusing(At(2026, 8, 20), Note with { Noted = Note.Noted with { Figure = "value.hedline" } });

        Assert.Equal((RefusalCode.NotFound, "figure"), (refusal.Code, refusal.Field));
        Assert.Contains(" are value.headline, ", refusal.Says, StringComparison.Ordinal);
    }

    // What a document publishes and the book cannot come to is noted too.
    [Fact]
    public void A_published_figure_that_the_pack_lacks_takes_a_note()
    {
        var filed = SignedBook.Told(At(2026, 8, 19), new FileFigures(new(Day(2026, 6, 30), "10-Q", Day(2026, 8, 14), [new("backlog.other", 1m, "USD")])));
        var note = Note with { Noted = Note.Noted with { Figure = "backlog.other" } };

        Assert.Equal("backlog.other", Assert.IsType<FigureNoted>(filed.Told(At(2026, 8, 20), note).Disclosures[^1].Body).Figure);
        SignedBook.Refuses(At(2026, 8, 20), note, RefusalCode.NotFound, "figure");
    }

    [Fact]
    public void A_note_is_kept_with_who_wrote_it() =>
        Assert.Equal((Slug.Of("tester"), "as announced"), SignedBook.Told(At(2026, 8, 20), Note).Disclosures.Select(fact => (fact.Actor, ((FigureNoted)fact.Body).Note)).Single());
}

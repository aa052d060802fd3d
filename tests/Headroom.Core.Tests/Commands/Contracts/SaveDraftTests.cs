using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class SaveDraftTests
{
    [Fact]
    public void A_draft_is_kept_and_holds_nothing()
    {
        var book = Ready.Told(At(2026, 4, 1), new SaveDraft(Agreed), new SaveDraft(Agreed with { NetDays = 10 }));

        Assert.Equal(10, book.Drafts[Id].NetDays);
        Assert.Equal(Stage.Draft, Lifecycle.Of(book, Id, Day(2026, 4, 1))!.Stage);
        Assert.IsType<Accepted>(new SignContract(Agreed with { Contract = Slug.Of("next") }).Decide(book, At(2026, 4, 1)));
    }

    [Fact]
    public void Refusals()
    {
        Book.Empty.Refuses(At(2026, 4, 1), new SaveDraft(Agreed), RefusalCode.NotFound, "book");
        SignedBook.Refuses(At(2026, 4, 21), new SaveDraft(Agreed), RefusalCode.AlreadyExists, "contract");
        Ready.Refuses(At(2026, 4, 1), new SaveDraft(Agreed with { Through = Start.PlusDays(-1) }), RefusalCode.DatesUpsideDown, "term.through");
    }
}

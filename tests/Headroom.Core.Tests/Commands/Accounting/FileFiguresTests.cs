using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class FileFiguresTests
{
    static FileFigures Filing(params FiledFigure[] figures) => new(new FiguresFiled(Day(2026, 6, 30), "10-Q", Day(2026, 8, 14), [.. figures]));

    static readonly FiledFigure Headline = new("value.headline", 45_000_000_000m, "USD");

    [Fact]
    public void Each_reason_to_refuse()
    {
        var now = At(2026, 8, 20);
        Core.Books.Book.Empty.Refuses(now, Filing(Headline), RefusalCode.NotFound, "book");
        SignedBook.Refuses(now, Filing(), RefusalCode.OutOfRange, "figures");
        SignedBook.Refuses(now, Filing(Headline, Headline), RefusalCode.AlreadyExists, "figures");
        SignedBook.Refuses(now, Filing(Headline with { To = 0 }), RefusalCode.OutOfRange, "figures[0].to");
        SignedBook.Refuses(At(2026, 8, 1), Filing(Headline), RefusalCode.InTheFuture, "on");
        SignedBook.Refuses(now, new FileFigures(Filing(Headline).Filed with { On = Day(2026, 6, 1) }), RefusalCode.DatesUpsideDown, "on");
    }

    [Fact]
    public void What_was_published_stays_beside_what_is_published_later()
    {
        var book = SignedBook.Told(At(2026, 8, 20), Filing(Headline), Filing(Headline with { Amount = 1m }));

        Assert.Equal([45_000_000_000m, 1m], book.Disclosures.Select(fact => ((FiguresFiled)fact.Body).Figures[0].Amount));
        Assert.Equal(At(2026, 8, 14), Filing(Headline).NotBefore(book));
    }
}

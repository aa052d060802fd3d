using System.Globalization;
using System.Net;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using Headroom.Documents.Paper;

namespace Headroom.Documents.Tests.Paper;

public sealed class DisclosurePaperTests(LivedBook lived) : IClassFixture<LivedBook>
{
    // Law: whatever the pack says stands on the paper: every figure, remark and reason.
    [Fact]
    public void It_shows_every_figure_and_every_remark_of_the_pack()
    {
        var at = lived.Book.Calendar.DateOf(lived.Book.RecordedAt);
        var pack = Pack.Of([.. lived.Keeper.Facts(0, lived.Book.Position)], at, null, Framework.UsGaap).Pack!;
        var paper = lived.Papers.Disclosure(lived.Book, pack, lived.Keeper.Journal.Head());
        var html = WebUtility.HtmlDecode(paper.Sheet.Html(PaperSize.A4));

        Assert.All(pack.Figures.Where(figure => figure.Amount is not null && Currency.Of(figure.Unit) is not null),
            figure => Assert.Contains($">{figure.Unit} {figure.Amount!.Value.ToString("N2", CultureInfo.InvariantCulture)}<", html, StringComparison.Ordinal));
        Assert.All(pack.Sections.SelectMany(section => section.Remarks), remark => Assert.Contains(remark.Says[1..], html, StringComparison.Ordinal));
        Assert.All(pack.Sections, section => Assert.Contains(section.Title, html, StringComparison.Ordinal));
        Assert.Contains(lived.Keeper.Journal.Head().Root.ToString(), html, StringComparison.Ordinal);
        Assert.Equal(FormattableString.Invariant($"DISCLOSURE-{at:uuuu-MM-dd}"), paper.FileName);
    }
}

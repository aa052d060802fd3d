using System.Text;
using Headroom.Documents.Paper;
using Headroom.Journal;

namespace Headroom.Server.Http;

/// <summary>A document that people take away, under the name of its file without an ending.</summary>
sealed record Paper(string Name, Sheet Sheet)
{
    public const string Html = "text/html", Pdf = "application/pdf";

    public static readonly Parameter Size = new("paper", "string", "A4 or Letter. Default: A4.");

    /// <summary>The document that a view makes, in the form asked for; as PDF it is printed only once everything asked is in order.</summary>
    public static Answer Of(Asked asked, Func<Asked, Paper?> view, bool isPdf)
    {
        var size = asked.Input.WordOr("paper", PaperSize.A4, ("A4", PaperSize.A4), ("Letter", PaperSize.Letter));
        // Whoever made no document noted why.
        if (view(asked) is not { } paper) return Answer.Json(_ => { });
        var html = Encoding.UTF8.GetBytes(paper.Sheet.Html(size));
        // What is printed follows from the page alone, so nothing has to be printed to know that it is the same.
        var tag = Digest.Of(html).ToString();
        return isPdf
            ? Answer.Paper(Pdf, $"{paper.Name}.pdf", "default-src 'none'; object-src 'self'", $"{tag}-pdf", () => asked.Desk.Press.Print(paper.Sheet, size))
            : Answer.Paper($"{Html}; charset=utf-8", $"{paper.Name}.html", paper.Sheet.Policy(size), tag, () => Task.FromResult(html));
    }
}

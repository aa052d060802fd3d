using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using Headroom.Documents;
using Headroom.Formats.Reports;
using Headroom.Formats.Terms;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>disclose</c>: all that a report about a date discloses of the book.</summary>
static class DiscloseCommand
{
    public static Command Build(IClock clock) => Common.Of("disclose", "The disclosure pack of a date: headline, enforceable value, remaining obligations under each election, balances, revenue, customers, obligations.", clock, Run,
        Common.At(), Common.Text("--known", "The date through which what was recorded counts, for a book that was filled in later. Default: the date of the pack."),
        Common.Text("--framework", "us-gaap or ifrs. Default: us-gaap"), Common.Text("--variant", "Under this variant of what contracts assume; what was billed stays billed."), Common.Text("--figure", "Only this figure, opened to its parts and the facts under them, such as value.headline."), Filing.Pdf, Filing.Html, Filing.To, Filing.Paper, Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var (at, known) = (session.At(keeper, book), session.Input.DateOrNone("known"));
        var framework = session.Input.WordOr("framework", Framework.UsGaap, Words.Frameworks);
        if (session.Faults.Count > 0) return Output.Refused;
        var facts = Facts(session, keeper, book);
        if (session.Faults.Count > 0) return Output.Refused;
        var (pack, refusal) = Pack.Of(facts, at, known, framework);
        if (pack is null) return session.Output.Refuse([refusal!]);
        if (session.Input.Has("figure")) pack = Only(session, pack, session.Input.Text("figure", 200));
        if (session.Flag("pdf") || session.Flag("html"))
        {
            var paper = new Papers(keeper).Disclosure(book, pack, Session.HeadAt(keeper, book.Position));
            return Filing.Write(session, [(paper.FileName, paper.Sheet)], 1, session.Flag("pdf"));
        }
        return session.Output.Print(json => DisclosureJson.Write(json, pack), console => DiscloseText.Write(console, pack, opened: session.Input.Has("figure")));
    });

    static IReadOnlyList<Fact> Facts(Session session, Bookkeeper keeper, Book book)
    {
        IReadOnlyList<Fact> facts = [.. keeper.Facts(0, book.Position)];
        if (!session.Input.Has("variant")) return facts;
        var under = Variants.Of(facts, session.Input.Text("variant", 60));
        session.Faults.AddRange(under.Faults);
        return under.Value ?? facts;
    }

    static Pack Only(Session session, Pack pack, string name)
    {
        if (!pack.Figures.Any(figure => figure.Name == name))
            session.Input.Fault("figure", RefusalCode.NotFound, $"The pack has no figure '{name}'; there are {string.Join(", ", pack.Figures.Select(figure => figure.Name).Distinct().OrderBy(each => Distance(each, name)).Take(5))}.");
        return pack with
        {
            Compared = [.. pack.Compared.Where(compared => compared.Published.Name == name)],
            Notes = [.. pack.Notes.Where(note => note.Figure == name)],
            Sections = [.. pack.Sections.Select(section => section with { Figures = [.. section.Figures.Where(figure => figure.Name == name)], Remarks = [] })
                .Where(section => section.Figures.Length > 0)],
        };
    }

    // Names that share more of their beginning are nearer to what was meant.
    static int Distance(string name, string asked) => -name.Zip(asked).TakeWhile(pair => pair.First == pair.Second).Count();
}

using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using Headroom.Documents;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Formats.Terms;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>disclose</c>: all that a report about a date discloses of the book.</summary>
static class DiscloseCommand
{
    public static Command Build(IClock clock)
    {
        var pack = Whole(clock);
        pack.Subcommands.Add(FilingFigures(clock));
        pack.Subcommands.Add(Note(clock));
        return pack;
    }

    static Command FilingFigures(IClock clock) => Common.Of("file", "Record the figures of the pack as a document publishes them; later packs of the date show the difference.",
        clock, session => session.Say((keeper, book) =>
    {
        var (at, document, on) = (session.Input.Date("at"), session.Input.Text("document", 200), session.Input.DateOrNone("on") ?? book.Calendar.DateOf(keeper.Now(book)));
        var sections = session.Input.Has("sections") ? session.Input.Words("sections", 20) : Published;
        if (session.Faults.Count > 0) return null;
        var (pack, refusal) = Pack.Of([.. keeper.Facts(0, book.Position)], at, null, Framework.UsGaap);
        if (refusal is not null) session.Faults.Add(refusal);
        return pack is null ? null : new FileFigures(new(at, document, on, [.. pack.Sections.Where(section => sections.Contains(section.Id)).SelectMany(section => section.Figures)
            .Where(figure => figure.Amount is not null).Select(figure => new FiledFigure(figure.Name, figure.Amount!.Value, figure.Unit))]));
    }, done => LoadCommands.Done(session, done.Book.Position, $"The figures are recorded as published at position {done.Last}.")),
        Common.Text("--document", "The document, such as '10-Q for 30 June 2026'."), Common.Text("--at", "The date that the figures are about."),
        Common.Text("--on", "When it was published. Default: the book's today."),
        Common.Text("--sections", $"The sections whose figures it holds, with commas between. Default: {string.Join(',', Published)}"), Common.Key());

    static readonly string[] Published = ["value", "bridge", "rpo", "balances", "revenue", "customers", "obligations"];

    static Command Note(IClock clock) => Common.Of("note", "Write a preparer's note to a figure of the pack of a date.", clock,
        session => session.Say(_ => new NoteFigure(DisclosureFacts.Noted(session.Input)),
            done => LoadCommands.Done(session, done.Book.Position, $"The note is recorded at position {done.Last}.")),
        Common.Argument("figure", "The figure, such as value.headline."), Common.Text("--at", "The date of the pack."), Common.Text("--note", "At most 1,000 characters."),
        Common.Key());

    static Command Whole(IClock clock) =>
        Common.Of("disclose", "The disclosure pack of a date: headline, enforceable value, remaining obligations under each election, balances, revenue, customers, obligations.",
            clock, Run,
        Common.At(), Common.Text("--known", "The date through which what was recorded counts, for a book that was filled in later. Default: the date of the pack."),
        Common.Text("--framework", "us-gaap or ifrs. Default: us-gaap"), Common.Text("--variant", "Under this variant of what contracts assume; what was billed stays billed."),
            Common.Text("--figure", "Only this figure, opened to its parts and the facts under them, such as value.headline."), Filing.Pdf, Filing.Html, Filing.To, Filing.Paper,
            Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var (at, known) = (session.At(keeper, book), session.Input.DateOrNone("known"));
        var framework = session.Input.WordOr("framework", Framework.UsGaap, Words.Frameworks);
        if (session.Faults.Count > 0) return Output.Refused;
        var facts = Facts(session, keeper, book);
        if (session.Faults.Count > 0) return Output.Refused;
        var (pack, refusal) = Pack.Of(facts, at, known, framework, party => keeper.NameOf(book, party));
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
            session.Input.Fault("figure", RefusalCode.NotFound,
                $"The pack has no figure '{name}'; there are {string.Join(", ", Core.Views.Figures.Nearest(pack.Figures.Select(figure => figure.Name), name))}.");
        return pack with
        {
            Compared = [.. pack.Compared.Where(compared => compared.Published.Name == name)],
            Notes = [.. pack.Notes.Where(note => note.Figure == name)],
            Sections = [.. pack.Sections.Select(section => section with { Figures = [.. section.Figures.Where(figure => figure.Name == name)], Remarks = [] })
                .Where(section => section.Figures.Length > 0)],
        };
    }
}

using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Parties;
using Headroom.Formats.Reports;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>party describe|show</c>: what stands on paper about a party, and what is kept of it.</summary>
static class PartyCommands
{
    public static Command Build(IClock clock) =>
        Common.Group("party", "What stands on invoices about a party: legal name, address, tax number, where it is sent invoices and where it is paid.",
        // No key: a digest of the file would be kept for ever, and with it a way to find erased details again.
        Common.Of("describe", "Say the details of a party from a file; they replace earlier ones whole. They are kept apart from the journal and can be erased.", clock, Describe,
            Id(), Common.Text("--file", $"Details in YAML or JSON: {string.Join(", ", PartyDetails.Fields)}.")),
        Common.Of("show", "Show a party's name and details, and the digests under which they can be erased.", clock, ShowOne, Id(), Common.Position()));

    static Argument<string?> Id() => Common.Argument("party", "The party's id.");

    static int Describe(Session session) => session.Say((keeper, book) =>
    {
        var (party, file) = (session.Input.Id("party"), session.Input.Text("file", 1000));
        if (session.Faults.Count > 0) return null;
        if (!TextFile.Read(file, PartyDetails.Read).TryGet(out var details, out _))
        {
            session.Faults.AddRange(TextFile.Read(file, PartyDetails.Read).Faults);
            return null;
        }
        var exhibit = DetailsExhibit.Of(details);
        // Details that no fact names could never be found and erased.
        if (book.Opened is not null) keeper.Journal.PutExhibit(exhibit);
        return new DescribeParty(party, exhibit.Digest.ToString());
    }, done => LoadCommands.Done(session, done.Book.Position, $"{session.Input.Id("party")} is described; documents printed from now on show it."));

    static int ShowOne(Session session) => session.View((keeper, book) =>
    {
        var party = session.Input.Id("party");
        if (session.Faults.Count > 0) return Output.Refused;
        if (PartyReport.Of(keeper, book, party) is not { } known)
            return session.Output.Refuse([new Refusal(RefusalCode.NotFound, "party", $"Nothing was said of a party '{party}'.")]);
        return session.Output.Print(json => known.Write(json), console =>
        {
            var table = Show.Table(console, $"Party {party}", "what", "says");
            foreach (var (what, says) in known.Rows()) table.Row(what, Show.Plain(says));
            console.Write(table);
        });
    });
}

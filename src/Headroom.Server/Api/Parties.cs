using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Parties;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Display names of parties and what stands on paper about them. Both are exhibits that can be erased; facts and contracts know ids alone.</summary>
static class Parties
{
    /// <summary>The longest name, in characters.</summary>
    internal const int MostCharacters = 200;

    public static void Map(Routes routes)
    {
        routes.Get("/v1/parties", "Parties of the book: its owner, those of contracts, and whoever was named or described; with their names unless erased", List, Parameter.Limit,
            Parameter.After);
        routes.Post("/v1/parties", new Operation("Gives a party a display name", [], Operation.Documents,
            [new("party", "string", "The party's opaque id.", Required: true), new("name", "string", "Its name, at most 200 characters.", Required: true)])
        { Writes = true, KeyedBy = ["party"] }, Name);
        routes.Get("/v1/parties/{party}", "One party: its name and details unless erased, and the digests under which they can be", One, Party);
        routes.Post("/v1/parties/{party}/details", new Operation("Says what stands on paper about a party; it replaces what was said before", [Party], Operation.Documents,
        [
            new("legal-name", "string", "At most 200 characters."), new("address", "array", "Postal lines, at most 6 of at most 100 characters."),
            new("tax-number", "string", "At most 40 characters."), new("invoices-to", "string", "The e-mail address that invoices are sent to."),
            new("pay-to", "object", "Where it is paid: bank, iban or account, and routing, bic and reference where there are any."),
        ])
        { Writes = true, KeyedBy = [] }, Describe);
    }

    static readonly Parameter Party = new("party", "string", "The party's id.", Required: true);

    static Answer One(Asked asked)
    {
        var party = asked.Input.Id("party");
        return PartyReport.Of(asked.Desk.Keeper, asked.Book, party) is { } known ? Answer.Json(known.Write)
            : new Refusal(RefusalCode.NotFound, "party", $"Nothing was said of a party '{party}'.");
    }

    static IReadOnlyList<Command> Describe(Asked asked, Body body)
    {
        var party = asked.Input.Id("party");
        var read = Bodies.Document(body.Bytes, body.MediaType).Then(PartyDetails.Read);
        asked.Input.Faults.AddRange(read.Faults);
        if (asked.Input.Faults.Count > 0) return [];
        return [Described(asked.Desk.Keeper, party, read.Value!, asked.IsRepeated)];
    }

    static Answer List(Asked asked)
    {
        var page = asked.Page(PartyReport.All(asked.Book), party => party.ToString());
        return Answer.Map(json =>
        {
            json.List("parties", page.Items, party => json.Map(() =>
            {
                var known = PartyReport.Of(asked.Desk.Keeper, asked.Book, party);
                json.WriteString("party", party.ToString());
                json.WriteString("name", known?.Name);
                json.WriteString("legal-name", known?.Details?.LegalName);
                json.WriteString("invoices-to", known?.Details?.InvoicesTo);
            }));
            json.WriteString("next", page.Next);
        });
    }

    static IReadOnlyList<Command> Name(Asked asked, Body body)
    {
        var read = Bodies.Document(body.Bytes, body.MediaType);
        asked.Input.Faults.AddRange(read.Faults);
        if (read.Value is not { } node) return [];
        var fields = Fields.Of(node, asked.Input.Faults);
        var (party, name) = (fields.Id("party"), fields.Text("name", MostCharacters));
        fields.Done();
        if (asked.Input.Faults.Count > 0) return [];
        return [Named(asked.Desk.Keeper, party, name, asked.IsRepeated)];
    }

    /// <summary>What names a party, with its exhibit kept.</summary>
    /// <param name="isRepeated">Whether it was said before under the same key; then nothing is kept anew.</param>
    internal static NameParty Named(Bookkeeper keeper, Slug party, string name, bool isRepeated = false) => new(party, Put(keeper, NameExhibit.Of(name), isRepeated));

    /// <summary>What says a party's details, likewise.</summary>
    internal static DescribeParty Described(Bookkeeper keeper, Slug party, PartyDetails details, bool isRepeated = false) =>
        new(party, Put(keeper, DetailsExhibit.Of(details), isRepeated));

    // What no fact names could never be found and erased.
    static string Put(Bookkeeper keeper, Exhibit exhibit, bool isRepeated)
    {
        if (!isRepeated && keeper.CatchUp().Opened is not null) keeper.Journal.PutExhibit(exhibit);
        return exhibit.Digest.ToString();
    }
}

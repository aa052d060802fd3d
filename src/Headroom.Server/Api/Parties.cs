using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Display names of parties. They are exhibits that can be erased; facts and contracts know ids alone.</summary>
static class Parties
{
    /// <summary>The longest name, in characters.</summary>
    const int MostCharacters = 200;

    public static void Map(Routes routes)
    {
        routes.Get("/v1/parties", "Parties that have been named, with their names unless erased", List, Parameter.Limit, Parameter.After);
        routes.Post("/v1/parties", "Gives a party a display name", Name,
            [new("party", "string", "The party's opaque id.", Required: true), new("name", "string", "Its name, at most 200 characters.", Required: true)]);
    }

    static Answer List(Asked asked)
    {
        var page = asked.Page(asked.Book.PartyNames, party => party.Key.ToString());
        return Answer.Map(json =>
        {
            json.List("parties", page.Items, party => json.Map(() =>
            {
                json.WriteString("party", party.Key.ToString());
                json.WriteString("name", Kept(asked.Desk.Keeper, party.Value));
            }));
            json.WriteString("next", page.Next);
        });
    }

    static string? Kept(Bookkeeper keeper, string exhibit) =>
        Digest.TryParse(exhibit, out var digest) ? NameExhibit.Read(keeper.Journal.GetExhibit(digest)) : null;

    static NameParty? Name(Asked asked, Fields body)
    {
        var (party, name) = (body.Id("party"), body.Text("name", MostCharacters));
        if (asked.Input.Faults.Count > 0) return null;
        var exhibit = NameExhibit.Of(name);
        // A name that no fact names could never be found and erased.
        if (!asked.IsRepeated && asked.Book.Opened is not null) asked.Desk.Keeper.Journal.PutExhibit(exhibit);
        return new NameParty(party, exhibit.Digest.ToString());
    }
}

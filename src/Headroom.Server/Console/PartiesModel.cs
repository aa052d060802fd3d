using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Parties;
using Headroom.Journal.Keeping;
using Headroom.Server.Api;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>What the page of parties shows: every party of the book, and which of those that bill say no account to pay to.</summary>
public sealed record PartiesModel(Surroundings Around, ImmutableArray<PartyRow> Rows, string? Next)
{
    internal static PartiesModel? Of(Asked asked)
    {
        var page = asked.Page(PartyReport.All(asked.Book), party => party.ToString());
        return asked.Input.Faults.Count > 0 ? null : new(Surroundings.Of(asked), [.. page.Items.Select(party => PartyRow.Of(asked, party))], page.Next);
    }

    internal static void MapForms(IEndpointRouteBuilder site, Desk desk)
    {
        site.MapPost("/parties", (Delegate)((HttpContext http) => PostedForm.Read(http, fields => Name(fields, desk)))).ExcludeFromDescription();
        site.MapPost("/parties/{party}", (Delegate)((HttpContext http) => PostedForm.Read(http, fields => Describe(Party(http), fields, desk), PartyForm.MostBytes)))
            .ExcludeFromDescription();
        site.MapPost("/parties/{party}/erasure", (Delegate)((HttpContext http) => PostedForm.Read(http, fields => Erase(Party(http), fields, desk)))).ExcludeFromDescription();
    }

    static string Party(HttpContext http) => http.Request.RouteValues["party"]?.ToString() ?? "";

    static IResult Name(Fields fields, Desk desk)
    {
        var (party, name) = (fields.Id("party"), fields.Text("name", Parties.MostCharacters));
        fields.Done();
        return fields.Faults.Count > 0 ? Results.Empty : RecordedFacts.Say(desk, Parties.Named(desk.Keeper, party, name), $"/parties/{party}");
    }

    static IResult Describe(string id, Fields fields, Desk desk)
    {
        var details = PartyForm.Read(fields);
        if (fields.Faults.Count > 0) return Results.Empty;
        return Slug.TryParse(id) is { } party ? RecordedFacts.Say(desk, Parties.Described(desk.Keeper, party, details!), $"/parties/{party}")
            : TroublePage.Of(Problem.Of(NoParty(id)));
    }

    static IResult Erase(string id, Fields fields, Desk desk)
    {
        fields.Word("sure", ("yes", true));
        fields.Done();
        if (fields.Faults.Count > 0) return Results.Empty;
        return Slug.TryParse(id) is { } party && PartyReport.Erase(desk.Keeper, party) > 0 ? Results.LocalRedirect($"/parties/{party}") : TroublePage.Of(Problem.Of(NoParty(id)));
    }

    static Refusal NoParty(string id) => new(RefusalCode.NotFound, "party", $"Nothing is kept of a party '{Fields.Short(id)}'.");
}

/// <summary>A party in the list.</summary>
/// <param name="Known">What is kept of it; null when nothing was said.</param>
/// <param name="Buys">Under how many contracts it buys from us.</param>
/// <param name="Supplies">Under how many it sells to us.</param>
/// <param name="Bills">Whether invoices of the book are its own: it sells under a contract of ours.</param>
public sealed record PartyRow(Slug Party, PartyReport? Known, int Buys, int Supplies, bool Bills)
{
    /// <summary>Whether documents ask for money and say no account to pay it to.</summary>
    public bool LacksAccount => Bills && Known?.Details?.PayTo is null;

    internal static PartyRow Of(Asked asked, Slug party) =>
        new(party, PartyReport.Of(asked.Desk.Keeper, asked.Book, party), asked.Book.Sold.Count(contract => contract.Terms.Buyer == party),
        asked.Book.Bought.Count(contract => contract.Terms.Seller == party), asked.Book.Sold.Any(contract => contract.Terms.Seller == party));
}

/// <summary>What the page of one party shows.</summary>
public sealed record PartyModel(Surroundings Around, PartyRow Row, ImmutableArray<(string Contract, string Role)> Contracts, RecordedFacts Recorded)
{
    internal static PartyModel? Of(Asked asked)
    {
        var (party, recorded) = (asked.Input.Id("party"), RecordedFacts.Of(asked));
        if (asked.Input.Faults.Count == 0 && !PartyReport.All(asked.Book).Contains(party))
            asked.Input.Fault("party", RefusalCode.NotFound, $"There is no party '{party}' in this book.");
        if (asked.Input.Faults.Count > 0) return null;
        var contracts = asked.Book.Contracts.Values.Where(contract => contract.Terms.Buyer == party || contract.Terms.Seller == party);
        return new(Surroundings.Of(asked), PartyRow.Of(asked, party),
            [.. contracts.Select(contract => (contract.Id.ToString(), contract.Terms.Buyer == party ? "buys" : "sells"))], recorded);
    }
}

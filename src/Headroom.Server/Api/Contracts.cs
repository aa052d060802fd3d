using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Events;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Formats.Scenarios;
using Headroom.Formats.Terms;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Contracts: signed, amended, ended by notice, delivered.</summary>
static class Contracts
{
    /// <summary>The fields of terms; docs/formats/terms.md and its schema say all of them.</summary>
    public static readonly ImmutableArray<Parameter> TermsFields =
    [
        new("contract", "string", "Id, chosen here and never reused.", Required: true), new("seller", "string", "The seller's party id.", Required: true),
        new("buyer", "string", "The buyer's party id.", Required: true), new("zone", "string", "The contract's time zone.", Required: true),
        new("currency", "string", "ISO 4217 code.", Required: true), new("term", "object", "from and through (the last day served).", Required: true),
        new("legs", "array", "reserve, monthly, pro-rata, exit.", Required: true), new("net-days", "integer", "Days from an invoice to its due date. Default 30."),
        new("policy", "object", "revenue: the recognition policy."), new("assumptions", "array", "Figures that are assumed."), new("sources", "array", "Dated documents."),
    ];

    public static readonly Parameter ApprovedBy =
        new("approved-by", "string", "Who takes it upon them to sell beyond a limit of the policy or the risk to own products; the reason stands in approved-because.");

    public static readonly Parameter ApprovedBecause = new("approved-because", "string", "Why; needed with approved-by.");

    public static void Map(Routes routes)
    {
        routes.Get("/v1/contracts", "All contracts, with who can rely on what until when", List, Parameter.At, Parameter.Limit, Parameter.After);
        routes.PostNode("/v1/contracts", "Signs terms; refused when capacity would be sold twice or own products crowded out", Sign, TermsFields, Parameter.Variant,
            new Parameter("quote-version", "integer", "The version of its quote that this accepts; refused when that is not open or says other terms."),
            new Parameter("departs", "boolean", "The terms depart from the quoted ones, knowingly. Default: false."),
            ApprovedBy, ApprovedBecause);
        routes.Get("/v1/contracts/{contract}", "A contract: terms, schedule, exits, exposure and backlog at a date", One, Parameter.Contract, Parameter.At);
        routes.Post("/v1/contracts/{contract}/amendments", "Puts full new terms in force from a date on, also a past one", Amend,
        [
            new("terms", "object", "The full new terms.", Required: true), new("from", "string", "The effective date.", Required: true),
            new("treatment", "string", "How revenue follows: correction, prospective, catch-up or separate.", Required: true),
            new("supersedes", "string", "The effective date of a later amendment that this one replaces."),
        ], Parameter.Contract, Parameter.Variant);
        routes.Post("/v1/contracts/{contract}/blend", "Changes the monthly fee of the rest of the term and adds months, as a prospective amendment",
            (asked, body) => Scenario.Blend(body, asked.Input.Id("contract")),
        [
            new("from", "string", "The first day of a month of the term.", Required: true), new("months", "integer", "How many months are added, 1 to 240.", Required: true),
            new("remaining", "number", "The fee for each month that is left of the term.", Required: true), new("added", "number", "The fee for each month added.", Required: true),
            new("billed", "string", "stepped or blended. Default: stepped."),
        ], Parameter.Contract);
        Parts(routes);
        routes.Post("/v1/contracts/{contract}/notice", "Records notice served by one side",
            (asked, body) => new GiveNotice(asked.Input.Id("contract"), body.Word("by", Words.Sides), body.Date("served"))
            {
                Form = body.Has("form") ? body.Text("form", 60) : null
            },
            [new("by", "string", "seller or buyer.", Required: true), new("served", "string", "The date of service; it does not count as a day of notice.", Required: true),
                new("form", "string", "How it was sent, where the terms ask for a form.")], Parameter.Contract);
        routes.Post("/v1/contracts/{contract}/events", "Records what happened under a contract, by a right that a clause gives", Happened,
        [
            new("event", "string", $"One of {string.Join("; ", ContractEvents.Words.Select(known => $"{known.Word} ({known.Fields})"))}.", Required: true),
            new("on", "string", "The date on which it happened.", Required: true),
        ], Parameter.Contract);
        routes.PostEmpty("/v1/contracts/{contract}/close", "Closes a contract for good; refused while anything of it is served, unbilled, unpaid or not handed back",
            asked => new CloseContract(asked.Input.Id("contract")), Parameter.Contract);
        routes.Post("/v1/contracts/{contract}/deliveries", "Records that so many GPUs are in service from a date on",
            (asked, body) => new DeliverCapacity(asked.Input.Id("contract"), body.Id("pool"), body.Date("on"), body.Gpus("gpus")),
        [
            new("pool", "string", "The pool.", Required: true), new("on", "string", "The date.", Required: true),
            new("gpus", "integer", "GPUs in service from then on.", Required: true),
        ], Parameter.Contract);
    }

    static void Parts(Routes routes)
    {
        routes.Post("/v1/contracts/{contract}/parts", "Assigns a part of a contract to another party from a month on, as a contract of its own",
            (asked, body) => Scenario.Part(body, asked.Input.Id("contract")),
        [
            new("as", "string", "The id of the part's contract.", Required: true), new("to", "string", "The party that takes it.", Required: true),
            new("from", "string", "The first day of the part.", Required: true),
            new("share", "number", "The part, more than 0 and less than 1; or name GPUs."), new("gpus", "integer", "The part as GPUs of those reserved on that day."),
            new("on", "string", "The date on which it was agreed.", Required: true), new("consent", "string", "Who consented and where it is written.", Required: true),
        ], Parameter.Contract);
    }

    static Answer List(Asked asked)
    {
        var at = asked.At;
        var page = asked.Page(asked.Book.Contracts.Values, contract => contract.Id.ToString());
        return Answer.Map(json =>
        {
            ContractJson.List(json, asked.Book, page.Items, at);
            json.WriteString("next", page.Next);
        });
    }

    static Answer One(Asked asked)
    {
        var (contract, at) = (asked.Contract, asked.At);
        return Answer.Json(json => ContractJson.Write(json, asked.Book, contract!, at));
    }

    static RecordEvent? Happened(Asked asked, Fields body)
    {
        var contract = asked.Input.Id("contract");
        return ContractEvents.Read(body) is { } happened ? new RecordEvent(contract, happened) : null;
    }

    static SignContract? Sign(Asked asked, Node node)
    {
        var departs = asked.Input.Bool("departs", false);
        var quote = asked.Input.Has("quote-version") ? new QuoteNamed(DealFormat.Version(asked.Input, "quote-version"), departs) : (QuoteNamed?)null;
        var approved = DealFormat.ApprovalOrNone(asked.Input);
        return Terms(asked, node) is { } terms ? new SignContract(terms) { Quote = quote, Approved = approved } : null;
    }

    static AmendContract? Amend(Asked asked, Fields body)
    {
        var (from, treatment, supersedes) = (body.Date("from"), body.Word("treatment", Words.Treatments), body.DateOrNone("supersedes"));
        var id = asked.Input.Id("contract");
        if (body.Part("terms") is not { } node || Terms(asked, node) is not { } terms) return null;
        if (terms.Contract != id) body.Fault("terms.contract", RefusalCode.InvalidTerms, $"The terms are those of '{terms.Contract}', the path names '{id}'.");
        return new AmendContract(terms, from, treatment, supersedes);
    }

    /// <summary>Terms with the variant that the query asks for, or null with faults.</summary>
    public static Terms? Terms(Asked asked, Node node)
    {
        var variant = asked.Input.Has("variant") ? asked.Input.Text("variant", 60) : null;
        var read = TermsReader.Read(node, variant);
        asked.Input.Faults.AddRange(read.Faults);
        return read.Value;
    }
}

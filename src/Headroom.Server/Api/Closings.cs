using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Formats.Scenarios;
using Headroom.Journal.Keeping;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>The accounts of months: roll-forwards, what was recognised at the close against now, and opening a month again; and the steps of a close.</summary>
static class Closings
{
    static readonly Parameter Month = new("month", "string", "The month, such as 2026-07.", Required: true);

    public static void Map(Routes routes)
    {
        routes.Get("/v1/months/{month}/roll-forward",
            "Receivables, contract assets and liabilities, unapplied cash and revenue from a month's opening to its closing, by cause; of the next month to close, what a close now would leave", RollForwards, Month,
            new("contract", "string", "Only this contract's."), new("customer", "string", "Only this customer's."));
        routes.Get("/v1/months/{month}/recognised", "What a closed month recognised at its close, what was caught up of it since, and what is seen of it now", Recognised, Month);
        routes.Get("/v1/months/{month}/steps", "The steps of a month's close as the policy wants them, and how far each is", Steps, Month);
        foreach (var isReview in new[] { false, true })
            routes.Post($"/v1/months/{{month}}/steps/{{step}}/{(isReview ? "review" : "prepare")}",
                isReview ? "Records that a step was reviewed, by somebody else than its preparer" : "Records that a step of a month's close was done",
                (asked, body) => isReview ? ClosingSteps.Review(body, asked.Input.Month("month"), asked.Input.Id("step"))
                : ClosingSteps.Prepare(body, asked.Input.Month("month"), asked.Input.Id("step")),
                [new("by", "string", "Opaque id of who did it.", Required: true), new("note", "string", "What was looked at.")], Month,
                new Parameter("step", "string", "The step's id in the policy.", Required: true));
        routes.Post("/v1/months/{month}/reopen", "Opens the last closed month again",
            (asked, body) => new ReopenMonth(asked.Input.Month("month"), body.Id("by"), body.Text("reason")),
            [new("by", "string", "Opaque id of who decided it.", Required: true), new("reason", "string", "Why; it stays in the journal.", Required: true)], Month);
    }

    static Answer Steps(Asked asked)
    {
        var month = asked.Input.Month("month");
        return Answer.Map(json => PostingJson.Steps(json, asked.Book, month));
    }

    static Answer RollForwards(Asked asked)
    {
        var (month, contract, customer) = (asked.Input.Month("month"), asked.Input.IdOrNone("contract"), asked.Input.IdOrNone("customer"));
        // Touched for the tag: the drafts of a month that is not closed follow today.
        _ = asked.Today;
        if (asked.Input.Faults.Count > 0) return Answer.Map(_ => { });
        if (MonthFacts.Of(asked.Desk.Keeper, asked.Book, month, out var facts) is { } refusal) return refusal;
        if (RollForward.Unknown(asked.Book, contract, customer) is { } unknown) return unknown;
        return Answer.Json(json => RollForwardJson.Write(json, RollForward.Of(facts.Facts, month).Only(contract, customer), facts.IsSupposed, asked.Book.Position));
    }

    static Answer Recognised(Asked asked)
    {
        var month = asked.Input.Month("month");
        if (!(month <= asked.Book.ClosedThrough)) return new Refusal(RefusalCode.MonthOpen, "month", $"{Json.Text(month)} is not closed.");
        return Answer.Map(json =>
        {
            json.WriteString("month", Json.Text(month));
            RollForwardJson.Recognised(json, RecognisedMonth.Of(asked.Book, Ledger.Entries(asked.Desk.Keeper.Facts(0, asked.Book.Position)), month));
        });
    }
}

using System.Collections.Immutable;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Formats;
using Headroom.Formats.Offers;
using Headroom.Formats.Reports;
using Headroom.Formats.Valuation;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Whether capacity that somebody asks for can be delivered, at what risk and at what price.</summary>
static class Inquiries
{
    static readonly ImmutableArray<Parameter> Inputs =
    [
        new("gpus", "integer", "How many GPUs; whole blocks are offered."), new("megawatts", "number", "Or how much facility power."),
        new("pool", "string", "The pool. Default: whichever serves it best."),
        new("class", "string", "Or the class of pools."), new("from", "string", "First day.", Required: true), new("through", "string", "Last day."),
        new("months", "integer", "Or the months that it runs."),
        new("ramp", "string", "Steps such as 2026-07-01=1000,2026-10-01=4000; the last is all that is asked for."),
        new("tier", "string", "firm, recallable or interruptible. Default: firm."),
        new("notice-days", "integer", "Days of notice: of the buyer when firm, of either side when recallable."),
        new("notice-from", "string", "The first day on which notice may be served. Default: the first day."),
        new("price", "number", "What is paid."), new("currency", "string", "Its currency."), new("per", "string", "gpu-hour, or month for all of it. Default: gpu-hour."),
        new("buyer", "string", "Who asks, as the id of a party."), new("market", "object", "An outlook to compare the price with, as in docs/formats/market.md."),
    ];

    public static void Map(Routes routes) =>
        routes.PostView("/v1/inquiries",
            "Whether capacity can be delivered and at what risk, what it crowds out, the nearest deals that fit, and what the price is worth; nothing is written", Ask, Inputs);

    static Answer Ask(Asked asked, Node node)
    {
        var body = Fields.Of(node, asked.Input.Faults);
        var inquiry = InquiryInput.Read(body);
        var outlook = body.Has("market") && body.Part("market") is { } market ? Market(body, market) : null;
        body.Done();
        if (body.Faults.Count > 0) return Answer.Map(_ => { });
        return asked.Desk.WithStanding(asked.Book, asked.Now, standing =>
        {
            var (answer, refusal) = InquiryAnswer.Of(standing, inquiry, outlook);
            if (refusal is not null) return (Answer)refusal;
            var bytes = Json.Bytes(json => InquiryJson.Write(json, standing, answer!, outlook));
            return Answer.Made(bytes);
        });
    }

    static Outlook? Market(Fields body, Node node)
    {
        var read = OutlookReader.Read(node);
        body.Faults.AddRange(read.Faults);
        return read.Value;
    }
}

using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Offers;
using Headroom.Formats.Reports;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Which of several offers to take.</summary>
static class Portfolios
{
    /// <summary>The most steps that one request may ask for: a few seconds.</summary>
    const long MostSteps = 3_000_000_000;

    /// <summary>Steps of a request that names none: well below a second.</summary>
    public const long UsualSteps = 300_000_000;

    static readonly Parameter Steps = new("steps", "integer", $"Steps of the search, at most {MostSteps}. Default: {UsualSteps}."),
        By = new("measure", "string", "By what quotes are valued: fees, enforceable or margin. Default: fees.");

    public static void Map(Routes routes)
    {
        routes.Get("/v1/portfolio", "Which of the open quotes to take together, what is left out and why", Quotes, By, Steps);
        routes.PostView("/v1/portfolios", "Which of up to 50 offers to take together, what is left out and why; nothing is written", Any,
        [
            new("offers", "array", "Offers, each {terms, value, group}, or {offer, value, uses, group} where room is stated.", Required: true),
            new("room", "array", "What there is in each period, instead of the book."),
            new("measure", "string", "By what offers are valued that state no value: fees, enforceable, margin or market."),
            new("market", "object", "The outlook of the measure market, with prices per gpu-hour."), Steps,
            new("portfolio", "string", "A name for the report."),
        ]);
    }

    /// <summary>The measure asked for.</summary>
    public static Measure MeasureOf(Asked asked) => asked.Input.WordOr("measure", Measure.Fees, [.. PortfolioInput.Measures.Where(each => each.Meaning != Measure.Market)]);

    /// <summary>The steps asked for.</summary>
    public static long StepsOf(Asked asked) => asked.Input.Whole("steps", 1, MostSteps, "steps", UsualSteps);

    static Answer Quotes(Asked asked)
    {
        var (measure, steps) = (MeasureOf(asked), StepsOf(asked));
        var input = PortfolioAnswer.OpenQuotes(asked.Book, asked.Now, measure, steps);
        if (asked.Input.Faults.Count > 0) return Answer.Map(_ => { });
        return input.Offers.Length == 0 ? Answer.Map(json => { json.WriteString("portfolio", input.Name); json.List("taken", Array.Empty<Offer>(), _ => { }); }) : Of(asked, input);
    }

    static Answer Any(Asked asked, Node node)
    {
        var read = PortfolioInput.Read(node, file => new Refusal(RefusalCode.Malformed, file, "A request names no files; state the document itself."));
        if (!read.TryGet(out var input, out _))
        {
            asked.Input.Faults.AddRange(read.Faults);
            return Answer.Map(_ => { });
        }
        if (input.Steps == Packing.UsualSteps) input = input with { Steps = UsualSteps };
        return input.Steps > MostSteps ? new Refusal(RefusalCode.OutOfRange, "steps", $"At most {MostSteps} steps are taken for a request.") : Of(asked, input);
    }

    static Answer Of(Asked asked, PortfolioInput input)
    {
        var (answer, refusal) = PortfolioAnswer.Of(asked.Book, input, asked.Now);
        return refusal is not null ? refusal : Answer.Json(json => PortfolioJson.Write(json, answer!));
    }
}

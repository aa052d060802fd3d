using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Formats.Offers;
using Headroom.Server.Api;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>What the page of a choice among the open quotes shows.</summary>
/// <param name="Measure">By what the quotes are valued.</param>
/// <param name="Answer">The choice; null when no quote is open or there is a refusal.</param>
/// <param name="Why">Why they cannot be valued or compared, or null.</param>
public sealed record PortfolioModel(Surroundings Around, Measure Measure, PortfolioAnswer? Answer, Refusal? Why)
{
    internal static PortfolioModel? Of(Asked asked)
    {
        var (measure, steps) = (Portfolios.MeasureOf(asked), Portfolios.StepsOf(asked));
        var now = asked.Now;
        if (asked.Input.Faults.Count > 0) return null;
        var input = PortfolioAnswer.OpenQuotes(asked.Book, now, measure, steps);
        var (answer, refusal) = input.Offers.Length == 0 ? default : PortfolioAnswer.Of(asked.Book, input, now);
        return new(Surroundings.Of(asked), measure, answer, refusal);
    }
}

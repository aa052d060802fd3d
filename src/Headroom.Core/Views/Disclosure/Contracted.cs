using Headroom.Core.Units;

namespace Headroom.Core.Views.Disclosure;

/// <summary>What was contracted, what of it is enforceable, and what of that is disclosed as remaining, with the steps between.</summary>
static class Contracted
{
    public static IEnumerable<Section> Of(Sight sight) => [Value(sight), Bridge(sight), Remaining(sight), RunRate(sight)];

    static Section Value(Sight sight) => new("value", "Contracted and enforceable value", $"not asked for; the enforceable part follows {sight.Framework.OfTerm()}")
    {
        Figures = [.. sight.Currencies.SelectMany(currency =>
        {
            var live = sight.Live(currency);
            Figure Sum(string name, string says, string basis, Func<Standing, decimal> amount) => Figure.Sum($"value.{name}", says, currency, basis, live, amount);
            var stated = live.Sum(each => each.Backlog.Stated);
            return new[]
            {
                Sum("headline", "headline: all fees of the stated terms",
                    "every contract still to be served, from its first day to its last as it stands, had all capacity been delivered as agreed and whoever may leave",
                    each => each.Headline),
                Sum("contracted-sales", "contracted sales: enforceable at signature",
                    "fees from the first day through the earliest exit by either side, seen from the first day, under the terms as signed", each => each.ContractedSales),
                Sum("remaining", "stated value after the date", "fees for service after the date through the last day as it stands", each => each.Backlog.Stated),
                Sum("enforceable", "enforceable value after the date",
                    $"fees for service after the date through the earliest end that either side can bring about without paying for it ({sight.Framework.OfTerm()})",
                    each => each.Backlog.Enforceable),
                new Figure($"value.enforceable-share{sight.Of(currency).Name}", $"enforceable of the stated value after the date{sight.Of(currency).Says}",
                    stated == 0 ? null : Ratio(live.Sum(each => each.Backlog.Enforceable), stated), Figure.Share, "enforceable value over stated value")
                { WhyNot = stated == 0 ? $"nothing remains in {currency}" : null },
            };
        })],
    };

    static Section Bridge(Sight sight) => new("bridge", $"From the headline to {sight.Framework.Remaining()}", $"not asked for; ends at {sight.Framework.OfRemaining()}")
    {
        Figures = [.. sight.Currencies.SelectMany(currency =>
        {
            var live = sight.Live(currency);
            Figure Sum(string name, string says, string basis, Func<Standing, decimal> amount) => Figure.Sum($"bridge.{name}", says, currency, basis, live, amount);
            var all = Band.After(sight.At);
            return new[]
            {
                Sum("headline", "headline", "all fees of the stated terms, as above", each => each.Headline),
                Sum("undelivered", "less: for capacity late, in part, taken back or paused", "what the terms take off the fees for it", each => -each.Undelivered),
                Sum("served", "less: served by the date", "fees for service through the date", each => -each.Served),
                Sum("remaining", "stated value after the date", "headline less what is taken off and what is served", each => each.Backlog.Stated),
                Sum("beyond-exit", "less: after the earliest exit", "fees of days that either side can still undo without paying for it", each => -each.BeyondExit),
                Sum("enforceable", "enforceable value after the date", "stated value less what either side can still undo", each => each.Backlog.Enforceable),
                Sum("timing", "fees due and not yet earned, less earned ahead of fees", "what the recognition policy earns later or earlier than fees fall due",
                    each => each.Timing),
                Sum("rpo", $"{sight.Framework.Remaining()}, nothing left out", $"enforceable transaction price less revenue recognised ({sight.Framework.OfRemaining()})",
                    each => each.Remaining),
            }.Concat(Election.Of(sight.Framework).Skip(1).SelectMany(election => new[]
            {
                Sum($"{election.Name}.left-out", $"less: {election.Says}", election.Cited(sight.Framework), each => -election.LeavesOut(each, all, sight.Framework)),
                Sum($"{election.Name}.rpo", $"{sight.Framework.Remaining()} under {election.Cited(sight.Framework)}", "with nothing left out, less what this election leaves out",
                    each => each.Remaining - election.LeavesOut(each, all, sight.Framework)),
            }));
        })],
    };

    static Section Remaining(Sight sight) => new("rpo", $"When {sight.Framework.Remaining()} will be recognised", sight.Framework.OfRemaining())
    {
        Figures = [.. from currency in sight.Currencies
                      let live = sight.Live(currency)
                      from election in Election.Of(sight.Framework)
                      from band in Band.Years(sight.At).Concat(Band.Months(sight.At)).Append(Band.After(sight.At))
                      select Figure.Sum($"rpo.{election.Name}.{band.Name}", election.Heading(sight.Framework), currency,
                          $"{election.Cited(sight.Framework)}; expected by the recognition policy through the earliest exit", live,
                          each => each.Within(band) - election.LeavesOut(each, band, sight.Framework)) with { Column = band.Says }],
    };

    static Section RunRate(Sight sight) => new("run-rate", "Run rate", "not asked for; a measure of the company's own")
    {
        Figures = [.. sight.Currencies.SelectMany(currency =>
        {
            var fees = sight.Live(currency).Select(each => new Part(each.Contract.Id.ToString(), Exposure.Of(sight.Known, each.Contract, sight.At).MonthlyFee)).ToList();
            return new[]
            {
                Figure.Sum("run-rate.month", "contracted fee of a whole month", currency, "the monthly fees at the rate of the date, amounts on single dates left out", fees),
                Figure.Sum("run-rate.year", "annualised run rate", currency, "twelve times the month's fee; no promise that anybody stays a year",
                    fees.Select(fee => fee with { Amount = 12 * fee.Amount })),
            };
        })],
    };

    /// <summary>A fraction of one to six digits.</summary>
    public static decimal Ratio(decimal part, decimal whole) => ((Rational)part / whole).Round(6);
}

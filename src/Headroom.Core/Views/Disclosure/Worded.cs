using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views.Disclosure;

/// <summary>What a pack says in words: judgements, how disclosed terms changed, related parties, customers that became ours, and what it assumes.</summary>
static class Worded
{
    public static IEnumerable<Section> Of(Sight sight) => [Judgements(sight), Terms(sight), Related(sight), Internal(sight), Assumed(sight)];

    static Section Judgements(Sight sight) => new("judgements", "Significant judgements", sight.Framework.OfJudgements())
    {
        Remarks = [.. sight.Sold.Where(each => each.IsLive).SelectMany(each => new[]
        {
            new Remark($"{each.Contract.Id}.term", each.Backlog.EnforceableThrough,
                $"enforceable through {Text(each.Backlog.EnforceableThrough)} of a stated term to {Text(each.Contract.LastDay)}: {Exit(each)}", sight.Framework.OfTerm()),
            new Remark($"{each.Contract.Id}.measure", null, Measure(each.Contract.RevenueOn(each.At)),
                $"policy '{Policy(each.Contract.RevenueOn(each.At))}' of the contract{Stated(each)}"),
            new Remark($"{each.Contract.Id}.nature", null, Nature(each), "its terms"),
        }.Concat(Breakage(each)))],
    };

    static string Exit(Standing each) => each.Contract.Notice is { } notice ? $"notice was served on {Text(notice.Served)}"
        : each.Contract.ExitsOn(LocalDate.Max(each.At, each.First)).Select(exit => exit.Says(each.Contract.Terms)).ToList() is { Count: > 0 } exits ? string.Join("; ", exits)
        : "nobody can leave before";

    static string Measure(RevenuePolicy policy) => policy switch
    {
        RevenuePolicy.AvailabilityThenStraightLine => "fees of the ramp by capacity made available, later fees evenly: a stand-ready promise that is performed as time passes",
        RevenuePolicy.StraightLineEnforceable => "evenly by days over the term that was enforceable when it began; later days at their own fee",
        RevenuePolicy.StraightLineStated => "evenly by months over the stated term, which takes the right to leave for one that nobody uses",
        RevenuePolicy.CapacityOverTerm => "by capacity made available over the term that was enforceable when it began; later days at their own fee",
        RevenuePolicy.OperatingLease => "an operating lease: rents evenly by days over the term that was enforceable when it began, the ramp included",
        _ => "as invoiced: what is billed corresponds to what the customer received",
    };

    /// <summary>When what is paid for and not used is earned, of a contract in which that can be.</summary>
    static IEnumerable<Remark> Breakage(Standing each) => !each.Contract.Terms.Legs.Any(leg => leg is Usage { Commit: > 0 } or BulkCredits) ? []
        : each.Contract.PolicyOn(each.At) is { ExpectedBreakage: { } share }
            ? [new Remark($"{each.Contract.Id}.breakage", null,
                $"{Say.Percent(share)} of the units paid for are expected not to be used; that is earned in proportion to the use of the others",
                $"policy of the class{Stated(each)}")]
            : [new Remark($"{each.Contract.Id}.breakage", null,
                "units that are paid for and not used are earned when the right to them lapses, since only then is it remote that they will be used", "no share is expected")];

    static string Policy(RevenuePolicy policy) =>
        string.Concat(policy.ToString().Select((letter, i) => char.IsUpper(letter) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));

    static string Stated(Standing each) => each.Contract.PolicyOn(each.At) is { } stated ? $", stated by {stated.Preparer} from {Text(stated.From)}: {stated.Note}" : "";

    static string Nature(Standing each) => each.Contract.Leases.LastOrDefault(lease => lease.On <= each.At) is { } lease
        ? $"concluded to be a {(lease.Concluded ? "lease" : "service")} by {lease.Assessor} on {Text(lease.On)}; by the answers {lease.Finding}" : each.Contract.Terms.Legs
        .OfType<Reserve>().Where(reserve => reserve.Whole is not null).Select(reserve => reserve.Pool).Distinct().ToList() is { Count: > 0 } whole
        ? $"the whole of {string.Join(", ", whole)} is reserved, which points to an identified asset; taken for a service unless a lease test says otherwise"
        : "capacity is reserved by number and not by serial, so no asset is identified; taken for a service";

    static Section Terms(Sight sight) => new("terms", "How disclosed terms changed", "not asked for; evidence of what was known when")
    {
        Remarks = [.. sight.Sold.Concat(sight.Internal).Concat(sight.Bought).SelectMany(each => each.Contract.Versions.SelectMany(version => version.Terms.Sources)
                .Select(source => new Remark(each.Contract.Id.ToString(), source.Date, source.Says, source.Document)))
            .Concat(sight.Said<TermsDisclosed>().Where(said => said.Body.Source.Date <= sight.At)
                .Select(said => new Remark(said.Body.Contract.ToString(), said.Body.Source.Date, said.Body.Source.Says, said.Body.Source.Document)
                    { Position = said.Fact.Position }))
            .DistinctBy(remark => (remark.Name, remark.Date, remark.Says)).OrderBy(remark => remark.Name, StringComparer.Ordinal).ThenBy(remark => remark.Date)],
    };

    static Section Related(Sight sight)
    {
        var related = sight.Said<PartyRelated>().Where(said => said.Body.From <= sight.At).ToList();
        return new("related", "Related parties", sight.Framework.OfRelated())
        {
            Figures = [.. from span in sight.Spans
                          from currency in sight.Currencies
                          from party in related.Select(said => said.Body.Party).Distinct()
                          select Figure.Sum($"related.{span.Name}.{party}", $"revenue from {sight.NameOf(party)}", currency, "by the policy of each contract",
                              sight.Earning(currency).Where(each => each.Customer == party), each => Sight.RevenueOver(each, span.From, span.End)) with { Column = span.Says }],
            Remarks = [.. related.Select(said =>
                new Remark(said.Body.Party.ToString(), said.Body.From, sight.SaysOf(said.Body.Party, said.Body.Relation), said.Body.Source) { Position = said.Fact.Position })],
        };
    }

    static Section Internal(Sight sight)
    {
        return new("internal", "Customers that became ours", "what is earned from them since is eliminated; their use is own demand")
        {
            Figures = [.. from currency in sight.Currencies
                          let ours = sight.Internal.Where(each => each.Currency == currency).ToList()
                          where ours.Count > 0
                          from figure in new[]
                          {
                              Figure.Sum("internal.eliminated-stated", "stated value after the date, eliminated", currency, "fees after the date of contracts with them", ours,
                                  each => each.Backlog.Stated),
                              Figure.Sum("internal.eliminated-revenue", "revenue since they are ours, eliminated", currency, "by the policy of each contract", ours,
                                  each => Sight.InsideOver(each, LocalDate.MinIsoValue, sight.At.PlusDays(1))),
                          }
                          select figure],
            Remarks = [.. sight.Said<CustomerAcquired>().Where(said => said.Body.From <= sight.At)
                .Select(said => new Remark(said.Body.Party.ToString(), said.Body.From, sight.SaysOf(said.Body.Party, "belongs to us from this day on"), said.Body.Source)
                    { Position = said.Fact.Position })],
        };
    }

    static Section Assumed(Sight sight) => new("assumptions", "What is assumed", "not public or not known; each with its range")
    {
        Remarks = [.. Assumptions(sight)
            .Select(pair => new Remark(pair.Under, null,
                FormattableString.Invariant(
                    $"{pair.Assumption.Value:#,##0.######} {pair.Assumption.Unit}{(pair.Assumption.Variant is { } variant ? $" ({variant})" : "")}, range {pair.Assumption.Low:#,##0.######} to {pair.Assumption.High:#,##0.######}"), pair.Assumption.Source))],
    };

    static IEnumerable<(string Under, Assumption Assumption)> Assumptions(Sight sight) =>
        sight.Sold.Concat(sight.Bought).SelectMany(each => each.Contract.Terms.Assumptions.Select(assumption => ($"{each.Contract.Id}.{assumption.Name}", assumption)));

    /// <summary>The assumptions that have variants, each with the one that it is under.</summary>
    internal static IEnumerable<(string Assumption, string Variant)> Variants(Sight sight) =>
        from pair in Assumptions(sight) where pair.Assumption.Variant is not null select (pair.Under, pair.Assumption.Variant);

    /// <summary>What kind of fact it is, in words: "notice given".</summary>
    internal static string Kind(FactBody body) => body.Kind[..body.Kind.LastIndexOf('.')].Replace('.', ' ').Replace('-', ' ');

    internal static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}

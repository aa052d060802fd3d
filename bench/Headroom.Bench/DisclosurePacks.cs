using Headroom.Core.Books;
using Headroom.Core.Views.Disclosure;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// The disclosure pack of many contracts, folded from their facts: judged by its growth and against drafting every invoice of the same contracts once;
/// the target of 5 s for 1,000 contracts stands beside it.
/// </summary>
public static class DisclosurePacks
{
    static readonly LocalDate At = new(2026, 6, 30);

    public static IEnumerable<Measure> Run()
    {
        var perContract = new Dictionary<int, double>();
        foreach (var (count, isWarmUp) in new[] { (100, true), (1_000, false), (10_000, false) })
        {
            var facts = ManyContracts.Facts(count, together: true).Select((body, i) => new Fact(i + 1, Instant.FromUtc(2026, 1, 1, 0, 0), ManyContracts.Owner, body)).ToList();
            var seconds = Measure.Seconds(isWarmUp ? 1 : 3, () => _ = Pack.Of(facts, At, null, Framework.UsGaap).Pack!);
            if (isWarmUp) continue;
            perContract[count] = seconds / count;
            if (count == 1_000) yield return new("pack of 1000 contracts, in seconds", seconds, 0, 5, "a target in seconds, on two cores");
        }
        yield return new("growth: time a contract at 10000 / at 1000", perContract[10_000] / perContract[1_000], 0.05, 2, "linear is 1");
    }
}

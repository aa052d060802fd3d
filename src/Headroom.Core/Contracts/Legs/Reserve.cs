using System.Collections.Immutable;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// Capacity held for the buyer in one pool, in dated tranches, from the first step to the end of the term.
/// </summary>
/// <param name="Pool">The pool reserved.</param>
/// <param name="Whole">
/// The whole pool as it was at signature (its GPUs and the facility power they draw), when that is what was sold. It carries no failure
/// allowance and its steps draw exactly their share of that power. Null for a reservation of a number of GPUs.
/// </param>
/// <param name="Steps">What is reserved from each date on; dates ascend.</param>
public sealed record Reserve(Slug Pool, PowerDraw? Whole, ImmutableArray<ReserveStep> Steps) : Leg(Pool.ToString())
{
    public override Tier Tier => Tier.Capacity;

    public override string Says(Terms terms) =>
        $"{string.Join(", then ", Steps.Select(step => $"{Say.Number(step.Gpus.Count)} GPUs from {Say.Date(step.From)}"))} of pool '{Pool}' are held for the buyer{(Whole is { } whole ? $", out of the whole of {Say.Number(whole.Per.Count)} GPUs and {Say.Number(whole.Power.Value)} kW" : "")}";

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        foreach (var refusal in Dated.Check("steps", [.. Steps.Select(step => step.From)], terms)) yield return refusal;
        for (var i = 0; i < Steps.Length; i++)
            if (Whole is { } whole && Steps[i].Gpus > whole.Per)
                yield return new Refusal(RefusalCode.OutOfRange, $"steps[{i}]", $"A step of {Steps[i].Gpus} is more than the whole of {whole.Per}.");
    }

    public override Schedule Resolve(Schedule below, Setting setting) => below + new Commitment(this, setting.Terms);

    /// <summary>What is reserved over time under these terms.</summary>
    internal Timeline<Gpus> Held(Terms terms) => Timeline<Gpus>.Of(Gpus.Zero,
        Steps.Select(step => (terms.Calendar.StartOf(step.From), step.Gpus)).Append((terms.Calendar.StartOf(terms.End), Gpus.Zero)));
}

/// <summary>From this date on so many GPUs are reserved.</summary>
public readonly record struct ReserveStep(LocalDate From, Gpus Gpus);

/// <summary>The rules that every list of dated steps in terms obeys.</summary>
static class Dated
{
    /// <summary>The most steps in one leg.</summary>
    const int MostSteps = 400;

    public static IEnumerable<Refusal> Check(string field, ImmutableArray<LocalDate> dates, Terms terms, string date = "from")
    {
        if (dates.Length is 0 or > MostSteps)
            yield return new Refusal(RefusalCode.OutOfRange, field, $"There are {dates.Length} steps; between 1 and {MostSteps} are accepted.");
        for (var i = 0; i < dates.Length; i++)
        {
            if (dates[i] < terms.AgreedFrom || dates[i] > terms.Through)
                yield return new Refusal(RefusalCode.DatesUpsideDown, $"{field}[{i}].{date}", $"{dates[i]:R} lies outside the term {terms.From:R} to {terms.Through:R}.");
            if (i > 0 && dates[i] <= dates[i - 1])
                yield return new Refusal(RefusalCode.DatesUpsideDown, $"{field}[{i}].{date}", $"{dates[i]:R} does not come after {dates[i - 1]:R}; steps ascend by date.");
        }
    }
}

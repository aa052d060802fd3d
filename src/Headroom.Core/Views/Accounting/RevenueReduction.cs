using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// How much consideration given to the buyer reduces revenue, in the pattern of the fixed revenue of the days that it is for. Each modification leaves what has
/// been taken off as it is and puts the rest on the days that are left.
/// </summary>
static class RevenueReduction
{
    /// <summary>What is taken off by the start of each date; the very zero when nothing is given.</summary>
    /// <param name="earned">The fixed revenue as it was seen from each stage.</param>
    public static Cumulative Of(IReadOnlyList<RevenueStage> stages, IReadOnlyList<Cumulative> earned) =>
        stages.All(stage => stage.Schedule.Given.IsEmpty) ? Cumulative.Zero
        : stages.SelectMany(stage => stage.Schedule.Given).Select(given => given.Name).Distinct().Aggregate(Cumulative.Zero, (sum, name) => sum + Of(name, stages, earned));

    static Cumulative Of(string name, IReadOnlyList<RevenueStage> stages, IReadOnlyList<Cumulative> earned)
    {
        var taken = Cumulative.Zero;
        for (var i = 0; i < stages.Count; i++)
        {
            var (stage, given) = (stages[i], stages[i].Schedule.Given.FirstOrDefault(given => given.Name == name));
            if (given is null) continue;
            var rest = given.Due.Total - taken.At(stage.From);
            var (from, end) = (LocalDate.Max(stage.From, given.From), LocalDate.Min(stage.End, given.End));
            taken = taken.CutAt(stage.From) + (from >= end ? Cumulative.On(stage.From, rest) : earned[i].Over(from, end) is { IsZero: false } fees
                ? earned[i].From(from).CutAt(end).Scale([(LocalDate.MinIsoValue, rest / fees)]) : Cumulative.ByMonths(from, end, rest));
        }
        return taken;
    }
}

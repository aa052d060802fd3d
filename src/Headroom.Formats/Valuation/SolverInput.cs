using Headroom.Core.Units;
using Headroom.Core.Valuation;

namespace Headroom.Formats.Valuation;

/// <summary>Reads how a value is to be found: <c>method</c>, <c>paths</c> and <c>seed</c>.</summary>
public static class SolverInput
{
    /// <summary>Paths when nothing is said.</summary>
    public const int UsualPaths = 100_000;

    /// <param name="input">The fields that were asked with.</param>
    /// <param name="most">The most paths that are accepted.</param>
    /// <param name="spread">Does the pieces.</param>
    /// <param name="usual">Paths when nothing is said.</param>
    public static Solver Read(Fields input, int most, Spread spread, int usual = UsualPaths) => new(
        input.WordOr("method", Approach.Fitting, OutlookReader.Approaches), (int)input.Whole("paths", 1, most, "paths", usual),
        (ulong)input.Whole("seed", 0, long.MaxValue, "(seed)", 1), spread);

    /// <summary>Why a method cannot value a subject, or null.</summary>
    public static Refusal? Refuse(Solver solver, Subject subject) => solver.Approach == Approach.Exact && !Solver.HasExact(subject.Game)
        ? new(RefusalCode.OutOfRange, "method",
            "There is an exact method for two uncertain quantities only when both revert alike and the term is not too long; ask for a simulation.") : null;
}

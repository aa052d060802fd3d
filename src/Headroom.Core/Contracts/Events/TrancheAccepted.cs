using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The buyer accepts a tranche. Refused when it is not ready on the date (an acceptance before delivery), when a test of the clause is not among those
/// passed, and when it is accepted already.
/// </summary>
/// <param name="Tests">The tests that it passed, by the names of the clause.</param>
/// <param name="Evidence">Where the results are; 1 to 500 characters.</param>
public sealed record TrancheAccepted(LocalDate On, string Tranche, ImmutableArray<string> Tests, string Evidence) : ContractEvent(On)
{
    public override string Word => "tranche-accepted";

    public override string Says => $"tranche '{Tranche}' is accepted{(Tests.Length == 0 ? "" : $" by {Say.List(Tests)}")}: {Evidence}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (TrancheDelivery.Of(contract, Tranche, On) is not { } clause)
        {
            yield return TrancheReady.Unknown(contract, Tranche);
            yield break;
        }
        var progress = clause.Progress(contract.Events);
        if (progress.Accepted is { } accepted && (!progress.IsDeemed || accepted <= On))
            yield return new Refusal(RefusalCode.AlreadyExists, "tranche", $"Tranche '{Tranche}' {(progress.IsDeemed ? "is deemed" : "was")} accepted on {Say.Date(accepted)}.");
        else if (progress.Ready is not { } ready)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on", $"An acceptance dated before delivery: tranche '{Tranche}' is not ready on {Say.Date(On)}.");
        else if (On < ready)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on",
                $"An acceptance dated before delivery: tranche '{Tranche}' is ready from {Say.Date(ready)}, not on {Say.Date(On)}.")
                .With("ready", Say.Date(ready));
        if (clause.Tests.Except(Tests).ToList() is { Count: > 0 } missing)
            yield return new Refusal(RefusalCode.InvalidTerms, "tests", $"Acceptance of '{Tranche}' also asks for {Say.List(missing)}.");
    }
}

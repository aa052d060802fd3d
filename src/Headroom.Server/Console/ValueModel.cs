using System.Collections.Immutable;
using System.Text;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Formats;
using Headroom.Formats.Valuation;
using Headroom.Server.Api;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>What the page of a contract's value shows.</summary>
/// <param name="Inputs">The inputs that a person may change, with what is in force.</param>
/// <param name="Chart">Survival and what is billed, as JSON for the chart.</param>
/// <param name="Why">Why the contract cannot be valued; then there is no value.</param>
public sealed record ValueModel(Surroundings Around, Contract Contract, ImmutableArray<(string Name, string Says, decimal Value)> Inputs, ContractValue? Value, string Chart,
    Refusal? Why)
{
    /// <summary>Paths that the page draws: an answer in a second, and an error that it prints.</summary>
    const int Paths = 48_000;

    internal static ValueModel? Of(Asked asked)
    {
        if (asked.Contract is not { } contract) return null;
        var at = Valuations.AtOf(asked, contract);
        var outlook = OutlookQuery.Read(asked.Input, contract, at);
        var solver = SolverInput.Read(asked.Input, Valuations.MostPaths, AllCores.Spread, Paths);
        if (asked.Input.Faults.Count > 0) return null;
        var (subject, refusal) = Subject.Of(contract, at, outlook);
        refusal ??= SolverInput.Refuse(solver, subject!);
        var value = refusal is null ? ContractValue.Of(subject!, outlook, solver) : null;
        return new(Surroundings.Of(asked), contract, OutlookQuery.Form(outlook), value, value is null ? "" : ChartOf(value), refusal);
    }

    static string ChartOf(ContractValue value) => Encoding.UTF8.GetString(Json.Bytes(json => json.Map(() =>
    {
        var (subject, life) = (value.Subject, value.Agreed.Life);
        json.WriteString("currency", subject.Currency.Code);
        json.Date("end", subject.MonthStart(subject.Game.Months));
        json.List("months", Enumerable.Range(0, life.Survival.Length), month => json.Map(() =>
        {
            json.Date("from", subject.MonthStart(month));
            json.Date("end", subject.MonthStart(month + 1));
            json.WriteNumber("survival", life.Survival[month]);
            foreach (var (name, figure) in new[] { ("mean", life.BilledSoFar[month].Mean), ("p10", life.BilledSoFar[month].P10), ("p50", life.BilledSoFar[month].P50),
                ("p90", life.BilledSoFar[month].P90) })
                json.Amount(name, subject.InCurrency(figure), subject.Currency);
        }));
    })));
}

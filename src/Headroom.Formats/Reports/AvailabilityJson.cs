using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Facts;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>Conditions of nodes, and the availability that contracts make of them, as JSON.</summary>
public static class AvailabilityJson
{
    /// <summary>Conditions in order of their beginning.</summary>
    public static void Conditions(Utf8JsonWriter json, IEnumerable<NodeCondition> conditions) =>
        json.List("conditions", conditions, condition => json.Map(() => ConditionFormat.Write(json, condition)));

    /// <summary>A contract's availability of a month, clause by clause.</summary>
    public static void Month(Utf8JsonWriter json, Book book, Contract contract, YearMonth month, IEnumerable<AvailabilityMonth> clauses) => json.Map(() =>
    {
        json.WriteString("contract", contract.Id.ToString());
        json.WriteString("month", Json.Text(month));
        json.List("clauses", clauses, clause => json.Map(() => Clause(json, clause)));
        json.WriteNumber("position", book.Position);
    });

    /// <summary>One clause: GPU-hours by the table, readings, uptime, credit, the buyer's figures, and every condition judged.</summary>
    public static void Clause(Utf8JsonWriter json, AvailabilityMonth month)
    {
        var currency = month.Contract.Terms.Currency;
        json.WriteString("clause", month.Clause.Name);
        json.WriteNumber("minutes", month.Minutes);
        Number(json, "down-minutes", month.Down);
        json.WriteNumber("excluded-minutes", month.Excluded);
        Number(json, "uptime", month.Uptime);
        json.WriteBoolean("stated-reading", month.Said is not null);
        json.WriteString("reading-evidence", month.Said);
        json.Amount("credit", month.Credit, currency);
        json.WriteString("currency", currency.Code);
        if (month.Theirs is { } theirs)
            json.Map("buyer", () =>
            {
                ConditionFormat.Write(json, theirs);
                json.WriteNumber("difference-minutes", month.Difference!.Value);
                json.WriteBoolean("beyond-tolerance", month.IsBeyondTolerance);
                json.Amount("credit", month.TheirCredit!.Value, currency);
            });
        else json.WriteNull("buyer");
        if (month.Hours is not { } hours) return;
        json.List("table", month.Clause.States!.Lines, line => json.Map(() =>
        {
            json.WriteString("seen", line.Says);
            json.WriteString("state", Judged(line.State));
            json.WriteNumber("after-minutes", line.AfterMinutes);
        }));
        json.Map("gpu-hours", () =>
        {
            foreach (var (name, value) in Hours(hours)) json.WriteNumber(name, value.Round(6));
        });
        json.List("conditions", hours.Conditions, judged => json.Map(() =>
        {
            ConditionFormat.Write(json, judged.Condition);
            json.WriteString("judged", Judged(judged.State));
            if (judged.Condition.Stay is not { } stay) return;
            json.WriteString("block", stay.Block.ToString());
            json.List("served", judged.Condition.PartsIn(hours.Window), part => json.Map(() => { json.Time("from", part.From); json.Time("end", part.End); }));
        }));
    }

    /// <summary>The GPU-hours of a month, by name.</summary>
    public static IEnumerable<(string Name, Rational Value)> Hours(NodeHours hours) =>
        [("committed", hours.Committed), ("up", hours.Up), ("degraded", hours.Degraded), ("down", hours.Down), ("excluded", hours.Excluded), ("available", hours.Available)];

    /// <summary>What the table makes of a condition.</summary>
    public static string Judged(NodeState? state) => state?.ToString().ToLowerInvariant() ?? "excluded";

    static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, number); else json.WriteNull(name);
    }
}

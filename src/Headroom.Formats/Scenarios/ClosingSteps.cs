using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Formats.Ledgers;
using NodaTime;

namespace Headroom.Formats.Scenarios;

/// <summary>What is said about accounting months and the general ledger, read from the fields of a step or of a request.</summary>
public static class ClosingSteps
{
    /// <summary>The words of the steps.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["reopen", "prepare", "review", "account-map", "post", "trial-balance"];

    internal static Step Read(Fields f, string kind) => kind switch
    {
        "reopen" => new Say(new ReopenMonth(f.Month(kind), f.Id("by"), f.Text("reason"))),
        "prepare" => new Say(Prepare(f, f.Month("month"), f.Id(kind))),
        "review" => new Say(Review(f, f.Month("month"), f.Id(kind))),
        "account-map" => new Say(Map(f.Map(kind))),
        "trial-balance" => new Say(Balance(f, f.Date(kind))),
        _ => new PostStep(f.Month(kind)),
    };

    /// <summary>A step of a close done by its preparer.</summary>
    public static PrepareStep Prepare(Fields f, YearMonth month, Slug step) => new(month, step, f.Id("by"), f.Text("note", ""));

    /// <summary>A step of a close reviewed.</summary>
    public static ReviewStep Review(Fields f, YearMonth month, Slug step) => new(month, step, f.Id("by"), f.Text("note", ""));

    static ImportTrialBalance Balance(Fields f, LocalDate asOf) => new(asOf, [.. f.List("rows", TrialBalance.MostRows).Select(row =>
    {
        var read = new TrialBalanceRow(row.Text("entity", 60), row.Text("account", 60), row.Text("currency", "USD", 10),
            row.Decimal("balance", -Money.Most * 1000, Money.Most * 1000, ""));
        row.Done();
        return read;
    })], f.Text("source", 200));

    static SetAccountMap Map(Fields f)
    {
        var map = AccountMapFormat.Read(f);
        f.Done();
        return new(map);
    }
}

/// <summary>A closed month's entries posted to the general ledger; they are made from all facts when it is said.</summary>
public sealed record PostStep(YearMonth Month) : Step;

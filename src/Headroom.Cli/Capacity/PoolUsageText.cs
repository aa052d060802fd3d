using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Metering.Hours;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary>A pool's month of use as tables.</summary>
static class PoolUsageText
{
    const int ListedAtMost = 20;

    public static void Write(IAnsiConsole console, PoolUsage usage)
    {
        MeterCommands.Text(console, usage.Pool.Id, usage.Month, usage.Hours);
        Shares(console, usage.Hours);
        Sources(console, usage);
        foreach (var source in usage.Sources) Doubts(console, source);
        if (usage.Bills.IsEmpty) console.WriteLine("Nothing is invoiced for the month yet.");
        else Bills(console, usage);
    }

    static void Shares(IAnsiConsole console, PoolHours hours)
    {
        var table = Show.Table(console, "Who had them", "", "contract or workload", "account", ">GPU-hours", ">used beyond it");
        foreach (var share in hours.Shares)
            table.Row(PoolUsageJson.State(hours, share.State), share.Holder?.Id.ToString() ?? "", share.Account ?? (share.Holder is { IsOwn: false } ? "not seen in use" : ""),
                Hours(share.Seconds), share.Beyond == 0 ? "" : Hours(share.Beyond));
        table.Row("capacity", "", "", Hours(hours.Total.Capacity), "");
        console.Write(table);
    }

    static void Sources(IAnsiConsole console, PoolUsage usage)
    {
        var table = Show.Table(console, "Sources", "source", "measures", "last record", ">revision", ">quantity", "unit", ">of nobody", ">set aside", ">not sealed", "digest");
        foreach (var source in usage.Sources)
        {
            var (last, waiting) = (source.Last is { } record ? Json.Text(record) : "none", source.Waiting is { } more and not 0 ? Show.Money(source.Source.InUnits(more)) : "");
            if (source.Revisions.IsEmpty)
                table.Row(source.Source.Id.ToString(), MeteringFacts.Word(source.Source.Measure), last, "", "not sealed", source.Source.Unit, "", "", waiting, "");
            foreach (var seal in source.Revisions.Select(each => each.Seal))
                table.Row(source.Source.Id.ToString(), MeteringFacts.Word(source.Source.Measure), last, $"{seal.Revision}", Show.Money(source.Source.InUnits(seal.Total)),
                    source.Source.Unit,
                    Show.Money(source.Source.InUnits(seal.Unassigned)), $"{seal.SetAside}", seal == source.Seal ? waiting : "", seal.Exhibit[..12]);
        }
        console.Write(table);
    }

    static void Doubts(IAnsiConsole console, SourceMonth source)
    {
        var lines = source.Doubts.Gaps.Select(gap => $"{source.Source.Id}: nothing measured from {Json.Text(gap.From)} to {Json.Text(gap.End)}")
            .Concat(source.Doubts.Records.Select(record =>
                $"{source.Source.Id}: line {record.Line} set aside: {ImportJson.Word(record.Doubt)} {record.Field} {record.Value}".TrimEnd())).ToList();
        foreach (var line in lines.Take(ListedAtMost)) Show.Line(console, line);
        if (lines.Count > ListedAtMost) console.WriteLine($"and {lines.Count - ListedAtMost} more; --json lists them all");
    }

    static void Bills(IAnsiConsole console, PoolUsage usage)
    {
        var table = Show.Table(console, "Invoiced for the month", "contract", "invoice", "for", ">amount", "currency");
        foreach (var bill in usage.Bills) table.Row(bill.Contract.ToString(), bill.Invoice, bill.Line.Text, Show.Money(bill.Line.Amount), bill.Currency.Code);
        console.Write(table);
    }

    static string Hours(long seconds) => Show.Money(Rational.Of(seconds, (System.Numerics.BigInteger)3600).Round(2));
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;

namespace Headroom.Formats.Facts;

/// <summary>Reads and writes what is said about usage: its sources and its seals.</summary>
public static class MeteringFacts
{
    /// <summary>The kinds that stand here.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["source.described.v1", "usage.sealed.v1"];

    /// <summary>The words for what a source measures.</summary>
    public static readonly (string Word, UsageMeasure Meaning)[] Measures =
    [
        ("reserved", UsageMeasure.Reserved), ("allocated", UsageMeasure.Allocated), ("busy", UsageMeasure.Busy), ("energy", UsageMeasure.Energy), ("down", UsageMeasure.Down),
    ];

    /// <summary>The word for what a source measures.</summary>
    public static string Word(UsageMeasure measure) => Measures.First(known => known.Meaning == measure).Word;

    /// <summary>A source's description in files and requests: accounts by name, each <c>contract: ID</c> or <c>workload: ID</c>.</summary>
    public static DescribeSource Describe(Fields f) => new(Source(f));

    internal static FactBody? Read(string kind, Fields f) => kind switch
    {
        "source.described.v1" => new SourceDescribed(Source(f)),
        "usage.sealed.v1" => new UsageSealed(f.Id("source"), f.Month("month"), (int)f.Whole("revision", 1, int.MaxValue, ""), f.Text("exhibit", 64),
            f.List("holders", UsageSource.MostAccounts).Select(holder => (Id: holder.Id("holder"), Used: UnitSeconds(holder, "unit-seconds")))
            .ToImmutableSortedDictionary(holder => holder.Id, holder => holder.Used),
            UnitSeconds(f, "unassigned"), f.Whole("set-aside", 0, long.MaxValue, "records"))
        { Hours = Hours(f), Doubts = f.Has("doubts") ? f.Text("doubts", 64) : null },
        _ => null,
    };

    internal static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case SourceDescribed fact: Write(json, fact.Source); return true;
            case UsageSealed fact:
                json.WriteString("source", fact.Source.ToString());
                json.WriteString("month", Json.Text(fact.Month));
                json.WriteNumber("revision", fact.Revision);
                json.WriteString("exhibit", fact.Exhibit);
                json.List("holders", fact.Holders,
                    holder => json.Map(() => { json.WriteString("holder", holder.Key.ToString()); json.WriteNumber("unit-seconds", holder.Value); }));
                json.WriteNumber("unassigned", fact.Unassigned);
                json.WriteNumber("set-aside", fact.SetAside);
                if (!fact.Hours.IsEmpty) json.List("hours", fact.Hours, json.WriteNumberValue);
                if (fact.Doubts is { } doubts) json.WriteString("doubts", doubts);
                return true;
            default: return false;
        }
    }

    static UsageSource Source(Fields f) => new(f.Id("usage-source"), f.Id("pool"), f.Word("measures", Measures), f.Has("feeds") ? f.Text("feeds", 60) : null, Accounts(f));

    static ImmutableSortedDictionary<string, UsageHolder> Accounts(Fields f)
    {
        var accounts = ImmutableSortedDictionary.CreateBuilder<string, UsageHolder>(StringComparer.Ordinal);
        foreach (var account in f.List("accounts", UsageSource.MostAccounts))
        {
            var name = account.Text("account", 100);
            var own = account.OneOf("contract", "workload") == "workload";
            if (!accounts.TryAdd(name, new(account.Id(own ? "workload" : "contract"), own)))
                account.Fault("account", RefusalCode.Malformed, $"'{Fields.Short(name)}' stands twice.");
            account.Done();
        }
        return accounts.ToImmutable();
    }

    static void Write(Utf8JsonWriter json, UsageSource source)
    {
        json.WriteString("usage-source", source.Id.ToString());
        json.WriteString("pool", source.Pool.ToString());
        json.WriteString("measures", Word(source.Measure));
        if (source.Feeds is { } feeds) json.WriteString("feeds", feeds);
        json.List("accounts", source.Accounts, account => json.Map(() =>
        {
            json.WriteString("account", account.Key);
            json.WriteString(account.Value.IsOwn ? "workload" : "contract", account.Value.Id.ToString());
        }));
    }

    static ImmutableArray<long> Hours(Fields f)
    {
        var hours = ImmutableArray.CreateBuilder<long>();
        if (!f.Has("hours")) return [];
        foreach (var text in f.Texts("hours", HourlyUse.MostHours))
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var used)) hours.Add(used);
            else f.Fault("hours", RefusalCode.Malformed, $"'{Fields.Short(text)}' is no number of unit-seconds.");
        return hours.DrainToImmutable();
    }

    static long UnitSeconds(Fields f, string name) => f.Whole(name, 0, long.MaxValue, "unit-seconds");
}

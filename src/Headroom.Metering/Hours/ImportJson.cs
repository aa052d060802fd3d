using System.Text;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Time;
using Headroom.Formats;

namespace Headroom.Metering.Hours;

/// <summary>What an import came to, as JSON: accounts with their holders, counts, and every reason for which a record was set aside.</summary>
public static class ImportJson
{
    /// <summary>Into a map that is open.</summary>
    /// <param name="before">The seal that held before, or null.</param>
    public static void Write(Utf8JsonWriter json, UsageSource source, Imported import, UsageSealed? before)
    {
        json.WriteString("source", source.Id.ToString());
        json.WriteString("unit", source.Unit);
        json.List("accounts", import.Use.Accounts.Keys, account => json.Map(() =>
        {
            var holder = source.Accounts.TryGetValue(account, out var known) ? known : (UsageHolder?)null;
            json.WriteString("account", account);
            json.WriteString("holder", holder?.Id.ToString());
            json.WriteString("kind", Kind(holder));
            json.WriteNumber("quantity", source.InUnits(import.Use.Of(account)));
            json.WriteNumber("unit-seconds", import.Use.Of(account));
        }));
        json.WriteNumber("total", source.InUnits(import.Use.Total));
        if (before is not null) json.WriteNumber("sealed-before", source.InUnits(before.Total));
        json.WriteNumber("records", import.Counts.Lines);
        json.WriteNumber("counted", import.Counts.Counted);
        json.WriteNumber("repeated", import.Counts.Repeated);
        json.WriteNumber("not-counted", import.Counts.NotCounted);
        json.WriteNumber("set-aside", import.Quarantine.Count);
        json.List("gaps", import.Gaps, gap => json.Map(() => Write(json, gap)));
        json.List("reasons", import.Quarantine.Counts, reason => json.Map(() => { json.WriteString("reason", Word(reason.Key)); json.WriteNumber("records", reason.Value); }));
        json.List("quarantine", import.Quarantine.Records, record => json.Map(() => Write(json, record)));
    }

    /// <summary>A stretch without any record, into a map that is open.</summary>
    public static void Write(Utf8JsonWriter json, Window gap)
    {
        json.Time("from", gap.From);
        json.Time("end", gap.End);
    }

    /// <summary>A record that was set aside, into a map that is open.</summary>
    public static void Write(Utf8JsonWriter json, SetAside record)
    {
        json.WriteNumber("line", record.Line);
        json.WriteString("reason", Word(record.Doubt));
        json.WriteString("field", record.Field);
        json.WriteString("value", record.Value);
    }

    /// <summary>Whose an account is, in a word.</summary>
    public static string Kind(UsageHolder? holder) => holder is null ? "nobody" : holder.Value.IsOwn ? "own" : "contract";

    /// <summary>A reason in words: <c>ends-before-start</c>.</summary>
    public static string Word(Doubt doubt)
    {
        var word = new StringBuilder();
        foreach (var letter in doubt.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && word.Length > 0) word.Append('-');
            word.Append(char.ToLowerInvariant(letter));
        }
        return word.ToString();
    }
}

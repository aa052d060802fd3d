using System.Text;
using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Metering.Hours;

/// <summary>One interval of use as a source stated it; null where what it stated cannot be read.</summary>
/// <param name="Id">What tells the record apart at its source, or empty.</param>
public sealed record UseRow(string Id, string Account, Instant? From, Instant? To, long? Units);

/// <summary>Adds intervals up as they come, and sets aside what cannot be counted.</summary>
public sealed class UseRows(Window window, Instant readAt, long mostUnits)
{
    static readonly Duration ClockSlack = Duration.FromMinutes(5);

    readonly HourlyRollUp _hours = new(window);
    readonly Quarantine _quarantine = new();
    readonly Dictionary<string, UseRow> _seen = new(StringComparer.Ordinal);
    RecordCounts _counts;

    /// <summary>Counts a row, or sets it aside under its line.</summary>
    public void Add(long line, UseRow row)
    {
        if (DoubtOf(row) is var (doubt, field, value)) SetAside(line, doubt, field, value);
        else if (row.Id.Length > 0 && !_seen.TryAdd(row.Id, row)) _counts += new RecordCounts(1, 0, 1, 0);
        else if (_hours.AccountOf(Encoding.UTF8.GetBytes(row.Account)) is not { } account) SetAside(line, Doubt.TooManyAccounts, "account", row.Account);
        else _counts += _hours.Add(account, row.From!.Value.ToUnixTimeSeconds(), row.To!.Value.ToUnixTimeSeconds(), row.Units!.Value) ? new(1, 1, 0, 0) : new(1, 0, 0, 1);
    }

    /// <summary>What the rows came to.</summary>
    public Imported Result() => new(_hours.Result(), _counts, _quarantine);

    /// <summary>Sets records aside that were refused before they came here.</summary>
    public void SetAside(long line, Doubt doubt, string field, string value, long times = 1)
    {
        _quarantine.Add(new(line, doubt, field, value), times);
        _counts += new RecordCounts(times, 0, 0, 0);
    }

    (Doubt, string, string)? DoubtOf(UseRow row)
    {
        if (!AccountNames.IsName(Encoding.UTF8.GetBytes(row.Account))) return (Doubt.AccountName, "account", Quarantine.Short(row.Account));
        if (row.From is not { } from) return (Doubt.Malformed, "from", "");
        if (row.To is not { } to) return (Doubt.Malformed, "to", "");
        if (row.Units is not { } units) return (Doubt.Malformed, "units", "");
        if (to < from) return (Doubt.EndsBeforeStart, "to", $"{to}");
        if (to > readAt + ClockSlack) return (Doubt.ClockSkew, "to", $"{to}");
        if (units > mostUnits) return (Doubt.MoreThanThereAre, "units", $"{units}");
        return row.Id.Length > 0 && _seen.TryGetValue(row.Id, out var seen) && seen != row ? (Doubt.OtherContent, "id", Quarantine.Short(row.Id)) : null;
    }
}

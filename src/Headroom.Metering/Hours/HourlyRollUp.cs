using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Time;

namespace Headroom.Metering.Hours;

/// <summary>
/// Adds intervals of use up to hours, exactly. An interval costs the same however long it is: its first and last hour are added as parts,
/// and the whole hours between as one step up and one down. Not safe for several threads; each has its own, and they are merged.
/// </summary>
public sealed class HourlyRollUp(Window window)
{
    const int Hour = 3600;

    readonly long _from = window.From.ToUnixTimeSeconds(), _end = window.End.ToUnixTimeSeconds();
    readonly long _base = HourlyUse.FirstHourOf(window) * Hour;
    readonly int _hours = HourlyUse.HoursOf(window);
    readonly AccountNames _names = new();
    readonly List<Account> _accounts = [];

    /// <summary>The number of an account, by its name in UTF-8; the same name has the same number. Null when there are too many.</summary>
    public int? AccountOf(ReadOnlySpan<byte> name)
    {
        var index = _names.IndexOf(name);
        if (index < _accounts.Count) return index;
        if (_accounts.Count == HourlyUse.MostAccounts) return null;
        _accounts.Add(new Account(new long[_hours], new long[_hours + 1]));
        return index;
    }

    /// <summary>Adds so many units from one second to another (right-open, Unix time); what lies outside the window is left out.</summary>
    /// <returns>Whether any of it lies in the window.</returns>
    public bool Add(int account, long start, long end, long units)
    {
        (start, end) = (Math.Max(start, _from) - _base, Math.Min(end, _end) - _base);
        if (end <= start) return false;
        var (parts, steps) = _accounts[account];
        var (first, last) = ((int)(start / Hour), (int)(end / Hour));
        if (first == last)
        {
            parts[first] += units * (end - start);
            return true;
        }
        parts[first] += units * ((first + 1) * (long)Hour - start);
        steps[first + 1] += units;
        steps[last] -= units;
        if (end > last * (long)Hour) parts[last] += units * (end - last * (long)Hour);
        return true;
    }

    /// <summary>Adds what another roll-up of the same window holds.</summary>
    /// <returns>False when there are too many accounts together; nothing more is added then.</returns>
    public bool Merge(HourlyRollUp other)
    {
        for (var i = 0; i < other._accounts.Count; i++)
        {
            if (AccountOf(other._names.NameOf(i)) is not { } account) return false;
            Sum(_accounts[account].Parts, other._accounts[i].Parts);
            Sum(_accounts[account].Steps, other._accounts[i].Steps);
        }
        return true;
    }

    /// <summary>The hours of every account that used anything in the window.</summary>
    public HourlyUse Result()
    {
        var accounts = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<long>>(StringComparer.Ordinal);
        for (var i = 0; i < _accounts.Count; i++)
        {
            var hours = Hours(_accounts[i]);
            if (hours.Any(hour => hour != 0)) accounts[System.Text.Encoding.UTF8.GetString(_names.NameOf(i))] = hours;
        }
        return new(window, accounts.ToImmutable());
    }

    ImmutableArray<long> Hours(Account account)
    {
        var hours = ImmutableArray.CreateBuilder<long>(_hours);
        var running = 0L;
        for (var hour = 0; hour < _hours; hour++)
        {
            running += account.Steps[hour];
            hours.Add(account.Parts[hour] + running * Hour);
        }
        return hours.MoveToImmutable();
    }

    static void Sum(long[] into, long[] from)
    {
        for (var i = 0; i < into.Length; i++) into[i] += from[i];
    }

    readonly record struct Account(long[] Parts, long[] Steps);
}

using System.Collections.Immutable;
using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Core.Capacity;

/// <summary>
/// What accounts used in each hour of a window, in unit-seconds (GPU-seconds; watt-seconds for energy): whole numbers, so that an interval
/// cut at hours adds up to itself. Hours are those of UTC; the first and the last are cut by the window where it begins or ends inside one.
/// </summary>
public sealed class HourlyUse
{
    /// <summary>The longest window, in hours: a leap year.</summary>
    public const int MostHours = 366 * 24;

    /// <summary>The most accounts of one source.</summary>
    public const int MostAccounts = 20_000;

    /// <param name="accounts">Account names in ordinal order, each with one value for each hour of the window.</param>
    public HourlyUse(Window window, ImmutableSortedDictionary<string, ImmutableArray<long>> accounts)
    {
        (Window, Accounts) = (window, accounts);
        if (accounts.Values.FirstOrDefault(hours => hours.Length != Hours) is { IsDefault: false } other)
            throw new ArgumentException($"An account has {other.Length} hours; the window has {Hours}.", nameof(accounts));
    }

    /// <summary>The window that the hours cover.</summary>
    public Window Window { get; }

    /// <summary>Unit-seconds by account and hour.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<long>> Accounts { get; }

    /// <summary>The number of hours that the window touches.</summary>
    public int Hours => HoursOf(Window);

    /// <summary>The start of the first hour, at or before the window's start.</summary>
    public Instant FirstHour => Instant.FromUnixTimeSeconds(FirstHourOf(Window) * NodaConstants.SecondsPerHour);

    /// <summary>Unit-seconds of one account over the whole window; zero for an account that it does not name.</summary>
    public long Of(string account) => Accounts.TryGetValue(account, out var hours) ? hours.Sum() : 0;

    /// <summary>Unit-seconds of all accounts over the whole window.</summary>
    public long Total => Accounts.Values.Sum(hours => hours.Sum());

    /// <summary>Unit-seconds of all accounts by hour.</summary>
    public ImmutableArray<long> ByHour => [.. Enumerable.Range(0, Hours).Select(hour => Accounts.Values.Sum(hours => hours[hour]))];

    /// <summary>The number of hours that a window touches.</summary>
    public static int HoursOf(Window window) =>
        (int)((window.End.ToUnixTimeSeconds() + NodaConstants.SecondsPerHour - 1) / NodaConstants.SecondsPerHour - FirstHourOf(window));

    /// <summary>The hour in which a window begins, counted from the start of 1970 in UTC. Windows before are not measured.</summary>
    public static long FirstHourOf(Window window) => window.From.ToUnixTimeSeconds() / NodaConstants.SecondsPerHour;
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Formats.Metering;

/// <summary>
/// Hours of use as an exhibit, in text that anyone can add up: the first line holds the window, every other an account and its unit-seconds in
/// each hour, separated by commas. The same hours are always the same bytes, so their digest tells whether anything changed.
/// </summary>
public static class HourlyUseExhibit
{
    /// <summary>The media type under which it is stored.</summary>
    public const string MediaType = "text/vnd.headroom.hourly-use";

    /// <summary>The bytes of the exhibit, in UTF-8.</summary>
    public static byte[] Write(HourlyUse use)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"hourly-use v1,{Text(use.Window.From)},{Text(use.Window.End)}\n");
        foreach (var (account, hours) in use.Accounts)
        {
            text.Append(account);
            foreach (var hour in hours) text.Append(CultureInfo.InvariantCulture, $",{hour}");
            text.Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The hours of an exhibit that <see cref="Write"/> made; null when it is none.</summary>
    public static HourlyUse? Read(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || lines[0].Split(',') is not ["hourly-use v1", var from, var end]) return null;
        var (first, last) = (InstantPattern.ExtendedIso.Parse(from), InstantPattern.ExtendedIso.Parse(end));
        if (!first.Success || !last.Success || last.Value <= first.Value) return null;
        var accounts = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<long>>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1).Select(line => line.Split(',')))
        {
            if (line.Length != HourlyUse.HoursOf(new(first.Value, last.Value)) + 1) return null;
            var hours = line.Skip(1).Select(hour => long.TryParse(hour, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : (long?)null).ToList();
            if (hours.Contains(null) || !accounts.TryAdd(line[0], [.. hours.Select(hour => hour!.Value)])) return null;
        }
        return new(new Window(first.Value, last.Value), accounts.ToImmutable());
    }

    static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}

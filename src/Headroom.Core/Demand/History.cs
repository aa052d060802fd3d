using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Demand;

/// <summary>
/// Own demand of one workload as it was measured: the mean GPUs in use in each hour (UTC), without gaps from its first hour to its last.
/// At most ten years of hours; a value is 0 to <see cref="Gpus.Most"/>.
/// </summary>
/// <param name="Pool">The pool in which it ran.</param>
/// <param name="Start">The first hour, on the hour.</param>
/// <param name="Hourly">GPUs in use, an hour each.</param>
/// <param name="Filled">How many of the hours were missing in the record and took the value of a week (or an hour) before.</param>
public sealed record History(Slug Pool, Slug Workload, Instant Start, ImmutableArray<int> Hourly, int Filled)
{
    /// <summary>
    /// How many of the GPUs in use were busy, an hour each; -1 where that was not measured, and empty where it never was. Never more than were in use.
    /// </summary>
    public ImmutableArray<int> Busy { get; init; } = [];

    /// <summary>What stands for an hour in which busy GPUs were not measured.</summary>
    public const int NotMeasured = -1;

    /// <summary>The longest history kept, in hours: ten years.</summary>
    public const int MostHours = 87_660;

    /// <summary>The first instant after the last hour.</summary>
    public Instant End => Start + Duration.FromHours(Hourly.Length);

    /// <summary>A workload of which nothing is known yet but that it will run in a pool: no hours, up to the hour in which that was said.</summary>
    public static History None(Slug pool, Slug workload, Instant said) =>
        new(pool, workload, Instant.FromUnixTimeSeconds(said.ToUnixTimeSeconds() / 3600 * 3600), [], 0);

    /// <summary>Whether any hour from an instant on was used.</summary>
    public bool IsUsedFrom(Instant from) => Hourly.Skip((int)Math.Clamp(Math.Ceiling((from - Start).TotalHours), 0, Hourly.Length)).Any(gpus => gpus > 0);

    /// <summary>
    /// This history with a newer record laid over it: where both speak the newer holds, and a gap between them is filled
    /// as the gaps inside a record are.
    /// </summary>
    public History Then(History newer)
    {
        if (Hourly.IsEmpty) return newer;
        var start = Instant.Min(Start, newer.Start);
        var end = Instant.Max(End, newer.End);
        var hours = new int?[(int)(end - start).TotalHours];
        Lay(this, hours, start);
        Lay(newer, hours, start);
        return Fill(newer.Pool, newer.Workload, start, hours, Filled + newer.Filled) with { Busy = Busy.IsEmpty && newer.Busy.IsEmpty ? [] : BusyWith(newer, start, hours.Length) };
    }

    ImmutableArray<int> BusyWith(History newer, Instant start, int hours)
    {
        var busy = new int[hours];
        Array.Fill(busy, NotMeasured);
        foreach (var record in new[] { this, newer })
            for (var i = 0; i < record.Hourly.Length; i++) busy[(int)(record.Start - start).TotalHours + i] = record.Busy.IsEmpty ? NotMeasured : record.Busy[i];
        return [.. busy];
    }

    /// <summary>A history from hours of which some may be missing; the first must be there.</summary>
    public static History Fill(Slug pool, Slug workload, Instant start, IReadOnlyList<int?> hours, int filled = 0)
    {
        var whole = new int[hours.Count];
        for (var i = 0; i < hours.Count; i++)
        {
            if (hours[i] is null) filled++;
            whole[i] = hours[i] ?? (i >= 168 ? whole[i - 168] : i > 0 ? whole[i - 1] : 0);
        }
        return new(pool, workload, start, [.. whole], filled);
    }

    static void Lay(History record, int?[] hours, Instant start)
    {
        var offset = (int)(record.Start - start).TotalHours;
        for (var i = 0; i < record.Hourly.Length; i++) hours[offset + i] = record.Hourly[i];
    }
}

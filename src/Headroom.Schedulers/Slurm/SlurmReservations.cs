using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Headroom.Core.Capacity;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Planning;
using Headroom.Schedulers.State;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Schedulers.Slurm;

/// <summary>
/// Nodes that jobs are kept off, as Slurm's reservations for nobody but root: those that an incident or maintenance names, for as long as it lasts, and those of blocks that are
/// not at the pool's disposal. What runs there is left alone; nothing new starts. Reservations of ours have a name that begins with <see cref="Prefix"/>, and are ended once
/// nothing asks for them.
/// </summary>
static partial class SlurmReservations
{
    public const string Kind = "reservation", Prefix = "headroom-";

    /// <summary>The settings of a reservation.</summary>
    public const string Nodes = "nodes", From = "from", End = "end", Users = "users";

    /// <summary>The end of what has none yet: the last day before the seconds of Slurm's files run out.</summary>
    static readonly Instant Open = Instant.FromUtc(2037, 12, 31, 0, 0);

    static readonly LocalDateTimePattern Times = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");

    /// <summary>The reservations that are to be at an instant, and those that cannot be, since a node's name is none.</summary>
    public static IEnumerable<(Entry Entry, string Why)> Of(Cluster cluster, Quotas quotas, Instant at)
    {
        var served = cluster.Pools.Select(pool => pool.Pool).ToHashSet();
        foreach (var incident in quotas.Incidents.Where(incident => incident.Nodes.Length > 0 && served.Contains(incident.Of) && !(incident.End <= at)))
            yield return Reserve($"{Prefix}incident-{incident.Id}", incident.Nodes, incident.From > at ? incident.From : null, incident.End ?? Open);
        foreach (var held in quotas.Blocks.At(at)
            .Where(held => held.Block.Nodes.Length > 0 && served.Contains(held.Block.Pool) && (held.Tenant is not null || held.Block.StateAt(at) != BlockState.Ready)))
            yield return Reserve($"{Prefix}block-{held.Block.Id}", held.Block.Nodes, null, Open);
    }

    // What has begun has begun: Slurm starts it when it is told, and its start is no difference any more.
    static (Entry, string) Reserve(string name, IEnumerable<string> nodes, Instant? from, Instant end)
    {
        var names = nodes.SelectMany(Expand).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        var entry = Entry.Of(Kind, name).With(Nodes, string.Join(',', names)).With(End, Text(end)).With(Users, "root") with { Nodes = names };
        return (from is { } start ? entry.With(From, Text(start)) : entry,
            !SlurmName.Is(name) ? SlurmName.Fault(name)
            : names.FirstOrDefault(node => !Names().IsMatch(node)) is { } bad ? $"'{Fields.Short(bad)}' is no name of a node in Slurm" : "");
    }

    /// <summary>The reservations among those that Slurm has.</summary>
    public static IEnumerable<Entry> Read(string text) => SlurmText.Records(text, "ReservationName")
        .Select(fields => Entry.Of(Kind, fields["ReservationName"]).With(Nodes, string.Join(',', Expand(fields.GetValueOrDefault("Nodes", "")).Order(StringComparer.Ordinal)))
            .With(From, $"{fields.GetValueOrDefault("StartTime")}Z").With(End, $"{fields.GetValueOrDefault("EndTime")}Z").With(Users, fields.GetValueOrDefault("Users", "")));

    /// <summary>The names that a list such as <c>node[1-3,07-09],gpu4</c> stands for, in its order; text that is no such list stands for itself.</summary>
    public static IEnumerable<string> Expand(string list) => Parts().Matches(list).Select(part => part.Value).SelectMany(part => Ranged().Match(part) is { Success: true } ranged
        ? ranged.Groups["range"].Value.Split(',').SelectMany(Numbers).Select(number => $"{ranged.Groups["before"].Value}{number}{ranged.Groups["after"].Value}") : [part]);

    /// <summary>The arguments of scontrol for each change; what is to be no more is ended.</summary>
    public static IEnumerable<string[]> Written(IEnumerable<Change> changes) => changes.Where(change => change.To.Id.Kind == Kind).Select(change => change switch
    {
        { To.IsEnded: true } => new[] { "delete", $"ReservationName={change.To.Id.Name}" },
        { From: null } => ["create", "reservation", $"ReservationName={change.To.Id.Name}", .. Set(change.To.Settings.Select(each => (each.Key, each.Value))),
            .. change.To.Settings.ContainsKey(From) ? Array.Empty<string>() : ["StartTime=now"], "Flags=MAINT,OVERLAP,IGNORE_JOBS"],
        _ => ["update", $"ReservationName={change.To.Id.Name}", .. Set(change.Settings.Select(each => (each.Name, each.To)))],
    });

    static IEnumerable<string> Set(IEnumerable<(string Name, string Value)> settings) => settings.Select(setting => setting.Name switch
    {
        Nodes => $"Nodes={setting.Value}",
        From => $"StartTime={setting.Value.TrimEnd('Z')}",
        End => $"EndTime={setting.Value.TrimEnd('Z')}",
        _ => $"Users={setting.Value}",
    });

    static string Text(Instant instant) => $"{Times.Format(instant.InUtc().LocalDateTime)}Z";

    static IEnumerable<string> Numbers(string range)
    {
        var ends = range.Split('-');
        if (ends.Length != 2 || !int.TryParse(ends[0], out var first) || !int.TryParse(ends[1], out var last) || last - first is < 0 or > Incident.MostNodes * 10) return [range];
        return Enumerable.Range(first, last - first + 1).Select(number => number.ToString($"D{ends[0].Length}", System.Globalization.CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"[^,\[\]]*\[[^\]]*\][^,]*|[^,]+", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?<before>[^\[]*)\[(?<range>[0-9,-]+)\](?<after>[^\[]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ranged();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}

using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Planning;
using Headroom.Schedulers.Slurm;
using Headroom.Schedulers.State;
using NodaTime;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests.Slurm;

public sealed class SlurmReservationsTests : IDisposable
{
    const string Printed =
        "ReservationName=headroom-incident-rack StartTime=2027-01-01T00:00:00 EndTime=2037-12-31T00:00:00 Duration=4017-00:00:00 Nodes=node[1-2] NodeCnt=2 CoreCnt=256 Features=(null) PartitionName=(null) "
        + "Flags=MAINT,OVERLAP,IGNORE_JOBS,SPEC_NODES TRES=cpu=256 Users=root Groups=(null) Accounts=(null) Licenses=(null) State=ACTIVE BurstBuffer=(null) Watts=n/a MaxStartDelay=(null)\n";

    readonly Yard _yard = new();

    public void Dispose() => _yard.Dispose();

    static Incident Incident(string id, IncidentKind kind, Instant from, Instant? end, params string[] nodes) =>
        new(Slug.Of(id), kind, Yard.Pool, new Gpus(8 * nodes.Length), Kilowatts.Zero, from, end, "seen") { Nodes = [.. nodes] };

    IEnumerable<(Entry Entry, string Why)> Wanted(int days = 0) => SlurmReservations.Of(_yard.Cluster, Quotas.Of(_yard.Keeper.CatchUp(), At(NewYear)), At(NewYear.PlusDays(days)));

    [Theory]
    [InlineData("node1", "node1")]
    [InlineData("node[1-3,5],gpu7", "node1 node2 node3 node5 gpu7")]
    [InlineData("n[08-10]-a,n[1]", "n08-a n09-a n10-a n1")]
    [InlineData("row[", "row[")]
    [InlineData("a[3-1]", "a3-1")]
    [InlineData("", "")]
    public void A_list_of_nodes_stands_for_its_names(string list, string names) => Assert.Equal(names, string.Join(' ', SlurmReservations.Expand(list)));

    [Fact]
    public void What_was_reserved_as_it_should_be_is_read_back_as_no_difference()
    {
        _yard.Must(new OpenIncident(Incident("rack", IncidentKind.Incident, At(NewYear), null, "node2", "node1")));

        var (wanted, why) = Assert.Single(Wanted());
        Assert.Equal(("", "reservation headroom-incident-rack: end=2037-12-31T00:00:00Z, nodes=node1,node2, users=root"), (why, wanted.Canonical));
        Assert.Null(Change.Of(wanted, Assert.Single(SlurmReservations.Read(Printed))));
        Assert.Equal(["update ReservationName=headroom-incident-rack Nodes=node1,node2"],
            SlurmReservations.Written([Change.Of(wanted, Assert.Single(SlurmReservations.Read(Printed.Replace("node[1-2]", "node1", StringComparison.Ordinal))))!])
            .Select(arguments => string.Join(' ', arguments)));
    }

    [Fact]
    public void Maintenance_is_reserved_ahead_and_what_is_over_or_names_no_node_is_not()
    {
        var (from, end) = (At(NewYear.PlusDays(3)), At(NewYear.PlusDays(4)));
        _yard.Must(new OpenIncident(Incident("swap", IncidentKind.Maintenance, from, end, "node3")));
        _yard.Must(new OpenIncident(Incident("count-only", IncidentKind.Maintenance, from, end) with { Gpus = new Gpus(8) }));
        _yard.Must(new OpenIncident(Incident("past", IncidentKind.Incident, At(NewYear), At(NewYear.PlusDays(1)), "node4")));

        Assert.Equal(
            ["create reservation ReservationName=headroom-incident-swap EndTime=2027-01-05T00:00:00 StartTime=2027-01-04T00:00:00 Nodes=node3 Users=root Flags=MAINT,OVERLAP,IGNORE_JOBS"],
            SlurmReservations.Written(Wanted(days: 1).Select(each => Change.Of(each.Entry, null)!)).Select(arguments => string.Join(' ', arguments)));
    }

    [Fact]
    public void A_block_that_somebody_has_or_that_is_on_its_way_is_kept_free_of_jobs()
    {
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 16)));
        foreach (var row in new[] { 1, 2 }) _yard.Must(new NameBlock(new(Slug.Of($"row-{row}"), Yard.Pool, new Gpus(16), [$"node[{row}-{row + 1}]"], null)));
        _yard.Must(new MoveBlock(Slug.Of("row-1"), new(BlockState.Assigned, At(NewYear), Slug.Of("k"), null, "")));

        Assert.Equal(["reservation headroom-block-row-1: end=2037-12-31T00:00:00Z, nodes=node1,node2, users=root"], Wanted().Select(each => each.Entry.Canonical));
    }

    // By hand: of three reservations, one is not ours, one is wanted, and the third is over.
    [Fact]
    public void What_is_ours_and_wanted_no_more_is_ended_where_the_consent_lists_it()
    {
        var wanted = Entry.Of(SlurmReservations.Kind, "headroom-incident-a").With("nodes", "node1");
        var seen = new[] { wanted, Entry.Of(SlurmReservations.Kind, "headroom-incident-b"), Entry.Of(SlurmReservations.Kind, "weekly") };
        var desired = Desired.Nothing with { Entries = Desired.Nothing.Entries.Add(wanted.Id, wanted), Ours = new(SlurmReservations.Kind, SlurmReservations.Prefix) };
        var nothing = ImmutableSortedDictionary<Slug, Gpus>.Empty;
        var observed = new Observed(seen.ToImmutableSortedDictionary(entry => entry.Id, Seen.Of), nothing, nothing, "", []);
        var may = _yard.Cluster with { Consent = new([new(SlurmReservations.Kind, "headroom-*")]) };

        var plan = Plan.Of(may, desired, observed);

        Assert.Equal(["reservation headroom-incident-b: ended"], plan.Changes.Select(change => change.Says));
        Assert.Equal(["delete ReservationName=headroom-incident-b"], SlurmReservations.Written(plan.Changes).Select(arguments => string.Join(' ', arguments)));
        Assert.Empty(Plan.Of(_yard.Cluster with { Consent = Consent.None }, desired, observed).Changes);
    }
}

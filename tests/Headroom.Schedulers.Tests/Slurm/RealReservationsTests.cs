using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Schedulers.Slurm;
using NodaTime;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests.Slurm;

/// <summary>Nodes that jobs are kept off, on the real thing.</summary>
[Collection(OnRealSlurm.Name)]
public sealed class RealReservationsTests(PrivateSlurm slurm)
{
    const string User = "mail", Name = "headroom-incident-rack";

    static readonly Slug Rack = Slug.Of("rack");

    static Incident Broken(params string[] nodes) =>
        new(Rack, IncidentKind.Incident, Yard.Pool, new Gpus(8 * nodes.Length), Kilowatts.Zero, At(NewYear), null, "Two nodes lost their cooling.") { Nodes = [.. nodes] };

    string Shown() => slurm.Run("scontrol", "-o", "show", "reservation");

    // Four nodes, two of which an incident names: of four jobs of a whole node two run, one was running there and goes on, one waits.
    [Fact]
    public async Task Nodes_that_an_incident_names_take_no_new_job_until_it_is_closed_and_drift_is_mended()
    {
        using var site = new SlurmSite(slurm);
        site.Sell(32);
        await site.Pass();
        slurm.Admit(User, site.Customer);
        var before = slurm.Submit(User, site.Customer, 8, 300);
        await slurm.Reaches(before, "RUNNING");
        var node = slurm.Run("squeue", "-h", "-j", before, "-o", "%N").Trim();
        var free = node == "node4" ? "node3" : "node4";
        site.Yard.Must(new OpenIncident(Broken(node, free)));

        var applied = Assert.IsType<Pass.Applied>(await site.Pass());

        Assert.Contains(applied.Plan.Plan.Changes, change => change.Says.StartsWith($"reservation {Name} (new): end 2037-12-31T00:00:00Z, nodes ", StringComparison.Ordinal));
        Assert.IsType<Pass.Settled>(await site.Pass());
        string[] later = [.. Enumerable.Range(0, 3).Select(_ => slurm.Submit(User, site.Customer, 8, 300))];
        foreach (var job in later[..2]) await slurm.Reaches(job, "RUNNING");
        await slurm.Reaches(later[2], "PENDING");
        await slurm.Reaches(before, "RUNNING");

        slurm.Run("scontrol", "update", $"ReservationName={Name}", $"Nodes={free}");
        Assert.Contains(Assert.IsType<Pass.Applied>(await site.Pass()).Plan.Plan.Changes,
            change => change.Says.StartsWith($"reservation {Name}: nodes {free} -> ", StringComparison.Ordinal));
        slurm.Run("scontrol", "delete", $"ReservationName={Name}");
        Assert.True(Assert.IsType<Pass.Applied>(await site.Pass()).Plan.IsDrift);

        site.Yard.Must(new OpenIncident(Broken(node, free) with { End = At(NewYear) + Duration.FromSeconds(1) }));
        site.Yard.Must(new MoveClock(At(NewYear.PlusDays(1))));
        Assert.Contains(Assert.IsType<Pass.Applied>(await site.Pass()).Plan.Plan.Changes, change => change.Says == $"reservation {Name}: ended");
        Assert.DoesNotContain(Name, Shown(), StringComparison.Ordinal);
        await slurm.Reaches(later[2], "RUNNING");
    }

    [Fact]
    public async Task Planned_maintenance_is_reserved_ahead_a_node_that_is_not_there_is_told_and_others_reservations_stay()
    {
        using var site = new SlurmSite(slurm);
        // The machine's calendar is Slurm's, the yard's is the book's: what is planned lies ahead in both.
        var from = Instant.Max(slurm.Now, At(NewYear)) + Duration.FromDays(40);
        var end = from + Duration.FromDays(1);
        slurm.Run("scontrol", "create", "reservation", "ReservationName=weekly", "StartTime=now", "Duration=60", "Nodes=node1", "Users=root", "Flags=MAINT,IGNORE_JOBS");
        site.Yard.Must(new OpenIncident(Broken("node2") with { Kind = IncidentKind.Maintenance, From = from, End = end }));
        site.Yard.Must(new OpenIncident(Broken("node9") with { Id = Slug.Of("typo"), Kind = IncidentKind.Maintenance, From = from, End = end }));

        var applied = Assert.IsType<Pass.Applied>(await site.Pass());

        var reserved = Assert.Single(SlurmReservations.Read(Shown()), entry => entry.Id.Name == Name);
        Assert.Equal(($"{from}", $"{end}", "node2", "root"), (reserved.Settings["from"], reserved.Settings["end"], reserved.Settings["nodes"], reserved.Settings["users"]));
        Assert.Contains(applied.Plan.Plan.Withheld, each => each.Id.Name == "headroom-incident-typo" && each.Why.Contains("'node9'", StringComparison.Ordinal));
        Assert.IsType<Pass.Settled>(await site.Pass());
        Assert.Contains("ReservationName=weekly", Shown(), StringComparison.Ordinal);
        foreach (var name in new[] { "weekly", Name }) slurm.Run("scontrol", "delete", $"ReservationName={name}");
    }

    [Fact]
    public async Task What_the_consent_does_not_list_is_not_reserved()
    {
        using var site = new SlurmSite(slurm, consent: new([new("account", "*"), new("qos", "*"), new("partition", "batch")]));
        site.Yard.Must(new OpenIncident(Broken("node2")));

        var applied = Assert.IsType<Pass.Applied>(await site.Pass());

        Assert.Contains(applied.Plan.Plan.Withheld, each => each.Id.Name == Name && each.Why == "the cluster's consent does not list it");
        Assert.DoesNotContain(Name, Shown(), StringComparison.Ordinal);
    }
}

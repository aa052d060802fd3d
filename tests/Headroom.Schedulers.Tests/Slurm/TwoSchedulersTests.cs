using System.Collections.Immutable;
using System.Text;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Journal.Keeping;
using Headroom.Metering.Hours;
using Headroom.Metering.Slurm;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Kueue;
using Headroom.Schedulers.Slurm;
using Headroom.Schedulers.Tests.Kueue;
using NodaTime;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests.Slurm;

/// <summary>One contract on two pools, of which Slurm serves one and Kueue the other.</summary>
[Collection(OnRealSlurm.Name)]
public sealed class TwoSchedulersTests(PrivateSlurm slurm) : IDisposable
{
    static readonly Slug Other = Slug.Of("h200"), Customer = Slug.Of("twofold"), Contract = Slug.Of("k");
    static readonly YearMonth January = new(2027, 1);

    readonly Yard _yard = new(cluster => cluster with { OwnAccount = "own-twofold" }, supply: 32);
    readonly FakeKubernetes _kubernetes = new();

    public void Dispose() => _yard.Dispose();

    Pass Pass(Cluster cluster, IScheduler scheduler) => new Reconciler(_yard.Keeper, cluster, scheduler, Actor).Pass(dry: false, CancellationToken.None).GetAwaiter().GetResult();

    // By hand: 8 GPUs of Slurm for ten hours and 4 of Kueue for five are 100 GPU-hours; at 2.00 each they are 200.00, beside the fee of 100.00.
    [Fact]
    public void It_is_enforced_by_both_read_back_from_both_metered_together_and_billed_on_one_invoice()
    {
        Assert.SkipWhen(PrivateSlurm.Missing is not null, PrivateSlurm.Missing ?? "");
        using var http = new HttpClient(_kubernetes);
        var bySlurm = _yard.Cluster with { Slurm = slurm.Settings };
        var byKueue = _yard.Cluster with
        {
            Id = Slug.Of("west"),
            Pools = [new(Other, "nvidia.com/gpu", [])],
            Consent = new([new(KueueEntries.Queue, "*"), new(KueueEntries.Cohort, "west"), new(KueueEntries.Flavor, "*")]),
            Kueue = new(new("http://kubernetes.example/"), null, null, Duration.FromSeconds(5)),
        };
        _yard.Must(new AddPool(new Pool(Other, Slug.Of("site"), null, new Gpus(8), new PowerDraw(new Kilowatts(2), new Gpus(1)), Gpus.Zero)));
        _yard.Must(new PlanSupply(new SupplyBlock(Slug.Of("second"), Other, new Gpus(64), NewYear, null, null)));
        _yard.Must(new EnergiseSupply(Slug.Of("second"), NewYear));
        var signed = Sign("k", Customer, NewYear.PlusDays(300), (NewYear, 16));
        _yard.Must(signed with
        {
            Terms = signed.Terms
            with
            { Legs = [.. signed.Terms.Legs, new Reserve(Other, null, [new ReserveStep(NewYear, new Gpus(24))]), new Usage("compute", "gpu-hours", 2m, 0, 1, 2m)] }
        });

        var applied = Assert.IsType<Pass.Applied>(Pass(bySlurm, new SlurmScheduler(bySlurm)));
        Assert.IsType<Pass.Applied>(Pass(byKueue, new KueueScheduler(byKueue, http)));

        Assert.Equal((16, 24), (applied.Plan.Desired.Entries[new("account", "twofold")].Limits[Yard.Pool].Count,
            applied.Plan.Quotas.At(new(Other, Customer, Core.Views.QuotaTier.Firm), At(NewYear)).Count));
        Assert.Equal("gres/gpu=16", slurm.Run("sacctmgr", "-n", "-P", "list", "associations", "account=twofold", "user=", "format=grptres").Trim());
        Assert.Equal("24", _kubernetes.Of("clusterqueues", "twofold")["spec"]!["resourceGroups"]![0]!["flavors"]![0]!["resources"]![0]!["nominalQuota"]!.ToString());
        Assert.IsType<Pass.Settled>(Pass(bySlurm, new SlurmScheduler(bySlurm)));
        Assert.IsType<Pass.Settled>(Pass(byKueue, new KueueScheduler(byKueue, http)));

        var (month, end) = (Core.Time.Calendar.Utc.Of(January), At(new LocalDate(2027, 2, 1)));
        Seal("slurm", Yard.Pool,
            SacctImport.Read(Text("JobIDRaw|Account|Start|End|AllocTRES\n1|twofold|2027-01-05T00:00:00|2027-01-05T10:00:00|gres/gpu=8\n"), new(month, DateTimeZone.Utc, end, 32), 1,
                _ => { }).Value!);
        Seal("kueue", Other, UseCsv.Read(Text("account,from,to,units\ntwofold,2027-01-06T00:00:00Z,2027-01-06T05:00:00Z,4\n"), month, end, 64).Value!);
        _yard.Must(new CloseMonth(January));

        var invoice = Assert.Single(_yard.Keeper.Facts(0, long.MaxValue).Select(fact => fact.Body).OfType<InvoiceIssued>()).Invoice;
        Assert.Equal([("compute", 200m), ("fee", 100m)], invoice.Lines.Select(line => (line.Charge, line.Amount)).Order());
    }

    void Seal(string source, Slug pool, Imported import)
    {
        Assert.Equal(0, import.Quarantine.Count);
        _yard.Must(new DescribeSource(
            new UsageSource(Slug.Of(source), pool, UsageMeasure.Allocated, "gpu-hours",
                ImmutableSortedDictionary<string, UsageHolder>.Empty.Add("twofold", new UsageHolder(Contract, false)))));
        _yard.Must(UsageMonth.Seal(_yard.Keeper, Slug.Of(source), January, import.Use, 0, null));
    }

    static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}

using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers.Tests;

/// <summary>A sandbox in a folder of its own with one pool of 64 GPUs from 1 January 2027, a cluster that serves it, and contracts on it.</summary>
sealed class Yard : IDisposable
{
    public const long Supply = 64;

    public static readonly Slug Us = Slug.Of("us"), Acme = Slug.Of("acme"), Zeta = Slug.Of("zeta"), Pool = Slug.Of("h100"), Actor = Slug.Of("tester"), North = Slug.Of("north");

    public static readonly LocalDate NewYear = new(2027, 1, 1);

    readonly string _folder = Directory.CreateTempSubdirectory("headroom-yard-").FullName;

    public Yard(Func<Cluster, Cluster>? change = null, long gpus = Supply, long supply = Supply)
    {
        var consent = new Consent([new("account", "*"), new("qos", "*"), new("partition", "batch"), new("reservation", "headroom-*")]);
        var cluster = new Cluster(North, [new(Pool, "gres/gpu", ["batch"])], consent) { LockFile = Path.Combine(_folder, "north.lock") };
        Cluster = change?.Invoke(cluster) ?? cluster;
        Keeper = new(Journals.Open(Path.Combine(_folder, "book"), create: true), new Stopped());
        Scheduler = new(Cluster, gpus);
        foreach (var command in Opening(supply)) Must(command);
    }

    public Cluster Cluster { get; }

    public Bookkeeper Keeper { get; }

    public FakeScheduler Scheduler { get; }

    public Reconciler Reconciler => new(Keeper, Cluster, Scheduler, Actor);

    public string Folder => _folder;

    /// <summary>What opens the book and gives it its pool.</summary>
    public static IEnumerable<Command> Opening(long supply) =>
    [
        new OpenBook(Us, "UTC", true, At(NewYear)), new AddSite(Slug.Of("site"), null, "UTC", []),
        new AddPool(new Pool(Pool, Slug.Of("site"), null, new Gpus(8), new PowerDraw(new Kilowatts(2), new Gpus(1)), Gpus.Zero)),
        new PlanSupply(new SupplyBlock(Slug.Of("first"), Pool, new Gpus(supply), NewYear, null, null)), new EnergiseSupply(Slug.Of("first"), NewYear),
    ];

    public static Instant At(LocalDate date) => date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();

    /// <summary>A contract without a right to leave early, with steps of GPUs by date.</summary>
    public static SignContract Sign(string id, Slug buyer, LocalDate through, params (LocalDate From, long Gpus)[] steps) => new(
        new Terms(Slug.Of(id), Us, buyer, Core.Time.Calendar.Utc, Currency.Usd, steps[0].From, through,
            [new Reserve(Pool, null, [.. steps.Select(step => new ReserveStep(step.From, new Gpus(step.Gpus)))]),
                new Monthly("fee", [new FeeStep(steps[0].From, 100m)], Proration.ActualDays)]));

    public Outcome.Done Must(Command command) => Assert.IsType<Outcome.Done>(Keeper.Execute(command, Actor));

    /// <summary>Says something that may be refused.</summary>
    public void Ask(Command command) => Keeper.Execute(command, Actor);

    public Pass Pass(bool dry = false) => Reconciler.Pass(dry, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The facts that quotas were applied.</summary>
    public List<QuotaApplied> Applied => [.. Keeper.Facts(0, long.MaxValue).Select(fact => fact.Body).OfType<QuotaApplied>()];

    /// <summary>The facts that somebody else changed what was enforced, and that this is gone.</summary>
    public List<DriftSeen> Drifts => [.. Keeper.Facts(0, long.MaxValue).Select(fact => fact.Body).OfType<DriftSeen>()];

    public void Dispose()
    {
        Keeper.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    sealed class Stopped : IClock
    {
        public Instant GetCurrentInstant() => At(NewYear);
    }
}

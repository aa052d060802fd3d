using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// Random contracts of three years in a stored journal: read, folded, and every invoice of every month drafted in memory.
/// Compared with merely parsing the same stored bytes, and with itself at a tenth and a hundredth of the size.
/// </summary>
public static class ManyContracts
{
    const int Pools = 50;
    internal static readonly Slug Owner = Slug.Of("owner");
    static readonly Calendar Zone = Calendar.In("America/Chicago")!;

    public static IEnumerable<Measure> Run()
    {
        var perContract = new Dictionary<int, double>();
        // The first round only warms the program up; without it growth would compare compiled code with code being compiled.
        foreach (var (count, isWarmUp) in new[] { (1_000, true), (1_000, false), (10_000, false), (100_000, false) })
        {
            var folder = Directory.CreateTempSubdirectory("headroom-bench-").FullName;
            using var journal = Journals.Open(folder, create: true);
            journal.Append(0, [.. Facts(count).Select(fact => FactCodec.Write(fact, Instant.FromUtc(2026, 1, 1, 0, 0), Owner, null))], null);
            var parsing = Measure.Seconds(2, () => { foreach (var entry in journal.Read(0, long.MaxValue)) JsonDocument.Parse(entry.Bytes).Dispose(); });
            var (fold, draft, invoices) = (0.0, 0.0, 0L);
            var whole = Measure.Seconds(1, () =>
            {
                using var keeper = new Bookkeeper(journal, SystemClock.Instance);
                Book book = null!;
                fold = Measure.Seconds(1, () => book = keeper.CatchUp());
                draft = Measure.Seconds(1,
                    () => invoices = book.Contracts.Values.AsParallel().Sum(contract => (long)Billing.Plan(contract.Terms, contract.Schedule(null)).Count()));
                foreach (var pool in book.Totals.Values) pool.Gpus.ToTimeline();
            });
            if (isWarmUp) continue;
            perContract[count] = whole / count;
            yield return new($"{count} contracts: fold and draft / parse the stored bytes", whole / parsing, 0.5, 40,
                FormattableString.Invariant($"{whole:0.00} s (read and fold {fold:0.00}, draft {invoices} invoices {draft:0.00}), peak {Environment.WorkingSet >> 20} MiB now"));
            if (count != 100_000) continue;
            yield return new("100000 contracts: seconds (target 10 on two cores)", whole, 0, 10, "");
            using var self = System.Diagnostics.Process.GetCurrentProcess();
            yield return new("100000 contracts: peak working set in MiB (target 1024)", self.PeakWorkingSet64 >> 20, 0, 1024, "the whole process, writing included");
        }
        yield return new("growth: time a contract at 100000 / at 10000", perContract[100_000] / perContract[10_000], 0.2, 1.6, "linear is 1");
        yield return new("growth: time a contract at 10000 / at 1000", perContract[10_000] / perContract[1_000], 0.05, 1.6, "linear is 1; small runs warm up");
    }

    /// <summary>The facts of a book with so many contracts; all start in the first month where <paramref name="together"/>.</summary>
    internal static IEnumerable<FactBody> Facts(int count, bool together = false)
    {
        yield return new BookOpened(Owner, true, Zone, Calendar.ZoneDataVersion);
        yield return new SiteAdded(new Site(Slug.Of("site"), null, "America/Chicago", null));
        for (var pool = 0; pool < Pools; pool++)
            yield return new PoolAdded(new Pool(Slug.Of($"pool-{pool}"), Slug.Of("site"), null, new Gpus(8), new PowerDraw(new Kilowatts(15), new Gpus(11)), Gpus.Zero));
        var random = new Random(7);
        for (var i = 0; i < count; i++) yield return new ContractSigned(Terms(i, random, together));
    }

    static Terms Terms(int i, Random random, bool together)
    {
        var from = new LocalDate(2026, 1, 1).PlusDays(random.Next(0, together ? 28 : 700));
        var through = from.PlusYears(3).PlusDays(-1);
        var ramp = from.PlusDays(random.Next(20, 120));
        var fee = random.Next(1_000_000, 900_000_000) / 100m;
        ImmutableArray<Leg> legs =
        [
            new Reserve(Slug.Of($"pool-{random.Next(Pools)}"), null, [new(from, new Gpus(8 * random.Next(1, 50))), new(ramp, new Gpus(8 * random.Next(50, 200)))]),
            new Monthly("fee", [new(from, fee / 2), new(ramp, fee)], Proration.ActualDays),
            new Exit(Side.Either, from.PlusMonths(3), null, new NoticeLength(90, false), EarlyNotice.Refused, LastDayRule.DayServed),
        ];
        return new(Slug.Of($"contract-{i}"), Owner, Slug.Of($"customer-{i % 500}"), Zone, Currency.Usd, from, through, legs);
    }
}

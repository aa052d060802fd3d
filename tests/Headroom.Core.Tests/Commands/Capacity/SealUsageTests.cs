using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class SealUsageTests
{
    static readonly Slug Slurm = Slug.Of("slurm-memphis"), Second = Slug.Of("slurm-second");
    static readonly Terms Metered = With(new Usage("compute", Clauses.Used, 2m, 0, 1, 2m), AfterLockIn);
    static readonly YearMonth May = Month(2026, 5);

    static readonly Book Sourced = Ready.Told(At(2026, 4, 20), new SignContract(Metered), new DescribeSource(Source(Slurm)), new DescribeSource(Source(Second)));

    static UsageSource Source(Slug id, UsageMeasure measure = UsageMeasure.Allocated) => new(id, Colossus, measure, Clauses.Used,
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [KeyValuePair.Create("tenant_a", new UsageHolder(Id, false)), KeyValuePair.Create("tenant_b", new UsageHolder(Id, false))]));

    static HourlyUse Use(params (string Account, long GpuSeconds)[] accounts)
    {
        var window = Chicago.Of(May);
        return new(window, accounts.ToImmutableSortedDictionary(account => account.Account,
            account => ImmutableArray.Create<long>([account.GpuSeconds, .. new long[HourlyUse.HoursOf(window) - 1]]), StringComparer.Ordinal));
    }

    static SealUsage Seal(Slug source, string exhibit, params (string Account, long GpuSeconds)[] accounts) => new(source, May, Use(accounts), exhibit, 0);

    static decimal? Read(Book book) => book.Contracts[Id].Observed.LastOrDefault()?.Amount;

    [Fact]
    public void A_seal_reads_the_meter_of_every_contract_that_it_feeds()
    {
        var book = Sourced.Told(At(2026, 6, 1), Seal(Slurm, "a1", ("tenant_a", 3_600), ("tenant_b", 5_400), ("nobody", 10)));
        Assert.Equal(2.5m, Read(book));
        Assert.Equal((1, 9_000L, 10L), (book.Seals[(Slurm, May)].Revision, book.Seals[(Slurm, May)].Of(Id), book.Seals[(Slurm, May)].Unassigned));
    }

    [Fact]
    public void Late_records_make_a_further_revision_and_the_next_invoice_carries_the_difference()
    {
        var billed = Sourced.Told(At(2026, 6, 1), Seal(Slurm, "a1", ("tenant_a", 3_600_000)), new CloseMonth(May));
        var late = billed.Told(At(2026, 7, 1), Seal(Slurm, "a2", ("tenant_a", 7_200_000)), new CloseMonth(Month(2026, 6)));
        var lines = late.Receivables.InvoicesOf(Id).SelectMany(invoice => invoice.Lines).Where(line => line.Amount != 0);
        Assert.Equal([(May, 2_000m, false), (May, 2_000m, true)], lines.Select(line => (line.Period, line.Amount, line.IsAdjustment)));
        Assert.Equal(2, late.Seals[(Slurm, May)].Revision);
    }

    [Fact]
    public void The_same_hours_are_sealed_once() =>
        Sourced.Told(At(2026, 6, 1), Seal(Slurm, "a1", ("tenant_a", 3_600))).Refuses(At(2026, 6, 2), Seal(Slurm, "a1", ("tenant_a", 3_600)), RefusalCode.AlreadyExists, "month");

    // The hours are the same; what was set aside is not, and can be looked at.
    [Fact]
    public void The_same_hours_with_other_doubts_are_a_revision_that_reads_nothing_anew_and_every_revision_stays()
    {
        var sealing = Seal(Slurm, "a1", ("tenant_a", 3_600));
        var book = Sourced.Told(At(2026, 6, 1), sealing).Told(At(2026, 6, 2), sealing with { SetAside = 1, Doubts = "d1" });
        Assert.Equal([(1, null), (2, "d1")], book.Sealings.Select(each => (each.Seal.Revision, each.Seal.Doubts)));
        Assert.Single(book.Contracts[Id].Observed);
        book.Refuses(At(2026, 6, 3), sealing with { SetAside = 1, Doubts = "d1" }, RefusalCode.AlreadyExists, "month");
    }

    [Fact]
    public void A_meter_is_the_sum_of_all_sources_that_feed_it_in_whatever_order_and_revision_they_are_sealed() =>
        Prop.ForAll((from seals in (from second in Gen.Elements(false, true) from used in Gen.Choose(0, 100) select (second, used)).ListOf() select seals).ToArbitrary(), seals =>
        {
            var (book, said) = (Sourced, new Dictionary<Slug, long>());
            foreach (var (each, i) in seals.Select((each, i) => (each, i)))
            {
                var source = each.second ? Second : Slurm;
                book = book.Told(At(2026, 6, 1), Seal(source, $"x{i}", ("tenant_a", each.used * 3_600L)));
                said[source] = each.used;
            }
            return (Read(book) ?? 0) == said.Values.Sum();
        }).Check(Laws.Seeded);

    [Fact]
    public void Each_reason_to_refuse_a_seal()
    {
        Sourced.Refuses(At(2026, 6, 1), Seal(Slug.Of("nothing"), "a1"), RefusalCode.NotFound, "source");
        Sourced.Refuses(At(2026, 5, 31), Seal(Slurm, "a1"), RefusalCode.InTheFuture, "month");
        Sourced.Refuses(At(2026, 7, 1), Seal(Slurm, "a1") with { Month = Month(2026, 6) }, RefusalCode.DatesUpsideDown, "month");
    }

    [Fact]
    public void Each_reason_to_refuse_a_source()
    {
        var fed = Source(Slug.Of("third"));
        Sourced.Refuses(At(2026, 5, 1), new DescribeSource(fed with { Pool = Slug.Of("nowhere") }), RefusalCode.NotFound, "pool");
        Sourced.Refuses(At(2026, 5, 1), new DescribeSource(fed with { Feeds = "kwh" }), RefusalCode.NotFound, "feeds");
        Sourced.Refuses(At(2026, 5, 1), new DescribeSource(fed with { Measure = UsageMeasure.Busy }), RefusalCode.InvalidTerms, "feeds");
        Sourced.Refuses(At(2026, 5, 1), new DescribeSource(fed with { Accounts = fed.Accounts.Clear() }), RefusalCode.OutOfRange, "accounts");
        Sourced.Refuses(At(2026, 5, 1), new DescribeSource(fed with { Accounts = fed.Accounts.Add("z", new(Slug.Of("nobody"), true)) }), RefusalCode.NotFound, "accounts.z");
        Sourced.Told(At(2026, 6, 1), Seal(Slurm, "a1", ("tenant_a", 3_600)))
            .Refuses(At(2026, 6, 1), new DescribeSource(Source(Slurm, UsageMeasure.Busy)), RefusalCode.AlreadyExists, "source");
    }
}

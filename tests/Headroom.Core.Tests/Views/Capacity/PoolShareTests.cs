using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class PoolShareTests
{
    const long Hour = 3600;
    static readonly Window Night = new(At(2026, 6, 30), At(2026, 7, 1) + Duration.FromHours(6));
    static readonly Slug Small = Slug.Of("small");

    // 110,000 GPUs are held by the first contract in June and 100,000 from July, beside 7 of the second.
    static readonly Book Two = Ready.Told(At(2026, 4, 20), new SignContract(With(Reserving((Start, 110_000), (Day(2026, 7, 1), 100_000)), AtOnce)),
        new SignContract(With(Reserving((Start, 7)), AtOnce) with { Contract = Small, Buyer = Other }));

    static readonly Pool Pool = Two.Fleet.Pools[Colossus];

    static readonly UsageSource Slurm = new(Slug.Of("slurm"), Colossus, UsageMeasure.Allocated, null, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [KeyValuePair.Create("a", new UsageHolder(Id, false)), KeyValuePair.Create("b", new UsageHolder(Id, false)), KeyValuePair.Create("c", new UsageHolder(Small, false)),
            KeyValuePair.Create("own", new UsageHolder(Slug.Of("grok"), true))]));

    static PoolHours Of(Book book, params (string Account, long[] Gpus)[] used) => PoolHours.Of(new(book, Pool, Day(2026, 7, 2)), Pool, Night,
        [(Slurm, new(Night, used.ToImmutableSortedDictionary(each => each.Account, each => each.Gpus.Select(gpus => gpus * Hour).ToImmutableArray(), StringComparer.Ordinal)))]);

    static long Sum(PoolHours hours, params PoolState[] states) => hours.Shares.Where(share => states.Contains(share.State)).Sum(share => share.Seconds);

    // Law: shares of each state are that state's hours and together the capacity, and what an account had and used beyond it is all that it used.
    [Fact]
    public void Shares_are_the_capacity_and_every_accounts_use_whatever_was_used_and_broken() =>
        Prop.ForAll((from a in Gen.Choose(0, 90_000).ArrayOf(30)
                     from b in Gen.Choose(0, 90_000).ArrayOf(30)
                     from c in Gen.Choose(0, 20).ArrayOf(30)
                     from own in Gen.Choose(0, 200_000).ArrayOf(30)
                     from broken in Gen.Choose(1, 220_000)
                     select (a, b, c, own, broken)).ToArbitrary(), seen =>
                 {
                     (string Account, long[] Gpus)[] used = [("a", Long(seen.a)), ("b", Long(seen.b)), ("c", Long(seen.c)), ("own", Long(seen.own))];
                     var hours = Of(Broken(seen.broken, Night.From + Duration.FromHours(3), null), used);
                     var total = hours.Total;
                     return (Sum(hours, PoolState.Broken), Sum(hours, PoolState.Sold), Sum(hours, PoolState.Handover), Sum(hours, PoolState.Own),
                         Sum(hours, PoolState.Idle)) == (total.Broken, total.Sold, total.Handover, total.Own, total.Idle)
                         && hours.Shares.Sum(share => share.Seconds) == total.Capacity && hours.Shares.All(share => share.Seconds >= 0 && share.Beyond >= 0)
                         && used.All(each => hours.Shares.Where(share => share.Account == each.Account).Sum(share => share.Seconds + share.Beyond) == each.Gpus.Sum() * Hour);
                 }).Check(Laws.Seeded.WithMaxTest(1000));

    // In an hour of June the accounts of the first use 60,000 of 110,000, the second uses 9 of its 7, and own work 1,000.
    [Fact]
    public void A_contract_has_what_it_reserves_and_its_accounts_what_they_used_of_it() =>
        Assert.Equal(
        [
            new(PoolState.Sold, new(Id, false), "a", 40_000 * Hour, 0), new(PoolState.Sold, new(Id, false), "b", 20_000 * Hour, 0),
            new(PoolState.Sold, new(Id, false), null, (30 * 110_000 - 6 * 10_000 - 60_000) * Hour, 0),
            new(PoolState.Sold, new(Small, false), "c", 7 * Hour, 2 * Hour), new(PoolState.Sold, new(Small, false), null, 29 * 7 * Hour, 0),
            new(PoolState.Own, new(Slug.Of("grok"), true), "own", 1_000 * Hour, 0), new PoolShare(PoolState.Idle, null, null, (30 * 109_993 + 6 * 10_000 - 1_000) * Hour, 0),
        ], Of(Two, ("a", Once(40_000)), ("b", Once(20_000)), ("c", Once(9)), ("own", Once(1_000))).Shares);

    // Of 220,000 GPUs 150,000 are broken in an hour of June: 70,000 are left of 110,007 sold, 69,995 of them the first's, whose accounts wanted 80,000, a three quarters of it.
    [Fact]
    public void Of_what_is_left_each_has_its_part()
    {
        var hours = Of(Broken(150_000, Night.From, Night.From + Duration.FromHours(1)), ("a", Once(60_000)), ("b", Once(20_000)));
        var first = 70_000L * Hour * 110_000 / 110_007;
        Assert.Equal([(first * 3 / 4, 60_000 * Hour - first * 3 / 4), (first - first * 3 / 4, 20_000 * Hour - (first - first * 3 / 4))],
            hours.Shares.Where(share => share.Account is not null).Select(share => (share.Seconds, share.Beyond)));
    }

    /// <summary>The book once so many GPUs broke.</summary>
    static Book Broken(long gpus, Instant from, Instant? end) =>
        Two.Told(At(2026, 7, 1), new OpenIncident(new(Slug.Of("heat"), IncidentKind.Incident, Colossus, new(gpus), default, from, end, "heat")));

    static long[] Long(int[] gpus) => [.. gpus.Select(each => (long)each)];

    /// <summary>So many GPUs in the first hour, none after it.</summary>
    static long[] Once(long gpus) => [gpus, .. new long[29]];
}

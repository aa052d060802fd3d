using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Commands;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Planning;
using NodaTime;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests;

public sealed class ReconcilerTests
{
    // Law: whatever was said, changed by hand and broken in whatever order, the scheduler ends with what the book says, a further pass writes nothing, and each state is said once.
    [Fact]
    public void Any_life_converges_and_then_nothing_more_is_written() => Prop.ForAll(Gen.Choose(0, 999_999).ArrayOf(14).ToArbitrary(), numbers =>
    {
        using var yard = new Yard(cluster => cluster with { MostCut = 1 });
        foreach (var number in numbers) Live(yard, number);
        (yard.Scheduler.Next, yard.Scheduler.IsDown) = (Fault.None, false);
        yard.Pass();
        var (writes, facts) = (yard.Scheduler.Writes, yard.Applied.Count);
        var (again, book) = (yard.Pass(), yard.Keeper.CatchUp());
        var wanted = yard.Scheduler.Want(Core.Views.Quotas.Of(book, yard.Keeper.Now(book)), yard.Keeper.Now(book)).Entries;
        return again is Pass.Settled { Position: null } && yard.Scheduler.Writes == writes && yard.Applied.Count == facts
            && wanted.Values.All(entry => Change.Of(entry, yard.Scheduler.Entries[entry.Id]) is null)
            && yard.Applied.Zip(yard.Applied.Skip(1)).All(pair => pair.First.Digest != pair.Second.Digest || pair.Second.Writes > 0);
    }).Check(Laws.Seeded.WithMaxTest(60));

    static void Live(Yard yard, int number)
    {
        var (n, today) = (number / 10, yard.Keeper.CatchUp() is var book ? book.Calendar.DateOf(yard.Keeper.Now(book)) : default);
        switch (number % 10)
        {
            case 0 or 1:
                yard.Ask(Sign($"k{n}", n % 2 == 0 ? Acme : Zeta, today.PlusDays(20 + n % 200), (today.PlusDays(n % 10), 8 + n % 3 * 8),
                (today.PlusDays(12 + n % 5), n % 4 * 8))); break;
            case 2: yard.Ask(new MoveClock(At(today.PlusDays(1 + n % 30)))); break;
            case 3: yard.Scheduler.Drift(n % 3 == 0 ? "own" : n % 3 == 1 ? "acme" : "zeta", Pool, n % 70); break;
            case 4: yard.Scheduler.Remove(n % 2 == 0 ? "acme" : "own"); break;
            case 5: yard.Scheduler.Next = (Fault)(n % 5); break;
            case 6: yard.Scheduler.IsDown = n % 2 == 0; break;
            default: yard.Pass(); break;
        }
    }

    [Fact]
    public void A_signature_becomes_quotas_that_are_read_back_and_said_once()
    {
        using var yard = new Yard();
        yard.Pass();
        yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));

        var applied = Assert.IsType<Pass.Applied>(yard.Pass());

        Assert.Equal((24, 64), (yard.Scheduler.Limit("acme", Pool), yard.Scheduler.Limit("own", Pool)));
        Assert.Equal(["account acme (new): h100 none -> 24 GPUs, default-qos firm, qos firm"], yard.Applied[^1].Changes);
        Assert.Equal((1, applied.Position, false), (yard.Applied[^1].Writes, yard.Keeper.CatchUp().Position, yard.Applied[^1].IsMended));
        Assert.Equal(2, yard.Scheduler.Woken);
        Assert.IsType<Pass.Settled>(yard.Pass());
        Assert.Equal(2, yard.Applied.Count);
    }

    [Fact]
    public void A_dated_step_is_applied_when_its_instant_has_come_and_not_before()
    {
        using var yard = new Yard();
        yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 8), (NewYear.PlusDays(31), 40)));
        yard.Pass();

        Assert.IsType<Pass.Settled>(yard.Pass());
        Assert.Equal(8, yard.Scheduler.Limit("acme", Pool));
        yard.Must(new MoveClock(At(NewYear.PlusDays(31)) - Duration.Epsilon));
        Assert.IsType<Pass.Settled>(yard.Pass());
        yard.Must(new MoveClock(At(NewYear.PlusDays(31))));
        Assert.IsType<Pass.Applied>(yard.Pass());
        Assert.Equal(40, yard.Scheduler.Limit("acme", Pool));
        yard.Must(new MoveClock(At(NewYear.PlusDays(301))));
        Assert.IsType<Pass.Applied>(yard.Pass());
        Assert.Equal(0, yard.Scheduler.Limit("acme", Pool));
    }

    [Theory]
    [InlineData("Before")]
    [InlineData("Midway")]
    [InlineData("Answer")]
    public void A_write_that_failed_or_whose_answer_was_lost_is_found_out_by_reading(string fault)
    {
        using var yard = new Yard();
        yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));
        yard.Scheduler.Next = Enum.Parse<Fault>(fault);

        Assert.IsType<Pass.Applied>(yard.Pass());

        Assert.Equal((24, 6), (yard.Scheduler.Limit("acme", Pool), yard.Scheduler.Writes));
        Assert.Single(yard.Applied);
    }

    [Fact]
    public void A_scheduler_that_goes_down_in_the_middle_delays_and_is_finished_later()
    {
        using var yard = new Yard();
        yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));
        yard.Scheduler.Next = Fault.Down;

        Assert.Equal("It is down.", Assert.IsType<Pass.Delayed>(yard.Pass()).Why);
        Assert.Empty(yard.Applied);
        yard.Scheduler.IsDown = false;
        Assert.IsType<Pass.Applied>(yard.Pass());
        Assert.Single(yard.Applied);
    }

    [Fact]
    public void Drift_is_mended_or_told_as_the_file_says()
    {
        using var mended = new Yard();
        using var told = new Yard(cluster => cluster with { Drift = DriftPolicy.Alarm });
        foreach (var yard in new[] { mended, told })
        {
            yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));
            yard.Pass();
            yard.Scheduler.Drift("acme", Pool, 64);
        }

        Assert.IsType<Pass.Applied>(mended.Pass());
        Assert.Equal((24, true, "account acme: h100 64 -> 24 GPUs"), (mended.Scheduler.Limit("acme", Pool), mended.Applied[^1].IsMended, mended.Applied[^1].Changes.Single()));
        var held = Assert.IsType<Pass.Held>(told.Pass());
        Assert.Equal((StopKind.Drift, 64), (held.Stop.Kind, told.Scheduler.Limit("acme", Pool)));
        Assert.Equal(held.Look.Plan.Digest, told.Drifts.Single().Plan);
        Assert.Equal(told.Keeper.CatchUp().Position, held.Position);
        Assert.Null(Assert.IsType<Pass.Held>(told.Pass()).Position);
        told.Must(new ApprovePlan(North, held.Look.Plan.Digest));
        Assert.IsType<Pass.Applied>(told.Pass());
        Assert.Equal(24, told.Scheduler.Limit("acme", Pool));
    }

    // By hand: acme is raised from 24 to 64 by hand, and zeta's 8 are signed, before a pass sees either or after one did. Zeta gets its 8, acme keeps the 64 until a person or a
    // date of its own contract says otherwise.
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Drift_that_is_left_stays_left_when_the_book_changes_something_else(bool seenBefore, bool approved)
    {
        using var yard = new Yard(cluster => cluster with { Drift = DriftPolicy.Alarm });
        yard.Must(Sign("k", Acme, NewYear.PlusDays(30), (NewYear, 24)));
        yard.Pass();
        yard.Scheduler.Drift("acme", Pool, 64);
        if (seenBefore) Assert.IsType<Pass.Held>(yard.Pass());
        yard.Must(Sign("z", Zeta, NewYear.PlusDays(300), (NewYear, 8)));

        var applied = Assert.IsType<Pass.Applied>(yard.Pass());

        Assert.Equal(["account zeta (new): h100 none -> 8 GPUs, default-qos firm, qos firm"], yard.Applied[^1].Changes);
        Assert.Equal(["account acme: somebody else changed it, and the cluster's file says to tell and not to mend"], applied.Plan.Left.Select(left => $"{left.Id}: {left.Why}"));
        Assert.Equal((64, 8), (yard.Scheduler.Limit("acme", Pool), yard.Scheduler.Limit("zeta", Pool)));
        var held = Assert.IsType<Pass.Held>(yard.Pass());
        Assert.Equal((StopKind.Drift, "account acme: h100 64 -> 24 GPUs"), (held.Stop.Kind, held.Look.Plan.Changes.Single().Says));
        if (approved) yard.Must(new ApprovePlan(North, held.Look.Plan.Digest));
        else yard.Must(new MoveClock(At(NewYear.PlusDays(31))));
        Assert.IsType<Pass.Applied>(yard.Pass());
        Assert.Equal(approved ? 24 : 0, yard.Scheduler.Limit("acme", Pool));
        Assert.IsType<Pass.Settled>(yard.Pass());
    }

    [Fact]
    public void What_the_consent_does_not_list_is_never_touched()
    {
        using var yard = new Yard(cluster => cluster with { Consent = new([new("account", "own"), new("account", "ac*"), new("qos", "firm")]) });
        yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));
        yard.Must(Sign("z", Zeta, NewYear.PlusDays(300), (NewYear, 8)));

        var look = Assert.IsType<Pass.Dry>(yard.Pass(dry: true)).Look;
        yard.Pass();

        Assert.Equal(["account acme", "account own", "qos firm"], yard.Scheduler.Entries.Keys.Select(id => id.ToString()).Order(StringComparer.Ordinal));
        Assert.Contains(look.Plan.Withheld, withheld => withheld is { Id.Name: "zeta", Why: "the cluster's consent does not list it" });
        Assert.Contains(look.Left, left => left.Id.Name == "zeta");
    }

    [Fact]
    public void More_than_the_cluster_has_is_not_written_and_listed()
    {
        using var yard = new Yard(gpus: 32);
        yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));

        var applied = Assert.IsType<Pass.Applied>(yard.Pass());

        Assert.Equal((24, null), (yard.Scheduler.Limit("acme", Pool), yard.Scheduler.Limit("own", Pool)));
        Assert.Equal("64 GPUs of pool 'h100' are more than the 32 GPUs that the cluster has", Assert.Single(applied.Plan.Plan.Withheld).Why);
    }

    [Fact]
    public void Nothing_is_written_inside_a_freeze_window()
    {
        using var yard = new Yard(cluster => cluster with { Freezes = [new(new Window(At(NewYear), At(NewYear.PlusDays(3))), "year end")] });

        var held = Assert.IsType<Pass.Held>(yard.Pass());

        Assert.Equal((StopKind.Frozen, 0), (held.Stop.Kind, yard.Scheduler.Writes));
        Assert.Equal("Nothing is written before 2027-01-04T00:00:00Z: year end.", held.Stop.Says);
        yard.Must(new MoveClock(At(NewYear.PlusDays(3))));
        Assert.IsType<Pass.Applied>(yard.Pass());
    }

    // By hand: 40 run, 24 of them under acme; at the end of the term all 24 stand above a limit of zero, three fifths of what runs.
    [Fact]
    public void Cutting_much_running_work_waits_for_a_person_who_approves_that_very_plan()
    {
        using var yard = new Yard();
        yard.Must(Sign("k", Acme, NewYear.PlusDays(30), (NewYear, 24)));
        yard.Pass();
        (yard.Scheduler.InUse[("acme", Pool)], yard.Scheduler.InUse[("own", Pool)]) = (24, 16);
        yard.Must(new MoveClock(At(NewYear.PlusDays(31))));

        var held = Assert.IsType<Pass.Held>(yard.Pass());

        Assert.Equal(StopKind.NeedsApproval, held.Stop.Kind);
        Assert.StartsWith("24 of 40 GPUs in use in pool 'h100' would be above their limits; a pass may bring about 25%.", held.Stop.Says, StringComparison.Ordinal);
        yard.Must(new ApprovePlan(North, new('0', 64)));
        Assert.IsType<Pass.Held>(yard.Pass());
        yard.Must(new ApprovePlan(North, held.Look.Plan.Digest));
        Assert.IsType<Pass.Applied>(yard.Pass());
        Assert.Equal((0, held.Look.Plan.Digest), (yard.Scheduler.Limit("acme", Pool), yard.Applied[^1].Plan));
    }

    // Somebody changes a limit, another one beside it, and then puts both back.
    [Fact]
    public void Drift_that_is_left_is_said_once_for_each_difference_and_once_when_it_is_gone()
    {
        using var yard = new Yard(cluster => cluster with { Drift = DriftPolicy.Alarm });
        yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));
        yard.Pass();
        void Twice(string account, long limit) { yard.Scheduler.Drift(account, Pool, limit); yard.Pass(); yard.Pass(); }

        Twice("acme", 64);
        Twice("own", 48);
        Assert.Equal(2, yard.Keeper.CatchUp().Clusters[North].Drift!.Changes.Length);
        Twice("own", 64);
        Twice("acme", 24);

        Assert.Equal([1, 2, 1, 0], yard.Drifts.Select(drift => drift.Changes.Length));
        Assert.Equal((null, 1), (yard.Keeper.CatchUp().Clusters[North].Drift, yard.Applied.Count));
    }

    [Fact]
    public void Plans_are_written_for_review_and_carried_out_once_approved()
    {
        using var yard = new Yard(cluster => cluster with { Plans = Path.Combine(Path.GetDirectoryName(cluster.LockFile)!, "plans") });

        var written = Assert.IsType<Pass.Written>(yard.Pass());

        Assert.Equal(0, yard.Scheduler.Writes);
        Assert.Contains("# account own (new): h100 none -> 64 GPUs", File.ReadAllText(written.File), StringComparison.Ordinal);
        yard.Must(new ApprovePlan(North, written.Look.Plan.Digest));
        Assert.IsType<Pass.Applied>(yard.Pass());
        Assert.Contains("# plan none", File.ReadAllText(written.File), StringComparison.Ordinal);
        Assert.IsType<Pass.Settled>(yard.Pass());
    }

    [Fact]
    public void One_writer_writes_at_a_time_and_a_dry_pass_writes_nothing()
    {
        using var yard = new Yard();

        Assert.False(Assert.IsType<Pass.Dry>(yard.Pass(dry: true)).Look.Plan.IsEmpty);
        using (var held = new FileStream(yard.Cluster.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
            Assert.Contains("Another writer", Assert.IsType<Pass.Delayed>(yard.Pass()).Why, StringComparison.Ordinal);
        using (yard.Keeper.Journal.Alone("cluster-north"))
            Assert.Contains("Another machine", Assert.IsType<Pass.Delayed>(yard.Pass()).Why, StringComparison.Ordinal);
        Assert.Equal(0, yard.Scheduler.Writes);
        Assert.IsType<Pass.Applied>(yard.Pass());
    }

    // A customer named like another one's second account must not get its GPUs.
    [Fact]
    public void Two_tenants_under_one_name_get_none()
    {
        using var yard = new Yard(cluster => cluster with { Accounts = ImmutableSortedDictionary<Slug, string>.Empty.Add(Acme, "own") });
        yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));

        var applied = Assert.IsType<Pass.Applied>(yard.Pass());

        Assert.Equal("it would deliver to acme (firm) and to us (firm); give one of them another account in the cluster's file", Assert.Single(applied.Plan.Plan.Withheld).Why);
        Assert.Null(yard.Scheduler.Limit("own", Pool));
    }
}

using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Schedulers.Tests.Yard;
using IncidentKind = Headroom.Core.Capacity.IncidentKind;

namespace Headroom.Schedulers.Tests;

/// <summary>What contracts and incidents take from customers, followed to the scheduler and back.</summary>
public sealed class ReclaimsDrainedTests
{
    static readonly Slug Run = Slug.Of("run"), Heat = Slug.Of("heat");

    /// <summary>24 GPUs from New Year for 300 days, of which 16 may be taken back by so many days' notice.</summary>
    static SignContract Signing(int noticeDays)
    {
        var terms = Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)).Terms;
        return new(terms with { Legs = [.. terms.Legs, new Reclaim("taking back", Pool, new(16), noticeDays, "recallable", 0, [])] });
    }

    static ReclaimProgress Of(Yard yard) => yard.Keeper.CatchUp() is var book ? ReclaimProgress.Of(book, book.Reclaims[Run]) : null!;

    static void Day(Yard yard, int days) => yard.Must(new MoveClock(At(NewYear.PlusDays(days))));

    // 16 of 24 GPUs are to be free from day 10. The quota falls then; the customer leaves on day 12, and only then is it drained.
    [Fact]
    public void A_reclaim_is_drained_when_the_quota_is_enforced_and_the_customer_has_left()
    {
        using var yard = new Yard(cluster => cluster with { MostCut = 1 });
        yard.Must(Signing(noticeDays: 3));
        yard.Must(new AskReclaim(new(Run, Slug.Of("k"), "taking back", new(16), NewYear.PlusDays(20), At(NewYear), [], "a larger model")));
        yard.Must(new MoveReclaim(Run, new(ReclaimStage.Noticed, At(NewYear), NewYear.PlusDays(10), "letter")));
        yard.Pass();
        yard.Scheduler.InUse[("acme-recallable", Pool)] = 12;
        Assert.Equal((8, 16), (yard.Scheduler.Limit("acme", Pool), yard.Scheduler.Limit("acme-recallable", Pool)));

        Day(yard, 10);
        yard.Pass();
        Assert.Equal((0, ReclaimStage.Noticed), (yard.Scheduler.Limit("acme-recallable", Pool), Of(yard).Stage));

        Day(yard, 12);
        yard.Scheduler.InUse.Clear();
        yard.Scheduler.InUse[("acme", Pool)] = 8;
        yard.Pass();
        var (drained, said) = (Of(yard), yard.Keeper.CatchUp().Position);
        Assert.Equal((ReclaimStage.Drained, At(NewYear.PlusDays(12)), "north read back: 'acme' uses 8 and may use 8 GPUs of 'h100'"),
            (drained.Stage, drained.Since, drained.Case.Moves[^1].Evidence));
        yard.Pass();
        Assert.Equal(said, yard.Keeper.CatchUp().Position);
    }

    [Fact]
    public void Nothing_is_drained_before_its_day_nor_by_a_scheduler_that_is_not_as_it_is_to_be()
    {
        using var yard = new Yard(cluster => cluster with { MostCut = 1 });
        yard.Must(Signing(noticeDays: 3));
        yard.Must(new AskReclaim(new(Run, Slug.Of("k"), "taking back", new(16), NewYear.PlusDays(20), At(NewYear), [], "a larger model")));
        yard.Must(new MoveReclaim(Run, new(ReclaimStage.Noticed, At(NewYear), NewYear.PlusDays(10), "letter")));
        yard.Pass();
        Day(yard, 9);
        yard.Pass();
        Assert.Equal(ReclaimStage.Noticed, Of(yard).Stage);

        Day(yard, 10);
        yard.Scheduler.IsDown = true;
        yard.Pass();
        Assert.Equal(ReclaimStage.Noticed, Of(yard).Stage);
        yard.Scheduler.IsDown = false;
        yard.Pass();
        Assert.Equal(ReclaimStage.Drained, Of(yard).Stage);
    }

    // 64 GPUs: 24 sold, 16 of them interruptible, 40 idle. 48 go: the 40 idle ones first, and 8 of the interruptible. The firm 8 are not touched, and all comes back.
    [Fact]
    public void An_incident_sheds_to_the_scheduler_and_gives_back_when_it_is_closed()
    {
        using var yard = new Yard(cluster => cluster with { MostCut = 1 });
        yard.Must(Signing(noticeDays: 0));
        yard.Pass();
        Assert.Equal((8, 16, 40), Limits(yard));

        yard.Must(new OpenIncident(new(Heat, IncidentKind.Incident, Pool, new(48), default, At(NewYear), null, "a row lost its cooling")));
        Assert.IsType<Pass.Applied>(yard.Pass());
        Assert.Equal((8, 8, 0), Limits(yard));

        Day(yard, 1);
        yard.Must(new CloseIncident(Heat, At(NewYear.PlusDays(1))));
        Assert.IsType<Pass.Applied>(yard.Pass());
        Assert.Equal((8, 16, 40), Limits(yard));
        Assert.IsType<Pass.Settled>(yard.Pass());

        static (long?, long?, long?) Limits(Yard yard) => (yard.Scheduler.Limit("acme", Pool), yard.Scheduler.Limit("acme-interruptible", Pool), Own(yard));
    }

    /// <summary>What own work may use beside what it borrows: its limit less what is sold.</summary>
    static long? Own(Yard yard)
    {
        var (book, now) = (yard.Keeper.CatchUp(), yard.Keeper.Now(yard.Keeper.CatchUp()));
        return yard.Scheduler.Limit("own", Pool) - Quotas.Of(book, now).At(new(Pool, Us, QuotaTier.Interruptible), now).Count;
    }
}

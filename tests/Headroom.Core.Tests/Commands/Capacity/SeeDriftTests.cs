using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class SeeDriftTests
{
    static readonly Slug North = Slug.Of("north");
    static readonly Instant Now = At(2026, 5, 1);
    static readonly DriftSeen Drift = new(North, Now, new('b', 64), ["account acme: h100 64 -> 24 GPUs"]), Gone = new(North, Now, "", []);
    static readonly Book Enforced = SignedBook.Told(Now, new ApplyQuotas(new(North, SignedBook.Position, Now, new('a', 64), "", false, 0, [])));

    [Fact]
    public void Drift_is_said_once_and_once_when_it_is_gone()
    {
        Enforced.Refuses(Now, new SeeDrift(Gone), RefusalCode.NothingDue, "plan");
        var seen = Enforced.Told(Now, new SeeDrift(Drift));

        Assert.Equal(Drift, seen.Clusters[North].Drift);
        seen.Refuses(Now, new SeeDrift(Drift), RefusalCode.NothingDue, "plan");
        Assert.Equal(new('c', 64), seen.Told(Now, new SeeDrift(Drift with { Plan = new('c', 64) })).Clusters[North].Drift!.Plan);
        Assert.Null(seen.Told(Now, new SeeDrift(Gone)).Clusters[North].Drift);
    }

    [Fact]
    public void Mended_it_is_gone_too_and_what_was_approved_stays_approved_until_then()
    {
        var seen = Enforced.Told(Now, new SeeDrift(Drift)).Told(Now, new ApprovePlan(North, Drift.Plan));

        Assert.Equal((Drift, true), (seen.Clusters[North].Drift, seen.Clusters[North].Approved.Contains(Drift.Plan)));
        var mended = seen.Told(Now, new ApplyQuotas(new(North, seen.Position, Now, new('a', 64), Drift.Plan, true, 1, [])));
        Assert.Equal((null, true), (mended.Clusters[North].Drift, mended.Clusters[North].Approved.IsEmpty));
    }

    [Fact]
    public void A_cluster_never_read_back_has_no_drift_and_none_is_seen_ahead_of_time()
    {
        SignedBook.Refuses(Now, new SeeDrift(Drift), RefusalCode.NotFound, "cluster");
        Enforced.Refuses(Now, new SeeDrift(Drift with { At = Now + Duration.FromSeconds(1) }), RefusalCode.InTheFuture, "at");
    }
}

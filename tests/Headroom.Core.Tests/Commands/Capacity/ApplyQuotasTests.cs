using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class ApplyQuotasTests
{
    static readonly Slug North = Slug.Of("north");
    static readonly Instant Now = At(2026, 5, 1);
    static readonly string Plan = new('b', 64);
    static readonly QuotaApplied Applied = new(North, SignedBook.Position, Now, new('a', 64), "", false, 0, []);

    [Fact]
    public void The_same_state_is_said_once_and_again_only_when_something_was_written()
    {
        var said = SignedBook.Told(Now, new ApplyQuotas(Applied));

        Assert.Equal((Applied, Now), (said.Clusters[North].Last, said.Clusters[North].AppliedAt));
        said.Refuses(Now, new ApplyQuotas(Applied), RefusalCode.NothingDue, "digest");
        Assert.True(said.Told(Now, new ApplyQuotas(Applied with { Writes = 1, IsMended = true, Plan = Plan })).Clusters[North].Last!.IsMended);
        Assert.Equal(new('c', 64), said.Told(Now, new ApplyQuotas(Applied with { Digest = new('c', 64) })).Clusters[North].Last!.Digest);
    }

    [Fact]
    public void What_was_not_known_and_what_has_not_come_cannot_have_been_applied()
    {
        SignedBook.Refuses(Now, new ApplyQuotas(Applied with { Seen = SignedBook.Position + 1 }), RefusalCode.OutOfRange, "seen");
        SignedBook.Refuses(Now - Duration.FromHours(1), new ApplyQuotas(Applied), RefusalCode.InTheFuture, "at");
        Book.Empty.Refuses(Now, new ApplyQuotas(Applied), RefusalCode.OutOfRange, "seen");
    }

    [Fact]
    public void An_approval_holds_for_one_plan_and_until_it_is_carried_out()
    {
        var approved = SignedBook.Told(Now, new ApprovePlan(North, Plan));

        Assert.Contains(Plan, approved.Clusters[North].Approved);
        approved.Refuses(Now, new ApprovePlan(North, Plan), RefusalCode.AlreadyExists, "plan");
        Assert.Contains(Plan, approved.Told(Now, new ApplyQuotas(Applied with { Writes = 1, Plan = new('c', 64) })).Clusters[North].Approved);
        Assert.Empty(approved.Told(Now, new ApplyQuotas(Applied with { Writes = 1, Plan = Plan })).Clusters[North].Approved);
    }

    [Fact]
    public void A_plan_is_named_by_its_whole_digest() =>
        SignedBook.Refuses(Now, new ApprovePlan(North, "b" + new string('B', 63)), RefusalCode.Malformed, "plan");
}

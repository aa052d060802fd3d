using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Tests.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class AssessLeaseTests
{
    static readonly LeaseAssessment Filing = LeaseAssessmentTests.Filing;

    [Fact]
    public void Assessments_are_kept_in_order_and_the_last_holds()
    {
        var book = SignedBook.Told(At(2026, 5, 2), new AssessLease(Id, Filing), new AssessLease(Id, Filing with { ShareOfOutput = 0.5m }));

        Assert.Equal([1m, 0.5m], book.Contracts[Id].Leases.Select(lease => lease.ShareOfOutput));
    }

    [Fact]
    public void It_is_refused_with_its_reason()
    {
        SignedBook.Refuses(At(2026, 5, 2), new AssessLease(Slug.Of("nobody"), Filing), RefusalCode.NotFound, "contract");
        SignedBook.Refuses(At(2026, 5, 2), new AssessLease(Id, Filing with { ShareOfOutput = 1.1m }), RefusalCode.OutOfRange, "share-of-output");
        SignedBook.Refuses(At(2026, 4, 30), new AssessLease(Id, Filing), RefusalCode.InTheFuture, "on");
    }

    // The answers come to a service; whoever concludes a lease all the same says why.
    [Fact]
    public void A_conclusion_against_the_answers_needs_a_reason()
    {
        var against = Filing with { Concluded = true, Reason = " " };

        SignedBook.Refuses(At(2026, 5, 2), new AssessLease(Id, against), RefusalCode.InvalidTerms, "reason");
        Assert.True(SignedBook.Told(At(2026, 5, 2), new AssessLease(Id, against with { Reason = "the right to substitute is theoretical" })).Contracts[Id].Leases[0].Concluded);
    }
}

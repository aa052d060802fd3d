using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;
using static Headroom.Core.Tests.Views.ReclaimProgressTests;

namespace Headroom.Core.Tests.Commands;

public sealed class MoveReclaimTests
{
    static Book Asked { get; } = Sold.Told(At(2026, 5, 10), new AskReclaim(Case));

    static Book Noticed { get; } = Asked.Told(At(2026, 5, 12), To(ReclaimStage.Noticed, Day(2026, 5, 12), Day(2026, 5, 20)));

    [Fact]
    public void Each_reason_to_refuse_a_stage()
    {
        void Refused(Book book, MoveReclaim command, RefusalCode code, string field) => book.Refuses(At(2026, 6, 1), command, code, field);

        Refused(Sold, To(ReclaimStage.Noticed, Day(2026, 5, 12), Day(2026, 5, 20)), RefusalCode.NotFound, "reclaim");
        Refused(Asked, To(ReclaimStage.Noticed, Day(2026, 5, 12)), RefusalCode.Malformed, "from");
        Refused(Asked, To(ReclaimStage.Withdrawn, Day(2026, 5, 12), Day(2026, 5, 20)), RefusalCode.OutOfRange, "from");
        Refused(Asked, To(ReclaimStage.Noticed, Day(2026, 5, 12), Day(2026, 5, 18)), RefusalCode.DatesUpsideDown, "from");
        Refused(Asked, To(ReclaimStage.Noticed, Day(2026, 5, 9), Day(2026, 5, 20)), RefusalCode.DatesUpsideDown, "at");
        Refused(Asked, To(ReclaimStage.Noticed, Day(2026, 6, 3), Day(2026, 7, 20)), RefusalCode.InTheFuture, "at");
        Refused(Asked, To(ReclaimStage.Drained, Day(2026, 5, 12)), RefusalCode.OutOfRange, "to");
        Refused(Noticed, To(ReclaimStage.Back, Day(2026, 5, 21)), RefusalCode.OutOfRange, "to");
        Refused(Noticed, To(ReclaimStage.Withdrawn, Day(2026, 5, 20)), RefusalCode.DatesUpsideDown, "on");
    }

    // The notice takes the GPUs from 20 May on; once it is withdrawn, they are held for the buyer as before, and nothing falls.
    [Fact]
    public void Notice_and_withdrawal_are_said_to_the_contract()
    {
        var withdrawn = Noticed.Told(At(2026, 5, 15), To(ReclaimStage.Withdrawn, Day(2026, 5, 15)));

        Assert.Equal(new CapacityReclaimed(Day(2026, 5, 12), "reclaim", new Gpus(22_000), Day(2026, 5, 20)), Assert.Single(Noticed.Contracts[Id].Events));
        Assert.Equal(88_000, Noticed.Contracts[Id].LeastReserved(Colossus, Start).Count);
        Assert.Equal(110_000, withdrawn.Contracts[Id].LeastReserved(Colossus, Start).Count);
        Assert.Equal(Sold.Contracts[Id].Schedule(null).Due.Total, withdrawn.Contracts[Id].Schedule(null).Due.Total);
        Assert.Equal("0", withdrawn.Refusing(At(2026, 5, 16),
            new RecordEvent(Id, new ReclaimWithdrawn(Day(2026, 5, 16), "reclaim", new Gpus(8), Day(2026, 5, 20)))).Numbers["noticed_gpus"]);
    }

    [Fact]
    public void What_was_not_noticed_is_withdrawn_without_a_word_to_the_contract() =>
        Assert.Empty(Asked.Told(At(2026, 5, 15), To(ReclaimStage.Withdrawn, Day(2026, 5, 15))).Contracts[Id].Events);
}

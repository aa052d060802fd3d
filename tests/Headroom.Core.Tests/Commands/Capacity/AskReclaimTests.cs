using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;
using static Headroom.Core.Tests.Views.ReclaimProgressTests;

namespace Headroom.Core.Tests.Commands;

public sealed class AskReclaimTests
{
    [Fact]
    public void Each_reason_to_refuse_the_question()
    {
        var asked = Sold.Told(At(2026, 5, 10), new AskReclaim(Case), new NameBlock(new(Slug.Of("row-1"), Colossus, new Gpus(22_000), [], null)));
        var next = Case with { Id = Slug.Of("run-10") };
        void Refused(ReclaimCase reclaim, RefusalCode code, string field) => asked.Refuses(At(2026, 5, 10), new AskReclaim(reclaim), code, field);

        Refused(Case, RefusalCode.AlreadyExists, "reclaim");
        Refused(next with { Contract = Slug.Of("nothing") }, RefusalCode.NotFound, "contract");
        Refused(next with { Clause = "other" }, RefusalCode.NotFound, "clause");
        Refused(next with { Gpus = new Gpus(22_001) }, RefusalCode.OutOfRange, "gpus");
        Refused(next with { By = Day(2026, 5, 9) }, RefusalCode.DatesUpsideDown, "by");
        Refused(next with { Asked = At(2026, 5, 11) }, RefusalCode.InTheFuture, "at");
        Refused(next with { Blocks = [Slug.Of("row-2")] }, RefusalCode.NotFound, "blocks");
        Refused(next with { Blocks = [Slug.Of("row-1")] }, RefusalCode.OutOfRange, "blocks");
    }

    // A tier whose clause asks for it is refused until the buyer has agreed; then who did, and where it stands, is kept.
    [Fact]
    public void A_tier_that_the_customer_has_to_agree_to_is_refused_until_it_has()
    {
        var terms = With(Reserving((Start, 110_000)), Fee((Start, 11_000m)),
            new Reclaim("reclaim", Colossus, new Gpus(22_000), 7, "interruptible", 0.1m, []) { NeedsOptIn = true });
        var book = Ready.Told(At(2026, 4, 20), new SignContract(terms));
        var agreed = book.Told(At(2026, 5, 5), new RecordEvent(Id, new ReclaimOptedIn(Day(2026, 5, 5), "reclaim", "head of infrastructure", "letter of 5 May")));

        book.Refuses(At(2026, 5, 10), new AskReclaim(Case), RefusalCode.NoticeNotAllowed, "clause");
        book.Refuses(At(2026, 5, 10), new RecordEvent(Id, new CapacityReclaimed(Day(2026, 5, 10), "reclaim", new Gpus(8), Day(2026, 5, 20))),
            RefusalCode.NoticeNotAllowed, "clause");
        Assert.IsType<Accepted>(new AskReclaim(Case).Decide(agreed, At(2026, 5, 10)));
        agreed.Refuses(At(2026, 5, 10), new RecordEvent(Id, new ReclaimOptedIn(Day(2026, 5, 6), "reclaim", "head of infrastructure", "again")),
            RefusalCode.AlreadyExists, "clause");
        Sold.Refuses(At(2026, 5, 10), new RecordEvent(Id, new ReclaimOptedIn(Day(2026, 5, 6), "reclaim", "head of infrastructure", "none asked")),
            RefusalCode.InvalidTerms, "clause");
    }
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Demand;

public sealed class NeedTests
{
    static readonly Need Launch =
        new(Slug.Of("launch"), Slug.Of("chat"), Colossus, [new(Day(2026, 6, 1), new Gpus(40_000)), new(Day(2026, 7, 1), new Gpus(80_000))], Day(2026, 12, 31), 1, Gpus.Zero, "");

    // Law: a need comes on as many paths as it is certain, on the same ones for the same seed, and is all of it or nothing.
    [Fact]
    public void A_need_comes_on_as_many_paths_as_it_is_certain() => Prop.ForAll(Gen.Choose(1, 100).ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), (percent, seed) =>
    {
        var need = Launch with { Certainty = percent / 100m };
        var july = need.Paths(Chicago, 2_000, (ulong)seed).At(At(2026, 7, 2)).ToArray();
        return july.All(gpus => gpus is 0 or 80_000) && july.Count(gpus => gpus > 0) == 20 * percent
            && july.SequenceEqual(need.Paths(Chicago, 2_000, (ulong)seed).At(At(2026, 12, 31)).ToArray()) && (percent < 100 || july.All(gpus => gpus > 0));
    }).Check(Laws.Seeded.WithMaxTest(200));

    [Fact]
    public void It_holds_from_its_first_day_through_its_last()
    {
        var paths = Launch.Paths(Chicago, 1, 1);

        Assert.Equal([0, 40_000, 80_000, 80_000, 0],
            new[] { At(2026, 5, 31), At(2026, 6, 1), At(2026, 7, 1), At(2026, 12, 31), At(2027, 1, 1) }.Select(instant => paths.At(instant)[0]));
    }

    // Of 200 paths ten may fall short at 5%. A need of 5% comes on ten of them and keeps nothing from being sold; one of 6% keeps all of it.
    [Theory]
    [InlineData(5, 220_000)]
    [InlineData(6, 179_992)]
    public void What_is_less_certain_than_the_risk_keeps_nothing_from_being_sold(int percent, long firm)
    {
        for (var i = 0; i < 10; i++)
            Assert.Equal(firm, Firm(Ready.Told(At(2026, 3, 2), new FileNeed(Launch with { Id = Slug.Of($"launch-{i}"), Certainty = percent / 100m })), Day(2026, 6, 1), 30));
    }

    // 40,000 GPUs draw 54,545.5 kW, counted as 54,546, which leaves power for 179,999 more: 179,992 in blocks of eight.
    [Fact]
    public void What_is_certain_cannot_be_sold_and_a_floor_keeps_more_than_is_needed()
    {
        var needed = Ready.Told(At(2026, 3, 2), new FileNeed(Launch));
        var kept = needed.Told(At(2026, 3, 2), new FileNeed(Launch with { Floor = new Gpus(100_000) }));

        Assert.Equal((179_992, 139_992), (Firm(needed, Day(2026, 6, 1), 30), Firm(needed, Day(2026, 6, 1), 31)));
        Assert.Equal((119_992, 220_000), (Firm(kept, Day(2026, 6, 1), 31), Firm(kept, Day(2027, 1, 1), 31)));
    }

    [Fact]
    public void A_need_that_was_ended_is_there_no_more()
    {
        var ended = Ready.Told(At(2026, 3, 2), new FileNeed(Launch), new EndNeed(Launch.Id, "put off"));

        Assert.Equal(220_000, Firm(ended, Day(2026, 6, 1), 31));
        Assert.Equal(RefusalCode.NotFound, Refusal(new EndNeed(Launch.Id, "again"), ended));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Equal(RefusalCode.NotFound, Refusal(new FileNeed(Launch with { Home = Slug.Of("nowhere") })));
        Assert.Equal(RefusalCode.OutOfRange, Refusal(new FileNeed(Launch with { Certainty = 0 })));
        Assert.Equal(RefusalCode.OutOfRange, Refusal(new FileNeed(Launch with { Steps = [] })));
        Assert.Equal(RefusalCode.DatesUpsideDown, Refusal(new FileNeed(Launch with { Through = Day(2026, 6, 15) })));
        Assert.Equal(RefusalCode.DatesUpsideDown, Refusal(new FileNeed(Launch with { Steps = [.. Launch.Steps.Reverse()] })));
        Assert.Equal(RefusalCode.DatesUpsideDown, Refusal(new FileNeed(Launch with { Steps = [new(Day(2025, 1, 1), new Gpus(8))], Through = Day(2025, 2, 1) })));
    }

    // Asked for, granted, and answered once only.
    [Fact]
    public void A_request_for_capacity_is_answered_once()
    {
        var request = new RecallRequest(Slug.Of("run-9"), Slug.Of("training"), Colossus, new Gpus(20_000), Day(2027, 1, 1), "a larger model", null);
        var asked = SignedBook.Told(At(2026, 9, 1), new RequestRecall(request));
        var answered = asked.Told(At(2026, 9, 2), new AnswerRecall(request.Id, Granted: true, "in the plan"));

        Assert.Equal((null, new RecallAnswer(Day(2026, 9, 2), true, "in the plan")), (asked.RecallRequests[request.Id].Answer, answered.RecallRequests[request.Id].Answer));
        Assert.Equal(RefusalCode.AlreadyExists, Refusal(new AnswerRecall(request.Id, false, "no"), answered));
        Assert.Equal(RefusalCode.AlreadyExists, Refusal(new RequestRecall(request), answered));
        Assert.Equal(RefusalCode.NotFound, Refusal(new AnswerRecall(Slug.Of("other"), true, "yes"), answered));
        Assert.Equal(RefusalCode.DatesUpsideDown, Refusal(new RequestRecall(request with { Id = Slug.Of("late"), By = Day(2020, 1, 1) }), answered));
        Assert.Equal(RefusalCode.OutOfRange, Refusal(new RequestRecall(request with { Id = Slug.Of("none"), Gpus = Gpus.Zero }), answered));
    }

    static long Firm(Book book, LocalDate from, int days) =>
        SellableCapacity.Of(new(book, At(2026, 3, 2)), book.Fleet.Pools[Colossus], Chicago.Between(from, from.PlusDays(days)), 0.05m).Firm.Count;

    static RefusalCode Refusal(Command command, Book? book = null) => ((Refused)command.Decide(book ?? Ready, book is null ? At(2026, 3, 2) : At(2026, 9, 3))).Refusal.Code;
}

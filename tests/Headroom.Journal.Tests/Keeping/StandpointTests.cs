using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Journal.Keeping;
using Headroom.Journal.Tests.Store.Sqlite;
using NodaTime;

namespace Headroom.Journal.Tests.Keeping;

public sealed class StandpointTests : IDisposable
{
    readonly SqliteBook _store = new();
    readonly Bookkeeper _keeper;

    public StandpointTests()
    {
        _keeper = new(_store.Open(), new SetClock(Saying.NewYear));
        _keeper.Begin();
        _keeper.Must(Saying.Sign("contract", 300, Saying.NewYear, new LocalDate(2026, 12, 31)));
        foreach (var month in new[] { 1, 2, 3 }) _keeper.Must(new CloseMonth(new YearMonth(2026, month)));
    }

    // Law: a date is seen with all that was recorded by its end and nothing after it.
    [Fact]
    public void A_date_is_seen_with_what_was_recorded_by_its_end()
    {
        var (head, first) = (_keeper.CatchUp(), new LocalDate(2025, 12, 1));
        for (var date = first; date < first.PlusDays(150); date = date.PlusDays(1))
            Assert.Equal(_keeper.Facts(0, head.Position).Count(fact => fact.RecordedAt < head.Calendar.StartOf(date.PlusDays(1))), Read($"{date:R}", out _).Position);
    }

    [Fact]
    public void A_position_is_seen_on_the_date_on_which_it_was_reached()
    {
        var head = _keeper.CatchUp();
        foreach (var fact in _keeper.Facts(0, head.Position)) Assert.Equal(new(fact.Position, head.Calendar.DateOf(fact.RecordedAt)), Read($"{fact.Position}", out _));
        Assert.Equal(0, Read("0", out _).Position);
    }

    [Fact]
    public void A_position_that_is_not_reached_is_a_fault()
    {
        Read($"{_keeper.CatchUp().Position + 1}", out var faults);
        Assert.Equal((RefusalCode.OutOfRange, "from"), (Assert.Single(faults).Code, faults[0].Field));
    }

    Standpoint Read(string text, out List<Refusal> faults) =>
        Standpoint.Read(Fields.Of(new MapNode("", 0, new Dictionary<string, Node> { ["from"] = new TextNode("from", 0, text) }), faults = []), "from", _keeper, _keeper.CatchUp());

    public void Dispose()
    {
        _keeper.Dispose();
        _store.Dispose();
    }
}

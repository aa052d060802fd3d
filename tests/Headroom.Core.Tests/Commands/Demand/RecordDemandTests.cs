using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class RecordDemandTests
{
    [Fact]
    public void Each_reason_to_refuse_a_record()
    {
        var good = Using("grok", 8, weeks: 1);

        Refused(good with { History = good.History with { Pool = Slug.Of("nowhere") } }, RefusalCode.NotFound, "pool");
        Refused(good with { History = good.History with { Hourly = [] } }, RefusalCode.OutOfRange, "rows");
        Refused(good with { History = good.History with { Start = At(2026, 3, 1) } }, RefusalCode.InTheFuture, "timestamp_utc");
        Refused(good with { History = good.History with { Start = At(2015, 3, 1), Hourly = [.. Enumerable.Repeat(1, History.MostHours + 1)] } }, RefusalCode.OutOfRange,
            "timestamp_utc");
    }

    [Fact]
    public void Ten_years_are_counted_over_all_records_of_the_workload()
    {
        var old = Using("grok", 8, weeks: 1);
        var book = Ready.Told(At(2026, 3, 2), old with { History = old.History with { Start = At(2016, 4, 1) } });

        Assert.IsType<Accepted>(old.Decide(book, At(2026, 3, 2)));
        book.Refuses(At(2026, 9, 2), old with { History = old.History with { Start = At(2026, 8, 1) } }, RefusalCode.OutOfRange, "timestamp_utc");
    }

    [Fact]
    public void A_newer_record_is_laid_over_the_older_and_moves_stay()
    {
        var first = Using("grok", 8, weeks: 1);
        var book = Ready.Told(At(2026, 3, 2), first, new MoveDemand(Slug.Of("grok"), Colossus, Start), first with { History = first.History with { Hourly = [9] } });

        Assert.Equal((9, 8), (book.Demand[Slug.Of("grok")].History.Hourly[0], book.Demand[Slug.Of("grok")].History.Hourly[1]));
        Assert.Single(book.Demand[Slug.Of("grok")].Moves);
        Assert.Equal(first.History.End, first.NotBefore(book));
    }

    static void Refused(RecordDemand command, RefusalCode code, string field) => Ready.Refuses(At(2026, 3, 2), command, code, field);
}

using Headroom.Core.Books;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Says that a planned supply block serves from a date on.</summary>
public sealed record EnergiseSupply(Slug Block, LocalDate On) : Command
{
    public override Instant NotBefore(Book book) => CalendarOf(book).StartOf(On);

    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Known(book.Fleet.Blocks, Block, "block", "supply block"),
            Check.Happened(On, CalendarOf(book).DateOf(now), "on"),
            book.Fleet.Blocks.GetValueOrDefault(Block)?.Retires is { } end && On >= end
                ? new Refusal(RefusalCode.DatesUpsideDown, "on", $"Block '{Block}' retires on {Check.Text(end)}; it cannot begin to serve on {Check.Text(On)}.") : null,
            book.Fleet.Blocks.GetValueOrDefault(Block)?.Energised is { } already
                ? new Refusal(RefusalCode.AlreadyExists, "block", $"Block '{Block}' was energised on {Check.Text(already)} already.") : null,
        ],
        () => new SupplyEnergised(Block, On));

    Calendar CalendarOf(Book book) => book.Fleet.Blocks.TryGetValue(Block, out var block)
        ? book.Fleet.CalendarOf(book.Fleet.Pools[block.Pool]) : book.Calendar;
}

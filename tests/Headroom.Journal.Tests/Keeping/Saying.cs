using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Journal.Tests.Keeping;

/// <summary>Commands for a small book: one site, one pool of 1,000 GPUs that serve from the first of January 2026.</summary>
static class Saying
{
    public const int Supply = 1000;

    public static readonly Slug Owner = Slug.Of("owner"), Pool = Slug.Of("pool"), Actor = Slug.Of("tester");

    public static readonly LocalDate NewYear = new(2026, 1, 1);

    public static Instant At(LocalDate date) => date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();

    public static OpenBook Open(bool sandbox = true) => new(Owner, "UTC", sandbox, sandbox ? At(NewYear) : null);

    public static Command[] Fleet =>
    [
        new AddSite(Slug.Of("site"), null, "UTC", []),
        new AddPool(new Pool(Pool, Slug.Of("site"), null, new Gpus(1), new PowerDraw(new Kilowatts(2), new Gpus(1)), Gpus.Zero)),
        new PlanSupply(new SupplyBlock(Slug.Of("block"), Pool, new Gpus(Supply), NewYear, null, null)),
        new EnergiseSupply(Slug.Of("block"), NewYear),
    ];

    /// <summary>A contract on the pool with a fee of one dollar a GPU and month, and no right to leave early.</summary>
    public static SignContract Sign(string id, int gpus, LocalDate from, LocalDate through, IEnumerable<Source>? sources = null) => new(
        new Terms(Slug.Of(id), Owner, Slug.Of("buyer"), Core.Time.Calendar.Utc, Currency.Usd, from, through,
            [new Reserve(Pool, null, [new ReserveStep(from, new Gpus(gpus))]), new Monthly("fee", [new FeeStep(from, gpus)], Proration.ActualDays)])
        { Sources = [.. sources ?? []] });

    public static Outcome.Done Must(this Bookkeeper keeper, Command command, RequestKey? key = null, Instant? notBefore = null) =>
        Assert.IsType<Outcome.Done>(keeper.Execute(command, Actor, key, notBefore));

    public static Refusal MustNot(this Bookkeeper keeper, Command command, RequestKey? key = null)
    {
        var before = keeper.Journal.Head();
        var refusal = Assert.IsType<Outcome.Refused>(keeper.Execute(command, Actor, key)).Refusal;
        Assert.Equal(before, keeper.Journal.Head());
        return refusal;
    }

    /// <summary>Opens the book with its fleet.</summary>
    public static void Begin(this Bookkeeper keeper, bool sandbox = true)
    {
        keeper.Must(Open(sandbox));
        foreach (var command in Fleet) keeper.Must(command);
    }
}

/// <summary>A clock that a test sets.</summary>
sealed class SetClock(LocalDate date) : IClock
{
    public Instant Now { get; set; } = Saying.At(date);

    public Instant GetCurrentInstant() => Now;
}

using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>Something supposed of a book, to see what would follow: a command that would be said, or a change of the world that no command says.</summary>
public abstract record Supposition
{
    private protected Supposition() { }

    /// <summary>The book if it were so, or why it could not be.</summary>
    /// <param name="now">The instant at which it is supposed.</param>
    public abstract (Book Book, Refusal? Refusal) Apply(Book book, Instant now);

    /// <summary>The book if all of these were so, one after the other; the first refusal ends it.</summary>
    public static (Book Book, Refusal? Refusal) All(Book book, IEnumerable<Supposition> suppositions, Instant now)
    {
        foreach (var supposition in suppositions)
        {
            var (next, refusal) = supposition.Apply(book, now);
            if (refusal is not null) return (book, refusal);
            book = next;
        }
        return (book, null);
    }
}

/// <summary>That a command is said; its own dates may put it later, as in a sandbox.</summary>
public sealed record SupposeSaid(Command Command) : Supposition
{
    public override (Book Book, Refusal? Refusal) Apply(Book book, Instant now)
    {
        var at = Instant.Max(now, Command.NotBefore(book));
        if (Command.Decide(book, at) is not Accepted accepted) return (book, ((Refused)Command.Decide(book, at)).Refusal);
        return (accepted.Facts.Aggregate(book, (said, body) => said.With(new Fact(said.Position + 1, at, book.Owner, body))), null);
    }
}

/// <summary>That somebody signs what they ask for, in the pool that serves it best.</summary>
/// <param name="Contract">The id of the contract.</param>
public sealed record SupposeSold(Slug Contract, Inquiry Inquiry) : Supposition
{
    public override (Book Book, Refusal? Refusal) Apply(Book book, Instant now)
    {
        var (answer, refusal) = InquiryAnswer.Of(new Standing(book, now), Inquiry, null);
        return refusal is not null ? (book, refusal) : new SupposeSaid(new SignContract(answer!.Contract.Terms with { Contract = Contract })).Apply(book, now);
    }
}

/// <summary>That own products need more or less than they did, in every hour.</summary>
/// <param name="Workload">The workload; null for all.</param>
/// <param name="Factor">0 to 10; 1.3 is thirty percent more.</param>
public sealed record SupposeDemand(Slug? Workload, decimal Factor) : Supposition
{
    /// <summary>The greatest factor.</summary>
    public const decimal MostFactor = 10;

    public override (Book Book, Refusal? Refusal) Apply(Book book, Instant now)
    {
        if (Workload is { } named && !book.Demand.ContainsKey(named))
            return (book, new(RefusalCode.NotFound, "own-demand", $"There is no workload '{named}'; there are {string.Join(", ", book.Demand.Keys.Take(8))}."));
        return (book with
        {
            Demand = book.Demand.SetItems(book.Demand.Where(entry => Workload is null || entry.Key == Workload)
                .Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Scaled(Factor))))
        }, null);
    }
}

/// <summary>That what is planned at a site or anywhere under it, and not energised yet, comes so many months later.</summary>
public sealed record SupposeSlip(Slug Site, int Months) : Supposition
{
    public override (Book Book, Refusal? Refusal) Apply(Book book, Instant now)
    {
        if (!book.Fleet.Sites.TryGetValue(Site, out var site))
            return (book, new(RefusalCode.NotFound, "slip", $"There is no site '{Site}'; there are {string.Join(", ", book.Fleet.Sites.Keys.Take(8))}."));
        var pools = book.Fleet.PoolsUnder(site).Select(pool => pool.Id).ToHashSet();
        var late = book.Fleet.Blocks.Where(block => pools.Contains(block.Value.Pool) && block.Value.Energised is null)
            .Select(block => KeyValuePair.Create(block.Key, block.Value with { Planned = block.Value.Planned.PlusMonths(Months) }));
        return (book with { Fleet = book.Fleet with { Blocks = book.Fleet.Blocks.SetItems(late) } }, null);
    }
}

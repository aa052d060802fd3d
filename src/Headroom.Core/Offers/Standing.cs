using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// A book as it stands at an instant, for whoever asks several things of it: what open quotes hold counts as committed, and what is the same for every question is
/// computed once. Not for several threads at a time.
/// </summary>
public sealed class Standing
{
    readonly Lazy<ImmutableArray<Owed>> _owed;

    /// <param name="except">A quote whose hold is left out, because it is what is asked about.</param>
    /// <param name="spread">Does what is computed contract by contract; one after the other where none is given.</param>
    public Standing(Book book, Instant now, Slug? except = null, Spread? spread = null)
    {
        (Book, Now, Picture) = (book, now, new CapacityPicture(book.Holding(now, except), now));
        _owed = new(() => OwedOn(Today, book, spread ?? Spreading.InTurn));
    }

    static ImmutableArray<Owed> OwedOn(LocalDate today, Book book, Spread spread)
    {
        var sold = book.Sold.Where(contract => contract.LastDay >= today).ToList();
        var backlogs = new Backlog[sold.Count];
        spread(backlogs.Length, i => backlogs[i] = Backlog.Of(sold[i], today.PlusDays(-1)));
        return [.. backlogs.Zip(sold, (backlog, contract) => (contract.Terms.Buyer, Backlog: backlog)).GroupBy(each => (each.Buyer, each.Backlog.Currency))
            .Select(group => new Owed(group.Key.Buyer, group.Key.Currency, group.Sum(each => each.Backlog.Stated), group.Sum(each => each.Backlog.Enforceable)))];
    }

    public Book Book { get; }

    public Instant Now { get; }

    /// <summary>Whether a book at an instant stands just so: the same book, the same day, and no quote has expired meanwhile.</summary>
    public bool HoldsAt(Book book, Instant now) =>
        ReferenceEquals(book, Book) && book.Calendar.DateOf(now) == Today && book.Quotes.Values.All(quote => quote.IsOpen(now) == quote.IsOpen(Now));

    /// <summary>The book's own date.</summary>
    public LocalDate Today => Book.Calendar.DateOf(Now);

    /// <summary>Capacity with what quotes hold and what buyers may still claim.</summary>
    public CapacityPicture Picture { get; }

    /// <summary>What each customer owes for service from today on, by currency.</summary>
    public ImmutableArray<Owed> Owed => _owed.Value;
}

/// <summary>Fees of one customer for service still to come.</summary>
public sealed record Owed(Slug Buyer, Currency Currency, decimal Stated, decimal Enforceable);

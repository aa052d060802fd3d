using Headroom.Core.Books;
using Headroom.Core.Offers;
using Headroom.Documents;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Headroom.Schedulers;
using NodaTime;

namespace Headroom.Server.Http;

/// <summary>A book and the head of the journal that it is the fold of.</summary>
sealed record Shown(Book Book, Head Head)
{
    /// <summary>The head as an entity tag, without quotes: the position and the first 16 digits of the root.</summary>
    public string Tag => $"{Head.Position}-{Head.Root.ToString()[..16]}";
}

/// <summary>
/// Where requests get the book: as it stands, or as it stood at an earlier position, with the tree's root there. The last few earlier
/// books are kept, since a report is often read through several requests. Safe for several threads.
/// </summary>
sealed class Desk(Bookkeeper keeper, IClock clock)
{
    /// <summary>How many earlier books are kept.</summary>
    const int MostKept = 8;

    readonly Lock _gate = new();
    readonly LinkedList<Shown> _kept = [];
    readonly List<Digest> _leaves = [];
    readonly Dictionary<string, long> _issued = new(StringComparer.Ordinal);
    readonly Lock _asking = new();
    long _issuedThrough;
    Standing? _standing;

    public Bookkeeper Keeper => keeper;

    public IClock Clock => clock;

    /// <summary>The schedulers that are shown beside the book.</summary>
    public IReadOnlyList<Reconciler> Clusters { get; init; } = [];

    /// <summary>Where documents are printed.</summary>
    public Press Press { get; } = new();

    /// <summary>The bank statements that are looked at.</summary>
    public StatementTray Statements { get; } = new();

    /// <summary>The documents of the book.</summary>
    public Papers Papers { get; } = new(keeper);

    /// <summary>
    /// Asks something of a book as it stands, one question after another: what is the same for all of them is computed once for a position and a day, and kept until either moves
    /// on.
    /// </summary>
    public T WithStanding<T>(Book book, Instant now, Func<Standing, T> ask)
    {
        lock (_asking)
        {
            if (_standing is null || !_standing.HoldsAt(book, now)) _standing = new Standing(book, now, spread: AllCores.Spread);
            return ask(_standing);
        }
    }

    /// <summary>A desk on a branch of the book, on which anything can be tried and nothing is written.</summary>
    public Desk Branch() => new(keeper.Branch(), clock);

    /// <summary>The book at the head.</summary>
    public Shown Now()
    {
        var book = keeper.CatchUp();
        var head = keeper.Journal.Head();
        // Someone may have written between the two lines; the root of the book's own position is then computed.
        return new(book, head.Position == book.Position ? head : HeadAt(book.Position));
    }

    /// <summary>The book at a position, or null when the journal is not that long.</summary>
    public Shown? At(long position)
    {
        var now = Now();
        if (position >= now.Book.Position) return position == now.Book.Position ? now : null;
        lock (_gate)
        {
            if (_kept.FirstOrDefault(kept => kept.Head.Position == position) is { } known) return known;
        }
        var shown = new Shown(keeper.At(position), HeadAt(position));
        lock (_gate)
        {
            _kept.AddFirst(shown);
            if (_kept.Count > MostKept) _kept.RemoveLast();
        }
        return shown;
    }

    /// <summary>The head that the journal had at a position. O(position) hashes.</summary>
    public Head HeadAt(long position) => new(position, TreeAt(position).Root);

    /// <summary>The position of the fact that issued an invoice, which must have been issued. What was looked through once is kept.</summary>
    public long IssuedAt(string invoice)
    {
        lock (_gate)
        {
            if (!_issued.ContainsKey(invoice))
                foreach (var fact in keeper.Facts(_issuedThrough, long.MaxValue))
                {
                    if (fact.Body is InvoiceIssued issued) _issued[issued.Invoice.Number!] = fact.Position;
                    _issuedThrough = fact.Position;
                }
            return _issued[invoice];
        }
    }

    /// <summary>The tree over the facts up to a position, which the journal must have reached.</summary>
    public MerkleTree TreeAt(long position)
    {
        lock (_gate)
        {
            if (_leaves.Count < position) _leaves.AddRange(keeper.Journal.Read(_leaves.Count, long.MaxValue).Select(entry => entry.Leaf));
            return new(_leaves[..(int)position]);
        }
    }
}

using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using Headroom.Formats;
using NodaTime;

namespace Headroom.Server.Http;

/// <summary>
/// A request to see something: the book that it sees, and what stands in its path and query as checked fields. Faults are gathered, so
/// that the answer names all of them; they go before whatever a view made of the stand-ins.
/// </summary>
sealed class Asked(Desk desk, Shown shown, Fields input)
{
    /// <summary>The most items that a page holds, and how many it holds unless said otherwise.</summary>
    public const int MostItems = 500, UsualItems = 100;

    /// <summary>The most items that a table in CSV holds; it holds all of them unless said otherwise.</summary>
    public const int MostRows = 100_000;

    public Desk Desk => desk;
    public Shown Shown => shown;
    public Book Book => shown.Book;

    /// <summary>Path and query by name.</summary>
    public Fields Input => input;

    /// <summary>Whether the request bears an idempotency key that was used before: then nothing may be stored for it anew.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Whether a table is asked for, which is not cut into pages.</summary>
    public bool IsCsv { get; init; }

    /// <summary>Cancelled when whoever asks is gone: what waits for another program need not go on.</summary>
    public CancellationToken Gone { get; init; }

    /// <summary>How many items are asked for at most.</summary>
    public int Limit => (int)input.Whole("limit", 1, IsCsv ? MostRows : MostItems, "items", IsCsv ? MostRows : UsualItems);

    /// <summary>Whether the answer depends on the day on which it was asked, and not on the book and the request alone.</summary>
    public bool DependsOnToday { get; private set; }

    /// <summary>The date asked for, or the book's own today.</summary>
    public LocalDate At => input.DateOrNone("at") ?? Today;

    /// <summary>The date in the book's zone; a sandbox stands where its last fact left it.</summary>
    public LocalDate Today
    {
        get
        {
            DependsOnToday |= Book.Opened is { Sandbox: false };
            return Book.Calendar.DateOf(desk.Keeper.Now(Book));
        }
    }

    /// <summary>The instant at which something said now would be recorded; quotes expire by it.</summary>
    public Instant Now
    {
        get
        {
            DependsOnToday |= Book.Opened is { Sandbox: false };
            return desk.Keeper.Now(Book);
        }
    }

    /// <summary>The contract that the path names; a fault is noted when there is none.</summary>
    public Contract? Contract => Known(Book.Contracts, "contract", "contract");

    /// <summary>The quote that the path names; a fault is noted when there is none.</summary>
    public Quote? Quote => Known(Book.Quotes, "quote", "quote");

    /// <summary>The pool that the path or query names; a fault is noted when there is none.</summary>
    public Pool? Pool => Known(Book.Fleet.Pools, "pool", "pool");

    /// <summary>The own workload that the path or query names; a fault is noted when there is none.</summary>
    public OwnDemand? Workload => Known(Book.Demand, "workload", "workload");

    /// <summary>One page of items in the order of their ids, from the one after <c>after</c>, and the cursor of the next page.</summary>
    public Page<T> Page<T>(IEnumerable<T> items, Func<T, string> id)
    {
        var limit = Limit;
        var after = input.Text("after", "", 200);
        var rest = after.Length == 0 ? items : items.Where(item => string.CompareOrdinal(id(item), after) > 0);
        var taken = rest.Take(limit + 1).ToList();
        return taken.Count <= limit ? new(taken, null) : new(taken[..limit], id(taken[limit - 1]));
    }

    T? Known<T>(IReadOnlyDictionary<Slug, T> known, string field, string what) where T : class
    {
        var id = input.Id(field);
        if (known.TryGetValue(id, out var found)) return found;
        if (input.Faults.Count == 0)
            input.Fault(field, RefusalCode.NotFound, $"There is no {what} '{id}'{(known.Any() ? $"; there are {string.Join(", ", known.Keys.Take(8))}" : "")}.");
        return null;
    }
}

/// <summary>Some items and the cursor after which the rest follow, or null when these are the last.</summary>
sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

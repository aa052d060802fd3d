using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats.Parties;
using NodaTime;

namespace Headroom.Journal.Keeping;

/// <summary>
/// The one writer of a book in this process: decides commands against the book at the head and appends their facts only if the head is
/// still the same, so that two bookkeepers on one book cannot sell the same capacity twice. Safe for several threads.
/// </summary>
public sealed class Bookkeeper(IJournal journal, IClock clock) : IDisposable
{
    /// <summary>How often a command is decided again after the head moved, before it is refused as busy.</summary>
    public const int MostAttempts = 50;

    readonly FactCodec _codec = new(journal);
    readonly Lock _gate = new();
    volatile Book _book = Book.Empty;

    public IJournal Journal => journal;

    /// <summary>A bookkeeper of a branch that begins at the head as it is now: what is said to it is decided and read back as here, and written nowhere.</summary>
    public Bookkeeper Branch()
    {
        var book = CatchUp();
        return new(new BranchJournal(journal, book.Position), clock) { _book = book };
    }

    /// <summary>The book at the journal's head now, with what other processes have said meanwhile.</summary>
    /// <param name="read">Told how many facts were read, of how many there are.</param>
    public Book CatchUp(Action<int, int>? read = null)
    {
        lock (_gate)
        {
            var facts = Facts(_book.Position, long.MaxValue);
            return _book = _book.With(read is null ? facts : Told(facts, (int)(journal.Head().Position - _book.Position), read));
        }
    }

    static IEnumerable<Fact> Told(IEnumerable<Fact> facts, int all, Action<int, int> read)
    {
        var done = 0;
        foreach (var fact in facts)
        {
            yield return fact;
            read(Math.Min(++done, all), all);
        }
    }

    /// <summary>The book at an earlier position; positions beyond the head give the head.</summary>
    public Book At(long position) => Book.Empty.With(Facts(0, position));

    /// <summary>The facts with <paramref name="after"/> &lt; position &lt;= <paramref name="through"/>, in order.</summary>
    public IEnumerable<Fact> Facts(long after, long through)
    {
        foreach (var page in journal.Read(after, through).Chunk(DecodedTogether))
            foreach (var fact in page.Length < DecodedTogether ? page.Select(_codec.Read) : Decode(page)) yield return fact;
    }

    // Facts fold one after another, but their bytes can be read on all cores.
    const int DecodedTogether = 4096;

    Fact[] Decode(Entry[] page)
    {
        var facts = new Fact[page.Length];
        OnAllCores(page.Length, i => facts[i] = _codec.Read(page[i]));
        return facts;
    }

    static void OnAllCores(int count, Action<int> work)
    {
        try { Parallel.For(0, count, work); }
        catch (AggregateException fault) when (fault.InnerException is JournalUnavailable unavailable) { throw unavailable; }
    }

    /// <summary>Goes on with the book after facts that have just been appended, unless it went on already, and with what others said after them.</summary>
    Book CarryOn(Book before, Book after)
    {
        lock (_gate)
            if (ReferenceEquals(_book, before)) _book = after;
        return CatchUp();
    }

    /// <summary>The instant at which something said now would be recorded: a sandbox stands where its last fact left it.</summary>
    public Instant Now(Book book) => book.Opened is { Sandbox: true } ? book.RecordedAt : Instant.Max(clock.GetCurrentInstant(), book.RecordedAt);

    /// <summary>How far a sandbox's clock went with the facts from one position through another; null where it stood still, and for no facts.</summary>
    public ClockMove? ClockMoved(long first, long last)
    {
        Instant At(long position) => position < 1 ? Instant.MinValue : Facts(position - 1, position).First().RecordedAt;
        return ClockMove.Between(CatchUp(), At(first - 1), At(Math.Max(first - 1, last)));
    }

    /// <summary>
    /// Carries a command out, or refuses it with nothing written. With a key seen before, the facts of then are given again and nothing is
    /// written; the same key with another request is refused.
    /// </summary>
    /// <param name="actor">Who asks, as an opaque id.</param>
    /// <param name="key">The caller's idempotency key and the digest of what was asked under it, or null.</param>
    /// <param name="notBefore">In a sandbox, let its clock be at least here first.</param>
    /// <param name="why">The reason for it, kept with every fact that it comes to: 1 to 500 characters, or null.</param>
    /// <param name="stored">Told how many of the facts were handed to the store, of how many.</param>
    public Outcome Execute(Command command, Slug actor, RequestKey? key = null, Instant? notBefore = null, string? why = null, Action<int, int>? stored = null)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var book = CatchUp();
            if (key is { } asked && journal.FindKey(asked.Key) is { } seen) return Again(seen, asked);
            using var held = CollectorHeld.For(command.FactsAbout(book));
            var now = InstantOf(command, book, notBefore);
            var decision = command.Decide(book, now);
            if (decision is Refused refused) return new Outcome.Refused(refused.Refusal);
            var facts = ((Accepted)decision).Facts;
            var said = new Said(facts, _codec, book.Position, now, actor, key?.Request, why);
            // The book is carried on while the disk puts the last facts away; until then the cores have those of a large batch to make ready. A branch does not tell.
            Task<Book>? next = null;
            void Handed(int done, int all)
            {
                stored?.Invoke(done, all);
                if (done >= all - all / 12) next ??= Task.Run(() => book.With(said.Facts));
            }
            switch (journal.Append(book.Position, said, key?.Key, Handed))
            {
                case AppendResult.Appended:
                    return new Outcome.Done(CarryOn(book, next is null ? book.With(said.Facts) : next.GetAwaiter().GetResult()), book.Position + 1, book.Position + facts.Length);
                case AppendResult.TooLong large:
                    return new Outcome.Refused(new Refusal(RefusalCode.TooLarge, facts[large.Index].Kind,
                        $"The fact would have {large.Bytes} bytes; at most {JournalLimits.FactBytes} are accepted."));
            }
        }
        return new Outcome.Refused(new Refusal(RefusalCode.Busy, "", $"Others kept writing; the command was decided {MostAttempts} times. Try again."));
    }

    // A sandbox's clock follows what is said in it; a real one is the world's, and never runs behind the last fact.
    Instant InstantOf(Command command, Book book, Instant? notBefore)
    {
        var sandbox = book.Opened is { Sandbox: true } || command is OpenBook { Sandbox: true, Start: not null };
        return sandbox
            ? Instant.Max(Instant.Max(book.RecordedAt, command.NotBefore(book)), notBefore ?? Instant.MinValue)
            : Now(book);
    }

    Outcome Again(Entry seen, RequestKey asked) => FactCodec.RequestOf(seen) == asked.Request
        ? new Outcome.Done(CatchUp(), seen.Position, journal.LastOfBatch(seen.Position) ?? seen.Position) { Replayed = true }
        : new Outcome.Refused(new Refusal(RefusalCode.KeyReused, "Idempotency-Key", $"The key '{asked.Key}' was used before for another request; use a new key."));

    /// <summary>What a party is called: its name, else who it is in law, or its id when neither was said or both were erased.</summary>
    public string NameOf(Book book, Slug party) =>
        book.PartyNames.TryGetValue(party, out var exhibit) && Digest.TryParse(exhibit, out var digest) && NameExhibit.Read(journal.GetExhibit(digest)) is { } name ? name
        : DetailsOf(book, party)?.LegalName ?? party.ToString();

    /// <summary>What stands on paper about a party, or null when nothing was said or it was erased.</summary>
    public PartyDetails? DetailsOf(Book book, Slug party) =>
        book.PartyDetails.TryGetValue(party, out var exhibit) && Digest.TryParse(exhibit, out var digest) ? DetailsExhibit.Read(journal.GetExhibit(digest)) : null;

    public void Dispose() => journal.Dispose();
}

/// <summary>An idempotency key (1 to 200 characters, chosen by the caller) and the digest of the request that it stands for.</summary>
public readonly record struct RequestKey(string Key, Digest Request);

/// <summary>What became of a command given to a <see cref="Bookkeeper"/>.</summary>
public abstract record Outcome
{
    private protected Outcome() { }

    /// <summary>Its facts are in the journal from <paramref name="First"/> to <paramref name="Last"/>.</summary>
    /// <param name="Book">The book after them, and perhaps after others that came meanwhile.</param>
    public sealed record Done(Book Book, long First, long Last) : Outcome
    {
        /// <summary>Whether they had been there already, under the same key.</summary>
        public bool Replayed { get; init; }
    }

    /// <summary>Nothing was written.</summary>
    public sealed record Refused(Refusal Refusal) : Outcome;
}

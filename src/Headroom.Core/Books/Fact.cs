using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// One thing that was said: at which position of the journal, when it was recorded, by whom (an opaque id) and what. Never changed.
/// </summary>
/// <param name="Position">From 1, without gaps.</param>
/// <param name="RecordedAt">When it was recorded; never earlier than the fact before.</param>
public sealed record Fact(long Position, Instant RecordedAt, Slug Actor, FactBody Body)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MostWhyCharacters = 500;

    /// <summary>Why it was said, in the actor's words: 1 to 500 characters; null when no reason was given.</summary>
    public string? Why { get; init; }
}

/// <summary>
/// What a fact says, in the past tense, and what it does to the book. Kinds are versioned by name; a changed meaning is a new kind.
/// </summary>
public abstract record FactBody
{
    private protected FactBody() { }

    /// <summary>The name under which it is stored, such as <c>contract.signed.v1</c>. Never reused for another meaning.</summary>
    public abstract string Kind { get; }

    /// <summary>The contract, pool or other thing that it is about, for lists and for <c>why</c>.</summary>
    public abstract string About { get; }

    /// <summary>The contract, draft or quote whose life this is a step of; null for what changes no stage of any.</summary>
    public virtual Slug? StepOf => null;

    /// <summary>
    /// Whether all that it says follows from facts before it, as in an invoice: what they hold has been read back, so this can be. A close says
    /// a hundred thousand of them.
    /// </summary>
    public virtual bool IsDerived => false;

    /// <summary>The book once this has been said. The command that said it has checked it; a contradiction here is a bug.</summary>
    public abstract Book Apply(Book book, Fact fact);
}

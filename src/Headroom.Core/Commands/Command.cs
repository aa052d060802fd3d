using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Something asked of the book, in the imperative. Deciding is pure: the same book, command and instant give the same decision.
/// </summary>
public abstract record Command
{
    private protected Command() { }

    /// <summary>The facts that carry it out, or the refusal.</summary>
    /// <param name="book">The book as it stands; the decision holds for exactly this position.</param>
    /// <param name="now">The instant at which it will be recorded.</param>
    public abstract Decision Decide(Book book, Instant now);

    /// <summary>
    /// The first instant at which this could be said, from the dates in it. A sandbox's clock follows what is said and moves there;
    /// a real book refuses until its clock gets there.
    /// </summary>
    public virtual Instant NotBefore(Book book) => Instant.MinValue;

    /// <summary>About how many facts it comes to, for whoever makes room for them; at least 1.</summary>
    public virtual int FactsAbout(Book book) => 1;
}

/// <summary>What became of a command.</summary>
public abstract record Decision
{
    private protected Decision() { }

    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);
    public static implicit operator Decision(FactBody fact) => new Accepted([fact]);

    /// <summary>The first refusal, or the facts when there is none.</summary>
    public static Decision Of(IEnumerable<Refusal?> refusals, Func<FactBody> fact) =>
        refusals.OfType<Refusal>().OrderBy(refusal => refusal.Code).FirstOrDefault() is { } refusal ? refusal : fact();
}

/// <summary>It is carried out by these facts, all of them or none.</summary>
public sealed record Accepted(ImmutableArray<FactBody> Facts) : Decision;

/// <summary>It is not carried out, and nothing is written.</summary>
public sealed record Refused(Refusal Refusal) : Decision;

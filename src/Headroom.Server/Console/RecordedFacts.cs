using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Journal.Keeping;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>The facts that a form of the console recorded: the address that it leads to names their positions, and its page lists and links them.</summary>
/// <param name="Facts">In their order, as far as the book that is seen has them.</param>
/// <param name="Clock">How far a sandbox's clock went with them; null where it stood still.</param>
public sealed record RecordedFacts(ImmutableArray<Fact> Facts, ClockMove? Clock)
{
    /// <summary>The most facts that are listed.</summary>
    const int Most = 500;

    /// <summary>No form was sent before the page.</summary>
    public static readonly RecordedFacts None = new([], null);

    /// <summary>The page with the facts from one position through another.</summary>
    internal static IResult Shown(string page, long first, long last) => Results.LocalRedirect(FormattableString.Invariant($"{page}?recorded={first}&through={last}"));

    /// <summary>Says one thing as the console and shows the page with its facts, or why it was refused.</summary>
    internal static IResult Say(Desk desk, Core.Commands.Command command, string page, string? why = null) => desk.Keeper.Execute(command, PostedForm.Actor, why: why) switch
    {
        Outcome.Done done => Shown(page, done.First, done.Last),
        Outcome.Refused refused => TroublePage.Of(Problem.Of(refused.Refusal)),
        _ => throw new InvalidOperationException("An outcome is done or refused."),
    };

    /// <summary>The facts that the address names; none without such a name.</summary>
    internal static RecordedFacts Of(Asked asked)
    {
        if (!asked.Input.Has("recorded")) return None;
        var first = asked.Input.Whole("recorded", 1, long.MaxValue, "(position)");
        var last = asked.Input.Whole("through", 0, long.MaxValue, "(position)", first);
        if (asked.Input.Faults.Count > 0) return None;
        var (through, keeper) = (Math.Min(last, asked.Book.Position), asked.Desk.Keeper);
        return through < first ? None : new([.. keeper.Facts(first - 1, Math.Min(through, first - 1 + Most))], keeper.ClockMoved(first, through));
    }
}

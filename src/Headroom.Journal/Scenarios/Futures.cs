using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Offers;
using Headroom.Formats.Scenarios;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Journal.Scenarios;

/// <summary>Several futures of one book, and the futures that could not be. What their steps put beside the book stays in memory.</summary>
public sealed record Futures(WhatIf Views, ImmutableArray<(string Branch, Refusal Refusal)> Refused)
{
    /// <summary>The futures that a person asked for, seen from a book.</summary>
    /// <param name="folder">Where files that steps name are read; null where a step may name none, as in a request.</param>
    public static Futures Of(Bookkeeper keeper, Book book, WhatIfInput asked, string? folder)
    {
        var (branches, refused) = (new List<(string, Book)>(), ImmutableArray.CreateBuilder<(string, Refusal)>());
        foreach (var branch in asked.Branches)
        {
            var (there, refusal) = Grow(keeper, book, branch, folder);
            if (refusal is not null) refused.Add((branch.Name, refusal)); else branches.Add((branch.Name, there));
        }
        return new(WhatIf.Between(book, asked.At ?? book.Calendar.DateOf(keeper.Now(book)), branches), refused.ToImmutable());
    }

    static (Book Book, Refusal? Refusal) Grow(Bookkeeper keeper, Book book, BranchInput branch, string? folder)
    {
        using var aside = keeper.Branch();
        var loader = new Loader(aside, folder ?? "", new Scenario(new Core.Commands.OpenBook(default, "", false, null), [], []), Slug.Of("what-if"));
        foreach (var step in branch.Steps)
        {
            if (!Supposed(loader, step, folder is not null).TryGet(out var supposed, out var fault)) return (book, fault);
            var now = Instant.Max(keeper.Now(book), step.Step?.Said is { } date && book.Opened is { Sandbox: true } ? book.Calendar.StartOf(date) : Instant.MinValue);
            var (next, refusal) = Supposition.All(book, supposed, now);
            if (refusal is not null) return (book, refusal);
            book = next;
        }
        return (book, null);
    }

    static Parsed<IReadOnlyList<Supposition>> Supposed(Loader loader, BranchStep step, bool mayNameFiles) => step switch
    {
        { Supposed: { } known } => Parsed<IReadOnlyList<Supposition>>.Of([known], []),
        { Step: TermsStep or DemandStep } when !mayNameFiles =>
            new Refusal(RefusalCode.Malformed, "steps", "A request names no files; suppose what is sold with 'sell', and own demand with 'own-demand'."),
        _ => loader.Commands(step.Step!).Then(commands => Parsed<IReadOnlyList<Supposition>>.Of([.. commands.Select(command => new SupposeSaid(command))], [])),
    };
}

using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Banking;
using Headroom.Formats.Reports;
using Headroom.Journal.Keeping;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>What the page of bank statements shows: a form to hand one in, and the one that is looked at.</summary>
/// <param name="Seen">The statement that the path names; null on the page that asks for one.</param>
public sealed record BankModel(Surroundings Around, BankSeen? Seen)
{
    /// <summary>The most lines of a page.</summary>
    public const int MostRows = 200;

    internal static BankModel? Of(Asked asked)
    {
        var input = asked.Input;
        if (!input.Has("statement")) return new(Surroundings.Of(asked), null);
        var name = input.Text("statement", 64);
        var grade = input.WordOr("grade", (MatchGrade?)null, [.. Enum.GetValues<MatchGrade>().Select(each => (BankStatementJson.Word(each), (MatchGrade?)each))]);
        var after = (int)input.Whole("after", 0, BankStatements.MostLines, "lines", 0);
        var recorded = RecordedFacts.Of(asked);
        if (!Statement(asked.Desk, name).TryGet(out var statement, out var gone)) input.Faults.Add(gone);
        if (input.Faults.Count > 0) return null;
        var all = new BankImport(asked.Desk.Keeper, statement).Preview(asked.Book).Select((match, place) => new BankRow(place, match)).ToImmutableArray();
        var liked = all.Where(row => grade is null || row.Match.Grade == grade).ToList();
        return new(Surroundings.Of(asked), new(name, statement, all, [.. liked.Skip(after).Take(MostRows)], grade)
        { Next = liked.Count > after + MostRows ? after + MostRows : null, Recorded = recorded });
    }

    /// <summary>The statement that was handed in under a name, or why it cannot be seen.</summary>
    internal static Parsed<BankStatement> Statement(Desk desk, string name) => desk.Statements.Get(name) is { } bytes ? BankStatements.Read(bytes)
        : new Refusal(RefusalCode.NotFound, "statement",
            $"This statement is not held any more: it is kept only while it is looked at, the last {StatementTray.Most} of them. Hand it in again at /bank; what was recorded is not recorded twice.");
}

/// <summary>A statement with what its lines are proposed to be.</summary>
/// <param name="Name">The name under which it is held.</param>
/// <param name="All">Every line.</param>
/// <param name="Rows">The lines of this page.</param>
/// <param name="Grade">The grade that is looked at; null for all.</param>
public sealed record BankSeen(string Name, BankStatement Statement, ImmutableArray<BankRow> All, ImmutableArray<BankRow> Rows, MatchGrade? Grade)
{
    /// <summary>How many lines stand before the next page; null on the last.</summary>
    public int? Next { get; init; }

    /// <summary>The facts that the form before this page recorded.</summary>
    public RecordedFacts Recorded { get; init; } = RecordedFacts.None;
}

/// <summary>A line's proposal and its place in the file, from 0.</summary>
public sealed record BankRow(int Place, BankMatch Match);

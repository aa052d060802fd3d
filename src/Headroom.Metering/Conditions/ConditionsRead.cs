using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Metering.Conditions;

/// <summary>Conditions of nodes as a source stated them, and what cannot be one, each with its place at the source and the reason.</summary>
public sealed record ConditionsRead(ImmutableArray<(string Place, NodeCondition Condition)> Conditions, ImmutableArray<(string Place, Refusal Why)> SetAside)
{
    /// <summary>Stretches for which the source has nothing at all, in order; empty for sources that cannot tell.</summary>
    public ImmutableArray<Window> Gaps { get; init; } = [];

    /// <summary>What of it a book can take: new conditions as commands of a stated size, how many are known already, and what is set aside.</summary>
    /// <param name="now">None begins or ends after it.</param>
    public ConditionNews Against(Book book, Instant now)
    {
        var judged = Conditions.GroupBy(each => each.Condition.Id).Select(same => same.LastOrDefault(each => each.Condition.End is not null, same.Last()))
            .Select(each => (each.Place, each.Condition, Why: RecordConditions.Faults(book, each.Condition, now).FirstOrDefault())).ToList();
        var good = judged.Where(each => each.Why is null).Select(each => each.Condition).ToList();
        var bad = judged.Where(each => each.Why is not null).Select(each => (each.Place, each.Why!));
        var news = good.Where(condition => !IsKnown(book.Conditions.GetValueOrDefault(condition.Id), condition)).ToList();
        return new([.. news.Chunk(NodeCondition.Most).Select(part => new RecordConditions([.. part]))], news.Count, good.Count - news.Count, [.. SetAside, .. bad]);
    }

    // What a source says late, that a condition began which is known to have ended, does not begin it anew.
    static bool IsKnown(NodeCondition? known, NodeCondition said) => known is not null && (known == said || said.End is null && known with { End = null } == said);
}

/// <summary>What conditions that were read are to a book.</summary>
/// <param name="Commands">They record what is new.</param>
/// <param name="New">How many conditions are new or corrected.</param>
/// <param name="Known">How many are recorded just so.</param>
/// <param name="SetAside">What cannot be recorded, and why.</param>
public sealed record ConditionNews(ImmutableArray<RecordConditions> Commands, int New, int Known, ImmutableArray<(string Place, Refusal Why)> SetAside)
{
    /// <summary>Records what is new; a part that the book refuses after all, since it has moved on meanwhile, is set aside whole.</summary>
    /// <param name="key">The idempotency key of each part by its place, or null.</param>
    public ConditionNews Record(Bookkeeper keeper, Slug actor, string? why, Func<int, RequestKey?> key)
    {
        var refused = Commands.Select((part, i) => (part, Outcome: keeper.Execute(part, actor, key(i), why: why)))
            .Where(each => each.Outcome is Outcome.Refused { Refusal.Code: not RefusalCode.AlreadyExists })
            .SelectMany(each => each.part.Conditions.Select(condition => (condition.Id, ((Outcome.Refused)each.Outcome).Refusal))).ToList();
        return this with { New = New - refused.Count, SetAside = [.. SetAside, .. refused] };
    }
}

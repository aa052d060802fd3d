using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Where a reclaim stands, with the date that was promised for each stage and when it was reached. Notice is promised in time for the day on which the GPUs are needed (the
/// clause's days and the policy's days of handover before it), drained is promised by the first day without them, and back so many days of handover after it.
/// </summary>
/// <param name="Since">When it reached the stage.</param>
/// <param name="Stages">Noticed, drained and back, in order; only noticed is left of one that was withdrawn.</param>
/// <param name="Fall">By how much the fees of the rest of the term fall, in the contract's currency; estimated with notice as soon as it may be while none was served.</param>
/// <param name="Compensation">What is given on top by the clause.</param>
public sealed record ReclaimProgress(ReclaimCase Case, ReclaimStage Stage, Instant Since, ImmutableArray<StageTime> Stages, decimal Fall, decimal Compensation, Currency Currency)
{
    /// <summary>A stage's name in files, requests and facts.</summary>
    public static string Word(ReclaimStage stage) => stage.ToString().ToLowerInvariant();

    /// <summary>Where a reclaim stands by all that the book knows.</summary>
    public static ReclaimProgress Of(Book book, ReclaimCase reclaim)
    {
        var contract = book.Contracts[reclaim.Contract];
        var calendar = contract.Terms.Calendar;
        var clause = contract.Versions.Select(version => version.Terms.Legs.OfType<Reclaim>().FirstOrDefault(leg => leg.Name == reclaim.Clause)).OfType<Reclaim>().Last();
        var (noticed, withdrawn) = (reclaim.At(ReclaimStage.Noticed), reclaim.At(ReclaimStage.Withdrawn));
        var drained = noticed is null ? null : reclaim.Blocks.IsEmpty ? reclaim.At(ReclaimStage.Drained)?.At : All(book, reclaim, noticed.At, state => !state.IsWithContract());
        var back = drained is not { } left ? null : reclaim.Blocks.IsEmpty ? reclaim.At(ReclaimStage.Back)?.At : All(book, reclaim, left, state => state == BlockState.Ready);
        var first = noticed?.From ?? LocalDate.Max(reclaim.By.PlusDays(-book.Policy.HandoverDays), calendar.DateOf(reclaim.Asked).PlusDays(clause.NoticeDays));
        var serve = LocalDate.Max(calendar.DateOf(reclaim.Asked), reclaim.By.PlusDays(-book.Policy.HandoverDays - clause.NoticeDays));
        ImmutableArray<StageTime> stages =
        [
            Timed(ReclaimStage.Noticed, serve, noticed?.At), Timed(ReclaimStage.Drained, first, drained), Timed(ReclaimStage.Back, first.PlusDays(book.Policy.HandoverDays), back),
        ];
        var (stage, since) = withdrawn is not null ? (ReclaimStage.Withdrawn, withdrawn.At)
            : back is { } ready ? (ReclaimStage.Back, ready) : drained is { } gone ? (ReclaimStage.Drained, gone)
            : noticed is not null ? (ReclaimStage.Noticed, noticed.At) : (ReclaimStage.Asked, reclaim.Asked);
        var (fall, compensation) = stage == ReclaimStage.Withdrawn ? (0, 0) : Money(contract, reclaim, clause, first);
        return new(reclaim, stage, since, withdrawn is null ? stages : stages[..1], fall, compensation, contract.Terms.Currency);

        StageTime Timed(ReclaimStage which, LocalDate promised, Instant? at) => new(which, promised, at is { } instant ? calendar.DateOf(instant) : null, at);
    }

    /// <summary>The stage that is waited for, with its promise; null when none is.</summary>
    public StageTime? Next => Stage is ReclaimStage.Back or ReclaimStage.Withdrawn ? null : Stages[(int)Stage];

    /// <summary>Whether what is waited for was promised for a date before this one.</summary>
    public bool IsOverdue(LocalDate today) => Next?.Promised < today;

    /// <summary>When the last of its blocks first was in such a state after an instant; null while one has not been.</summary>
    static Instant? All(Book book, ReclaimCase reclaim, Instant after, Func<BlockState, bool> reached)
    {
        var moves = reclaim.Blocks.Select(id => book.Blocks[id].Moves.FirstOrDefault(move => move.At >= after && reached(move.To))).ToList();
        return moves.Contains(null) ? null : moves.Max(move => move!.At);
    }

    // Of the fees as agreed, all delivered: what follows capacity in use has fallen with it already.
    static (decimal Fall, decimal Compensation) Money(Contract contract, ReclaimCase reclaim, Reclaim clause, LocalDate from)
    {
        var taken = new CapacityReclaimed(from.PlusDays(-clause.NoticeDays), reclaim.Clause, reclaim.Gpus, from);
        var without = contract with
        {
            Events = contract.Events.Remove(contract.Events.OfType<CapacityReclaimed>()
                .FirstOrDefault(said => said.Clause == reclaim.Clause && said.Gpus == reclaim.Gpus && said.From == from) ?? taken)
        };
        var (kept, gone, digits) = (without.Schedule(null), (without with { Events = without.Events.Add(taken) }).Schedule(null), contract.Terms.Currency.Digits);
        var given = kept.DueUnder(clause.Name).Total - gone.DueUnder(clause.Name).Total;
        return ((kept.Due.Total - gone.Due.Total - given).Round(digits), given.Round(digits));
    }
}

/// <summary>A stage of a reclaim.</summary>
/// <param name="Promised">The date by which it is to be reached: by the clause and the policy.</param>
/// <param name="Reached">The date on which it was; null while it is not.</param>
/// <param name="At">The instant of that.</param>
public readonly record struct StageTime(ReclaimStage Stage, LocalDate Promised, LocalDate? Reached, Instant? At);

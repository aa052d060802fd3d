using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Core.Commands;

/// <summary>
/// Records that a block went into another state. Refused when that state does not follow the one it is in (with those that do), before its last move, without a certificate
/// where a customer's work has to be erased first, and for a contract that holds no such capacity.
/// </summary>
public sealed record MoveBlock(Slug Block, BlockMove Move) : Command
{
    public override Instant NotBefore(Book book) => Move.At;

    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Blocks, Block, "block", "block")) is { } missing) return missing;
        var block = book.Blocks[Block];
        var moved = block.After(Move);
        return Decision.Of([Time(block, now), Order(block), Certified(block), Assigned(book, block), Tested(book, moved)], () => new BlockMoved(Block, Move)) is Refused refused
            ? refused
            : new Accepted([new BlockMoved(Block, Move), .. Reached(book, moved).Select(step => new ContractEventRecorded(moved.ContractAt(Move.At)!.Value, step))]);
    }

    /// <summary>A tranche is ready with the last of its blocks that is assigned, and accepted with the last that is in use: that is said with the move.</summary>
    IEnumerable<ContractEvent> Reached(Book book, HandoverBlock moved)
    {
        if (Move.To is not (BlockState.Assigned or BlockState.InUse) || moved.ContractAt(Move.At) is not { } id || !book.Contracts.TryGetValue(id, out var contract)) return [];
        var calendar = contract.Terms.Calendar;
        return contract.TermsOn(calendar.DateOf(Move.At)).Legs.OfType<TrancheDelivery>().Where(leg => leg.Blocks.Contains(Block)).SelectMany(leg =>
        {
            var blocks = leg.Blocks.Select(name => name == Block ? moved : book.Blocks.GetValueOrDefault(name)).ToList();
            return blocks.All(block =>
                block is not null && block.ContractAt(Instant.MaxValue) == id
                && (block.StateAt(Instant.MaxValue) == BlockState.InUse || block.StateAt(Instant.MaxValue) == Move.To))
                ? [Step(leg, blocks.Max(block => calendar.DateOf(block!.Moves.Last(move => move.To == Move.To).At)))] : Array.Empty<ContractEvent>();
        }).Where(step => !step.Check(contract).Any());
    }

    ContractEvent Step(TrancheDelivery tranche, LocalDate on)
    {
        var evidence = Move.Evidence.Length > 0 ? Move.Evidence : $"'{Block}' is the last of its blocks";
        return Move.To == BlockState.Assigned ? new TrancheReady(on, tranche.Name, evidence) : new TrancheAccepted(on, tranche.Name, tranche.Tests, evidence);
    }

    Refusal? Tested(Book book, HandoverBlock moved) =>
        Move.Evidence.Length == 0 && Reached(book, moved).OfType<TrancheAccepted>().FirstOrDefault(step => step.Tests.Length > 0) is { } accepted
        ? new(RefusalCode.Malformed, "evidence",
            $"With '{Block}' tranche '{accepted.Tranche}' is accepted, which asks for {string.Join(", ", accepted.Tests)}; say where the results are.") : null;

    Refusal? Time(HandoverBlock block, Instant now) =>
        Move.At > now ? new Refusal(RefusalCode.InTheFuture, "at", $"{Text(Move.At)} has not come yet; it is {Text(now)}.")
        : block.Moves.Length > 0 && block.Moves[^1] is var last && Move.At < last.At
            ? new Refusal(RefusalCode.DatesUpsideDown, "at",
                $"'{Block}' is {last.To.Word()} since {Text(last.At)}; what comes after it cannot have been at {Text(Move.At)}.").With("since", Text(last.At))
        : null;

    Refusal? Order(HandoverBlock block)
    {
        var now = block.StateAt(Instant.MaxValue);
        var next = string.Join(", ", now.Next().Select(BlockStates.Word));
        return now.Next().Contains(Move.To) ? null
            : new Refusal(RefusalCode.OutOfRange, "to", $"'{Block}' is {now.Word()}; from there it can become {next}, and not {Move.To.Word()}.").With("state", now.Word())
            .With("next", next);
    }

    Refusal? Certified(HandoverBlock block) => Move.To switch
    {
        BlockState.Revalidating when Move.Certificate is null && block.MayHoldWork =>
            new(RefusalCode.Malformed, "certificate", $"A customer has used '{Block}'; the certificate that it was erased is expected before it is revalidated."),
        not BlockState.Revalidating when Move.Certificate is not null =>
            new(RefusalCode.OutOfRange, "certificate", "A certificate says that a block was erased; it comes with the move to revalidating."),
        _ => null,
    };

    Refusal? Assigned(Book book, HandoverBlock block)
    {
        if (Move.To != BlockState.Assigned)
            return Move.Contract is null ? null : new(RefusalCode.OutOfRange, "contract", "A contract is named when a block is assigned to it, and by no other move.");
        if (Move.Contract is not { } id) return new(RefusalCode.Malformed, "contract", "A block is assigned to a contract; name it.");
        if (Check.Known(book.Contracts, id, "contract", "contract") is { } unknown) return unknown;
        var contract = book.Contracts[id];
        var last = contract.Terms.Calendar.DateOf(Move.At) is var on && on > contract.LastDay
            ? new Refusal(RefusalCode.DatesUpsideDown, "at", $"{Check.Text(on)} lies after the last day of '{id}', {Check.Text(contract.LastDay)}.") : null;
        return Check.Running(contract) ?? last ?? Reserved(book, block, contract);
    }

    Refusal? Reserved(Book book, HandoverBlock block, Contract contract)
    {
        var reserved = contract.Schedule(null).Reserved(block.Pool);
        var most = reserved.Changes.Select(change => reserved.At(change).Count).Append(0).Max();
        var held = book.BlocksOf(contract.Id, Instant.MaxValue).Where(other => other.Pool == block.Pool).Sum(other => other.Gpus.Count);
        return held + block.Gpus.Count <= most ? null : new Refusal(RefusalCode.OutOfRange, "contract",
            $"'{contract.Id}' reserves {most} GPUs of pool '{block.Pool}' and has blocks of {held}; '{Block}' with {block.Gpus.Count} is more than that.").With("reserved_gpus",
                most).With("held_gpus", held);
    }

    static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}

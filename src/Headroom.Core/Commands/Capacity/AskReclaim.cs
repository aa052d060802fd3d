using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Asks for capacity back under a clause of a contract. Refused for a clause that the contract does not have, that the buyer has to agree to and has not, or that permits less;
/// for a date that has passed; and for blocks that are not in use for the contract or come to something else.
/// </summary>
/// <param name="Case">Without moves.</param>
public sealed record AskReclaim(ReclaimCase Case) : Command
{
    public override Instant NotBefore(Book book) => Case.Asked;

    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.New(book.Reclaims, Case.Id, "reclaim", "reclaim") ?? Check.Known(book.Contracts, Case.Contract, "contract", "contract")) is { } missing)
            return missing;
        var contract = book.Contracts[Case.Contract];
        var on = contract.Terms.Calendar.DateOf(Case.Asked);
        if (Reclaim.Of(contract, Case.Clause, on) is not { } clause)
            return new Refusal(RefusalCode.NotFound, "clause", $"'{contract.Id}' has no clause '{Case.Clause}' by which capacity could be taken back.");
        return Decision.Of(
            [
                Check.Running(contract),
                clause.Refuses(contract.Events),
                Case.Asked <= now ? null : new Refusal(RefusalCode.InTheFuture, "at", "What has not been asked yet cannot be recorded."),
                Case.By >= on ? null : new Refusal(RefusalCode.DatesUpsideDown, "by", $"{Check.Text(Case.By)} has passed."),
                Check.Range(Case.Gpus.Count, 1, clause.Most.Count, "gpus", $"GPUs that '{clause.Name}' permits"),
                .. Case.Blocks.Select(id => InUse(book, contract, clause, id)),
                !Case.Blocks.IsEmpty && Case.Blocks.All(book.Blocks.ContainsKey) && Case.Blocks.Distinct().Sum(id => book.Blocks[id].Gpus.Count) is var gpus
                && gpus != Case.Gpus.Count
                    ? new Refusal(RefusalCode.OutOfRange, "blocks", $"The blocks come to {gpus} GPUs; {Case.Gpus.Count} are asked for.").With("block_gpus", gpus) : null,
            ],
            () => new ReclaimAsked(Case with { Moves = [] }));
    }

    Refusal? InUse(Book book, Contract contract, Reclaim clause, Slug id) => Check.Known(book.Blocks, id, "blocks", "block")
        ?? (book.Blocks[id] is var block && block.Pool == clause.Pool && block.StateAt(Case.Asked).IsWithContract() && block.ContractAt(Case.Asked) == contract.Id ? null
            : new Refusal(RefusalCode.OutOfRange, "blocks", $"'{id}' is {block.StateAt(Case.Asked).Word()} and not with '{contract.Id}' in pool '{clause.Pool}'."));
}

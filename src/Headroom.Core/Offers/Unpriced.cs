using Headroom.Core.Contracts;

namespace Headroom.Core.Offers;

/// <summary>Why a clause has no price by difference: what would have to happen, and that nobody has said how likely it is.</summary>
static class Unpriced
{
    /// <summary>The reason, in a sentence without a full stop; null of clauses whose whole effect is computed, so that nought is their price.</summary>
    internal static string? Why(Leg leg) => leg switch
    {
        Sla => "counts when service fails, and nothing is assumed of how often it will",
        LateDelivery => "counts when a tranche is late, and none is assumed to be",
        TrancheDelivery => "counts with what is delivered when; until that is said the reservation stands as agreed",
        Cause => "counts when a side is in breach and does not cure it, which is not assumed of either",
        ChangeOfControl => "counts when control of a side changes, which is not assumed",
        FirstRefusal => "counts when another asks for the same capacity; what it holds up then is told by the inquiry",
        MostFavoured => "counts when another agrees to pay less; the quote that would do so tells its cost before it is signed",
        Pause => "counts when service is paused, and nothing is assumed of when the buyer would not need it",
        Substitution => "counts when the pool is served by others, which is not assumed",
        Support => "counts when the buyer does not pay; no failure to pay is assumed",
        ExitAssistance => "counts after an early end: it is no part of what leaving is worth here",
        Borrowing => "counts when own work borrows what the buyer leaves idle, and nothing is assumed of how much that is",
        Reclaim => "counts when capacity is taken back, which own products are not expected to need within the accepted risk",
        Usage or Power or BulkCredits => "follows what meters will read, and no use is assumed beyond what is committed",
        _ => null,
    };

    /// <summary>Why nothing is known of the changes of an index.</summary>
    internal static string NoIndex(string index) =>
        $"only published values count: the book does not assume '{IndexOutlook.NameOf(index)}', so that what '{index}' will do is not priced";
}

using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A right that somebody else holds over us, as it stands on a date: what it binds of our capacity and prices, and what it would do now. Every clause states its own
/// (<see cref="Leg.Rights"/>); those to end by notice come with the lock-ins that events have set. Rights that we hold ourselves are none of these.
/// </summary>
/// <param name="Holder">The party that may use it.</param>
/// <param name="Through">The last day on which it may be used: its own, or the last day of the contract.</param>
public sealed record HeldRight(Slug Holder, Slug Contract, Right Right, LocalDate Through, Currency Currency)
{
    /// <summary>The rights under every contract that is served on a date or later, in the order of holders and contracts, as their clauses stand.</summary>
    public static IEnumerable<HeldRight> Of(Book book, LocalDate at) =>
        book.AllContracts.SelectMany(contract => Of(book, contract, at)).OrderBy(held => held.Holder).ThenBy(held => held.Contract);

    /// <summary>Those under one contract.</summary>
    public static IEnumerable<HeldRight> Of(Book book, Contract contract, LocalDate at)
    {
        if (contract.IsClosed || contract.LastDay < at) return [];
        var terms = contract.TermsOn(at);
        var (us, other) = book.Sells(terms) ? (Side.Seller, terms.Buyer) : (Side.Buyer, terms.Seller);
        return contract.RightsOn(at).Concat(NoticeDates.Rights(contract, at)).Where(right => right.By != us && !(right.Through < at))
            .Select(right => Left(book, contract, right, at)).OfType<Right>()
            .Select(right => new HeldRight(right.Party ?? other, contract.Id, right, right.Through ?? contract.LastDay, terms.Currency));
    }

    /// <summary>The right with what is left of it; null when it is used up. What others were sold under a right of first refusal is known to the book alone.</summary>
    static Right? Left(Book book, Contract contract, Right right, LocalDate at) =>
        FirstRefusal.Of(contract, right.Clause, at) is not { } clause || FirstRefusals.LeftOf(book, contract, clause) is not { } left ? right
        : left == Gpus.Zero ? null : right with { Gpus = left };
}

using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What a price costs with a holder of a clause of most-favoured price, once it is signed with somebody else: fees of the days after the one on which it is asked that then no
/// longer fall due. Where the holder must claim it, as if it claimed at once.
/// </summary>
/// <param name="Contract">The holder's contract.</param>
/// <param name="Price">What the holder would pay at most for a GPU and unit of the clause.</param>
/// <param name="From">From when.</param>
/// <param name="Stated">What is lost of the stated term.</param>
/// <param name="Enforceable">What is lost of the enforceable term.</param>
public sealed record FavouredCost(Slug Contract, Slug Holder, MostFavoured Clause, Rational Price, LocalDate From, decimal Stated, decimal Enforceable, Currency Currency)
{
    /// <summary>What signing terms would cost with each holder, in the order of contracts; those that it costs nothing are left out.</summary>
    public static IEnumerable<FavouredCost> Of(Book book, Terms terms, Instant now)
    {
        var after = book.WithPrice(terms, terms.From, now);
        foreach (var contract in book.Bearing.Where(id => id != terms.Contract).Select(id => book.Contracts[id]))
        {
            var told = after.Contracts[contract.Id];
            var today = contract.Terms.Calendar.DateOf(now);
            foreach (var price in told.Prices.Skip(contract.Prices.Length))
            {
                var clause = contract.TermsOn(today).Legs.OfType<MostFavoured>().First(leg => leg.Name == price.Clause);
                var claimed = told with
                {
                    Prices = contract.Prices.Add(price),
                    Events = clause.LowersFrom == LowersFrom.Notice ? told.Events.Add(new LowerPriceClaimed(today, clause.Name, price.Contract)) : told.Events
                };
                var (was, then) = (Backlog.Of(contract, today), Backlog.Of(claimed, today));
                if (was.Stated != then.Stated || was.Enforceable != then.Enforceable)
                    yield return new(contract.Id, contract.TermsOn(today).Buyer, clause, price.Price, clause.HoldsFrom(price, claimed.Events) ?? today, was.Stated - then.Stated,
                        was.Enforceable - then.Enforceable, contract.Terms.Currency);
            }
        }
    }

    /// <summary>What a contract's stated backlog is less by prices that others agreed to.</summary>
    public static decimal GivenUp(Contract contract, LocalDate at) =>
        contract.Prices.IsEmpty ? 0 : Backlog.Of(contract with { Prices = [] }, at).Stated - Backlog.Of(contract, at).Stated;
}

using Headroom.Core.Contracts;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>What a price that is agreed with one buyer means to the contracts of others.</summary>
public static class AgreedPrices
{
    /// <summary>
    /// The book once a price was agreed: contracts of other buyers with a clause of most-favoured price, signed before, learn of it when it is comparable. An amendment agrees a
    /// price when it is lower than that of the terms before it.
    /// </summary>
    /// <param name="from">The first day of the price.</param>
    /// <param name="before">The terms that it amends, or null.</param>
    public static Book WithPrice(this Book book, Terms terms, LocalDate from, Instant now, Terms? before = null)
    {
        if (!book.Sells(terms) || book.Bearing.IsEmpty) return book;
        var pools = terms.Legs.OfType<Reserve>().Select(leg => book.Fleet.Pools[leg.Pool]).ToList();
        var told = book.Bearing.Where(id => id != terms.Contract).Select(id => book.Contracts[id])
            .Where(holder => !holder.IsClosed && book.Sells(holder.Terms) && holder.Terms.Currency == terms.Currency
                && holder.TermsOn(holder.Terms.Calendar.DateOf(now)).Buyer != terms.Buyer);
        var knowing = told.Select(holder => KeyValuePair.Create(holder.Id, holder.Knowing(Comparable(holder, holder.Terms.Calendar.DateOf(now))))).ToList();
        return book with { Contracts = book.Contracts.SetItems(knowing) };

        IEnumerable<ComparablePrice> Comparable(Contract holder, LocalDate today) => holder.TermsOn(today).Legs.OfType<MostFavoured>()
            .Where(clause => pools.Count > 0 && pools.All(clause.Among.Pools.Covers) && clause.Among.Fits(terms))
            .Select(clause => (clause, Price: clause.PriceOf(terms, from)))
            .Where(each => each.Price is not null && !(before is not null && each.clause.PriceOf(before, from) <= each.Price))
            .Select(each => new ComparablePrice(each.clause.Name, terms.Contract, today, from, each.Price!.Value));
    }
}

using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views.Disclosure;

/// <summary>What the sections of a pack see: the book as it was known, what was said since, and every contract at the date.</summary>
public sealed class Sight
{
    readonly Lazy<Dictionary<Slug, string>> _names;

    /// <param name="known">The book that the figures are of.</param>
    /// <param name="later">The facts that followed, up to where the pack is made.</param>
    /// <param name="at">The date; all of it has happened.</param>
    /// <param name="named">The name of a party, or its id where it has none; ids when null.</param>
    /// <param name="closed">What closes left of the book.</param>
    public Sight(Book known, IEnumerable<Fact> later, LocalDate at, Framework framework, Func<Slug, string>? named = null, ClosedBooks? closed = null)
    {
        _names = new(() => Named(named ?? (party => party.ToString())));
        (Known, Later, At, Framework) = (known, [.. later], at, framework);
        Latest = known.With(Later);
        var sold = known.Sold.Select(contract => Standing.Of(known, contract with { Acquired = Latest.Acquired }, at, closed)).ToLookup(each => !each.Contract.IsExternal(at));
        (Sold, Internal) = ([.. sold[false]], [.. sold[true]]);
        Bought = [.. known.Bought.Select(contract => Standing.Of(known, contract, at))];
        Spans = [Span.Quarter(at), Span.Year(at)];
    }

    public Book Known { get; }

    /// <summary>The book with what was said since.</summary>
    public Book Latest { get; }

    /// <summary>What was said since, in order.</summary>
    public ImmutableArray<Fact> Later { get; }

    public LocalDate At { get; }
    public Framework Framework { get; }

    /// <summary>What is sold to others, ended contracts too.</summary>
    public ImmutableArray<Standing> Sold { get; }

    /// <summary>What is sold to customers that have come to belong to us.</summary>
    public ImmutableArray<Standing> Internal { get; }

    /// <summary>What is bought.</summary>
    public ImmutableArray<Standing> Bought { get; }

    /// <summary>The quarter and the year to the date.</summary>
    public ImmutableArray<Span> Spans { get; }

    /// <summary>The currencies of what is sold and bought, in order; the first of them is the dollar's when there is nothing.</summary>
    public IEnumerable<Currency> Currencies =>
        Sold.Concat(Internal).Concat(Bought).Select(each => each.Currency).Distinct().OrderBy(currency => currency.Code, StringComparer.Ordinal).DefaultIfEmpty(Currency.Usd);

    /// <summary>What tells a share of one currency from those of others, in its name and in its words: nothing while the book has one currency.</summary>
    public (string Name, string Says) Of(Currency currency) => Currencies.Skip(1).Any() ? ($".{currency.Code.ToLowerInvariant()}", $" in {currency}") : ("", "");

    /// <summary>What is sold in a currency and still to be served after the date.</summary>
    public IReadOnlyList<Standing> Live(Currency currency) => [.. Sold.Where(each => each.Currency == currency && each.IsLive)];

    /// <summary>What a party is called, with its id where another bears the same name; its id where it has no name or that was erased.</summary>
    public string NameOf(Slug party) => _names.Value.GetValueOrDefault(party, party.ToString());

    /// <summary>What is said of a party under its id, with its name before it where it has one.</summary>
    public string SaysOf(Slug party, string says) => _names.Value.TryGetValue(party, out var name) && name != party.ToString() ? $"{name}: {says}" : says;

    Dictionary<Slug, string> Named(Func<Slug, string> named) => Latest.PartyNames.Keys.GroupBy(named)
        .SelectMany(alike => alike.Select(party => KeyValuePair.Create(party, alike.Skip(1).Any() ? $"{alike.Key} ({party})" : alike.Key))).ToDictionary();

    /// <summary>What was said of a kind for reports, with the fact that said it; what was said since the date is among it, since it is about dates of its own.</summary>
    public IEnumerable<(Fact Fact, T Body)> Said<T>() where T : FactBody => Latest.Disclosures.Where(fact => fact.Body is T).Select(fact => (fact, (T)fact.Body));

    /// <summary>What other books say was earned in a span, the later of two for one line and period.</summary>
    public IEnumerable<RevenueStated> Stated(Span span, Currency currency) => Said<RevenueStated>().Select(said => said.Body)
        .Where(stated => stated.Currency == currency && stated.From >= span.From && stated.Through < span.End)
        .GroupBy(stated => (stated.Segment, stated.Line, stated.From, stated.Through)).Select(group => group.Last());

    /// <summary>Revenue from others in the days of [from, end): of a customer that came to belong to us, that of the days before.</summary>
    public static decimal RevenueOver(Standing each, LocalDate from, LocalDate end) => each.RevenueOver(from, end) - InsideOver(each, from, end);

    /// <summary>Revenue within the group in the days of [from, end).</summary>
    public static decimal InsideOver(Standing each, LocalDate from, LocalDate end) => each.Contract.DaysInside
        .Select(days => (From: LocalDate.Max(days.From, from), End: LocalDate.Min(days.End, end))).Where(days => days.From < days.End)
        .Sum(days => each.RevenueOver(days.From, days.End));

    /// <summary>Every contract that was sold in a currency, to customers that are ours now too.</summary>
    public IEnumerable<Standing> Earning(Currency currency) => Sold.Concat(Internal).Where(each => each.Currency == currency);
}

/// <summary>The days of [From, End) for which a report gives what was earned.</summary>
/// <param name="Name">How it is named in figures.</param>
public sealed record Span(string Name, string Says, LocalDate From, LocalDate End)
{
    /// <summary>From the first day of the calendar quarter through a date.</summary>
    public static Span Quarter(LocalDate at) => new("quarter", "in the quarter", new(at.Year, (at.Month - 1) / 3 * 3 + 1, 1), at.PlusDays(1));

    /// <summary>From the first day of the year through a date.</summary>
    public static Span Year(LocalDate at) => new("year", "in the year to date", new(at.Year, 1, 1), at.PlusDays(1));
}

using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A view reduced to named figures, rounded as they are shown, at a date: what <see cref="Flux"/> explains. Names read
/// <c>contract/figure [unit]</c>; a figure that is absent counts as zero.
/// </summary>
/// <param name="See">The view of a book, with what closes left of it, at a date.</param>
public sealed record Figures(string Name, Func<Book, ClosedBooks, LocalDate, ImmutableSortedDictionary<string, decimal>> See)
{
    Figures(string name, Func<Book, LocalDate, ImmutableSortedDictionary<string, decimal>> at) : this(name, (book, _, date) => at(book, date)) { }

    /// <summary>Whether the view looks back at what closes left; for others nothing need be kept of them.</summary>
    public bool LooksBack => Name.StartsWith(Disclosed, StringComparison.Ordinal);

    /// <summary>The figures of a book at a date.</summary>
    /// <param name="closed">What closes left of the book, where the view looks back.</param>
    public ImmutableSortedDictionary<string, decimal> At(Book book, LocalDate date, ClosedBooks? closed = null) => See(book, closed ?? ClosedBooks.None, date);

    /// <summary>Every view that can be explained, by name.</summary>
    public static ImmutableSortedDictionary<string, Figures> All { get; } = new Figures[]
    {
        new("backlog", BacklogAt), new("billing", BillingAt), new("revenue", RevenueAt), new("sellable", SellableAt), new("capacity", CapacityAt),
        new("costs", (book, date) => Sum(CostFigures.Costs(book, date))),
        new("returns", (book, date) => Sum(CostFigures.Returns(book, date))), new(Disclosed, DisclosureAt),
    }.ToImmutableSortedDictionary(figures => figures.Name, figures => figures);

    /// <summary>The view that is meant: one of <see cref="All"/>, or after its name and a full stop one figure of it, without its unit; null when there is none.</summary>
    public static Figures? Named(string name)
    {
        if (All.TryGetValue(name, out var whole)) return whole;
        var stop = name.IndexOf('.', StringComparison.Ordinal);
        return stop > 0 && stop + 1 < name.Length && All.TryGetValue(name[..stop], out var view)
            ? new(name, (book, closed, date) => Only(name[(stop + 1)..], view.See(book, closed, date))) : null;
    }

    /// <summary>
    /// The refusal of one figure of a view that is nowhere, with those that are nearest by name; null where a whole view was asked, or the figure moved or stands at an end.
    /// </summary>
    /// <param name="name">As asked: a view, a full stop and the figure.</param>
    /// <param name="flux">What became of it between the ends.</param>
    /// <param name="end">The later end: the book and the date.</param>
    public static Refusal? Missing(string name, Flux flux, Book end, LocalDate date)
    {
        if (All.ContainsKey(name) || !flux.Before.IsEmpty || !flux.After.IsEmpty || flux.Parts.Any(part => !part.Moves.IsEmpty)) return null;
        var (view, figure) = (All[name[..name.IndexOf('.', StringComparison.Ordinal)]], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        var known = view.At(end, date).Keys.Select(key => key[..key.LastIndexOf(" [", StringComparison.Ordinal)]).Distinct().ToList();
        return new Refusal(RefusalCode.NotFound, "view",
            $"'{view.Name}' has no figure '{figure}'; {(known.Count == 0 ? "it has none" : $"nearest of its {known.Count} are {string.Join(", ", Nearest(known, figure))}")}.");
    }

    /// <summary>The five names that share most of their beginning with what was asked.</summary>
    public static IEnumerable<string> Nearest(IEnumerable<string> names, string asked) =>
        names.Distinct().OrderByDescending(name => name.Zip(asked).TakeWhile(pair => pair.First == pair.Second).Count()).Take(5);

    const string Disclosed = "disclosure";

    static ImmutableSortedDictionary<string, decimal> Only(string figure, ImmutableSortedDictionary<string, decimal> all) =>
        all.Where(each => each.Key.StartsWith($"{figure} [", StringComparison.Ordinal)).ToImmutableSortedDictionary(StringComparer.Ordinal);

    static ImmutableSortedDictionary<string, decimal> DisclosureAt(Book book, ClosedBooks closed, LocalDate date) => Sum(Pack.FiguresOf(book, date, closed)
        .Where(figure => figure.Amount is not null).Select(figure => ($"{figure.Name} [{figure.Unit}]", figure.Amount!.Value)));

    static ImmutableSortedDictionary<string, decimal> BacklogAt(Book book, LocalDate date) => Sum(book.SoldToOthers(date).Select(contract => Backlog.Of(contract, date))
        .SelectMany(backlog => new[] { (Of(backlog.Contract, "stated", backlog.Currency), backlog.Stated),
            (Of(backlog.Contract, "enforceable", backlog.Currency), backlog.Enforceable) }));

    static ImmutableSortedDictionary<string, decimal> BillingAt(Book book, LocalDate date) => Sum(book.Receivables.Standing.SelectMany(invoice => new[]
    {
        (Of(invoice.Contract, "billed", invoice.Currency), invoice.Total),
        (Of(invoice.Contract, "paid", invoice.Currency), book.Receivables.PaidOf(invoice.Number!)),
        (Of(invoice.Contract, "open", invoice.Currency), book.Receivables.OpenOf(invoice)),
    }));

    static ImmutableSortedDictionary<string, decimal> RevenueAt(Book book, LocalDate date) => Sum(book.Sold.SelectMany(contract =>
    {
        var (recognition, currency) = (Recognition.Of(contract, contract.RevenueOn(date), date), contract.Terms.Currency);
        var (earned, inside) = (recognition.Recognised(date), recognition.Inside(date));
        return recognition.DaysInside.IsEmpty ? [(Of(contract.Id, "earned", currency), earned)]
            : new[] { (Of(contract.Id, "earned", currency), earned - inside), (Of(contract.Id, "earned within the group", currency), inside) };
    }));

    static ImmutableSortedDictionary<string, decimal> SellableAt(Book book, LocalDate date)
    {
        var from = book.Calendar.StartOf(date);
        var picture = new CapacityPicture(book, from);
        return Sum(book.Fleet.Pools.Values.Select(pool => ($"{pool.Id}/firm for 90 days [GPUs]",
            (decimal)SellableCapacity.Of(picture, pool, new(from, from + Duration.FromDays(90)), book.Policy.Risk).Firm.Count)));
    }

    static ImmutableSortedDictionary<string, decimal> CapacityAt(Book book, LocalDate date)
    {
        var noon = book.Calendar.StartOf(date);
        var picture = new CapacityPicture(book, noon);
        return Sum(book.Fleet.Pools.Values.SelectMany(pool => new[]
        {
            ($"{pool.Id}/supply [GPUs]", (decimal)picture.Supply(pool).At(noon)),
            ($"{pool.Id}/committed [GPUs]", (decimal)book.TotalsOf(pool.Id).Gpus.ToWhole().At(noon)),
        }));
    }

    static string Of(Slug contract, string figure, Currency currency) => $"{contract}/{figure} [{currency}]";

    static ImmutableSortedDictionary<string, decimal> Sum(IEnumerable<(string Name, decimal Value)> figures) => figures
        .GroupBy(figure => figure.Name).ToImmutableSortedDictionary(group => group.Key, group => group.Sum(figure => figure.Value), StringComparer.Ordinal);
}

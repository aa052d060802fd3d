using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Core.Views.Disclosure;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Writes a preparer's note to a figure of a pack. Refused, with the nearest names, where the pack of the date has no such figure and nothing of that name was published about it.
/// </summary>
public sealed record NoteFigure(FigureNoted Noted) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of([Check.Opened(book), book.Opened is null ? null : Missing(book)], () => Noted);

    Refusal? Missing(Book book)
    {
        var published = book.Disclosures.Select(fact => fact.Body).OfType<FiguresFiled>().Where(filed => filed.At == Noted.At).SelectMany(filed => filed.Figures)
            .Select(figure => figure.Name);
        var names = Pack.FiguresOf(book, Noted.At).Select(figure => figure.Name).Concat(published).ToHashSet();
        return names.Contains(Noted.Figure) ? null : new Refusal(RefusalCode.NotFound, "figure",
            $"The pack of {Check.Text(Noted.At)} has no figure '{Noted.Figure}'; nearest of its {names.Count} are {string.Join(", ", Figures.Nearest(names, Noted.Figure))}.");
    }
}

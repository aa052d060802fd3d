using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Records what a document published. Refused when it was published before the date that it is about, and when a figure stands in it twice.</summary>
public sealed record FileFigures(FiguresFiled Filed) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Range(Filed.Figures.Length, 1, FiguresFiled.MostFigures, "figures", "figures"),
            Filed.On >= Filed.At ? null
            : new Refusal(RefusalCode.DatesUpsideDown, "on", $"Figures about {Check.Text(Filed.At)} cannot be published on {Check.Text(Filed.On)}, before it has happened."),
            Check.Happened(Filed.On, book.Calendar.DateOf(now), "on"),
            .. Filed.Figures.Select((figure, i) =>
                figure.To is null or > 0 ? null : new Refusal(RefusalCode.OutOfRange, $"figures[{i}].to", "A figure is rounded to an amount above 0.")),
            Filed.Figures.GroupBy(figure => (figure.Name, figure.Unit)).FirstOrDefault(group => group.Count() > 1) is { } twice
                ? new Refusal(RefusalCode.AlreadyExists, "figures", $"'{twice.Key.Name}' stands twice in one document.") : null,
        ],
        () => Filed);

    public override Instant NotBefore(Book book) => book.Calendar.StartOf(Filed.On);
}

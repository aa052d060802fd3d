using Headroom.Core.Books;
using Headroom.Core.Units;

namespace Headroom.Core.Views.Disclosure;

/// <summary>A figure as a document published it, beside what this book comes to now.</summary>
/// <param name="Published">The document's figure.</param>
/// <param name="Document">Which document, and when it was published.</param>
/// <param name="Ours">The pack's figure of that name and unit, rounded as the document rounds; null where there is none.</param>
/// <param name="Why">Why there is none or why the two cannot be compared; empty where they can.</param>
/// <param name="Position">The fact that recorded it.</param>
public sealed record Compared(FiledFigure Published, string Document, NodaTime.LocalDate On, decimal? Ours, string Why, long Position)
{
    /// <summary>What this book comes to less what was published; null where one of them is missing.</summary>
    public decimal? Difference => Ours - Published.Amount;

    /// <summary>Every figure that was published about the date, in the order of publication.</summary>
    internal static IEnumerable<Compared> Of(Sight sight, IReadOnlyCollection<Figure> figures)
    {
        var ours = figures.Where(figure => figure.Amount is not null).ToLookup(figure => (figure.Name, figure.Unit), figure => figure.Amount!.Value);
        return sight.Said<FiguresFiled>().Where(said => said.Body.At == sight.At).SelectMany(said => said.Body.Figures.Select(published =>
        {
            decimal? amount = ours.Contains((published.Name, published.Unit)) ? Rounded(ours[(published.Name, published.Unit)].First(), published.To) : null;
            var why = published.WhyNot.Length > 0 ? published.WhyNot : amount is null ? "the pack has no such figure" : "";
            return new Compared(published, said.Body.Document, said.Body.On, amount, why, said.Fact.Position);
        }));
    }

    static decimal Rounded(decimal amount, decimal? to) => to is { } unit ? ((Rational)amount / unit).Round(0) * unit : amount;
}

/// <summary>What whoever prepared the pack wrote to one of its figures.</summary>
/// <param name="By">Who, as an opaque id.</param>
/// <param name="On">When it was written.</param>
public sealed record Note(string Figure, string Text, Slug By, NodaTime.LocalDate On, long Position)
{
    /// <summary>The notes to a pack's figures, in order of writing.</summary>
    internal static IEnumerable<Note> Of(Sight sight) => sight.Said<FigureNoted>().Where(said => said.Body.At == sight.At)
        .Select(said => new Note(said.Body.Figure, said.Body.Note, said.Fact.Actor, sight.Known.Calendar.DateOf(said.Fact.RecordedAt), said.Fact.Position));
}

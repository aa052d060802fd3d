using System.Collections.Immutable;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>Figures about a date were published in a document. What was published stays; a later document is another fact.</summary>
/// <param name="At">The date that the figures are about, such as a quarter's last day.</param>
/// <param name="Document">Which document, as a reader would look for it; 1 to 200 characters.</param>
/// <param name="On">When it was published.</param>
/// <param name="Figures">1 to <see cref="MostFigures"/>.</param>
public sealed record FiguresFiled(LocalDate At, string Document, LocalDate On, ImmutableArray<FiledFigure> Figures) : FactBody
{
    /// <summary>The most figures that one fact holds.</summary>
    public const int MostFigures = 200;

    public override string Kind => "disclosure.filed.v1";
    public override string About => "disclosure";
    public override Book Apply(Book book, Fact fact) => book with { Disclosures = book.Disclosures.Add(fact) };
}

/// <summary>One published figure.</summary>
/// <param name="Name">The pack's figure that it is one of, such as <c>value.headline</c>; any other name where the pack has none.</param>
/// <param name="Amount">In <paramref name="Unit"/>, as published.</param>
/// <param name="Unit">A currency's code, <c>share</c> or <c>GPUs</c>.</param>
public sealed record FiledFigure(string Name, decimal Amount, string Unit)
{
    /// <summary>What the publisher rounded to, such as 1,000,000; null where every digit was given. Above 0.</summary>
    public decimal? To { get; init; }

    /// <summary>What the document calls it; empty where the pack's own words do.</summary>
    public string Says { get; init; } = "";

    /// <summary>Why this book cannot come to it; empty where it can.</summary>
    public string WhyNot { get; init; } = "";
}

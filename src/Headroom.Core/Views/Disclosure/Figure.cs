using System.Collections.Immutable;
using Headroom.Core.Units;

namespace Headroom.Core.Views.Disclosure;

/// <summary>One figure of a pack: its amount, what it is, the rule that it follows and the parts that it opens to.</summary>
/// <param name="Name">Names it among all figures of a unit: section, a dot, and words, such as <c>value.headline</c>.</param>
/// <param name="Says">What it is, as a reader sees it.</param>
/// <param name="Amount">In <paramref name="Unit"/>; null where the book cannot come to it, and then <see cref="WhyNot"/> says why.</param>
/// <param name="Unit">A currency's code, <c>share</c> (a fraction of one) or <c>GPUs</c>.</param>
/// <param name="Basis">The rule in a sentence.</param>
public sealed record Figure(string Name, string Says, decimal? Amount, string Unit, string Basis)
{
    /// <summary>The unit of fractions of one.</summary>
    public const string Share = "share";

    /// <summary>What it is the sum of; empty where it is a share or is entered.</summary>
    public ImmutableArray<Part> Parts { get; init; } = [];

    /// <summary>The span of time that it is of, where figures of one kind stand beside each other: the head of its column in a table; null for most.</summary>
    public string? Column { get; init; }

    /// <summary>What it is, with the span of time that it is of.</summary>
    public string Whole => Column is null ? Says : $"{Says}, {Column}";

    /// <summary>Why there is no amount, or what the amount leaves out.</summary>
    public string? WhyNot { get; init; }

    /// <summary>What is told of figures that stand beside each other in a row, each sentence once: with the columns that it is of where others say something else.</summary>
    public static IEnumerable<string> Told(IReadOnlyCollection<Figure> row, Func<Figure, string?> told) => row.Where(figure => told(figure) is not null)
        .GroupBy(figure => told(figure)!)
        .Select(same => same.Count() == row.Count ? same.Key : $"{string.Join(", ", same.Select(figure => figure.Column))}: {same.Key}");

    /// <summary>A figure that is the sum of its parts, those of nothing left out.</summary>
    public static Figure Sum(string name, string says, Currency currency, string basis, IEnumerable<Part> parts)
    {
        ImmutableArray<Part> all = [.. parts.Where(part => part.Amount != 0)];
        return new(name, says, all.Sum(part => part.Amount), currency.Code, basis) { Parts = all };
    }

    /// <summary>The same sum over contracts.</summary>
    public static Figure Sum(string name, string says, Currency currency, string basis, IEnumerable<Standing> contracts, Func<Standing, decimal> amount) =>
        Sum(name, says, currency, basis, contracts.Select(each => new Part(each.Contract.Id.ToString(), amount(each))));
}

/// <summary>An addend of a figure, and the thing whose facts stand under it.</summary>
/// <param name="Of">A contract's id, or the kind of facts that it was entered by.</param>
public sealed record Part(string Of, decimal Amount);

/// <summary>Something that a pack says in words.</summary>
/// <param name="Name">Names it in its section.</param>
/// <param name="Says">What is the case.</param>
/// <param name="Source">What it rests on.</param>
public sealed record Remark(string Name, NodaTime.LocalDate? Date, string Says, string Source)
{
    /// <summary>The fact that said it, by position; null where it follows from several.</summary>
    public long? Position { get; init; }
}

/// <summary>Figures and remarks about one matter.</summary>
/// <param name="Id">The first word of its figures' names.</param>
/// <param name="Asked">Where the framework asks for it, or that it does not.</param>
public sealed record Section(string Id, string Title, string Asked)
{
    public ImmutableArray<Figure> Figures { get; init; } = [];
    public ImmutableArray<Remark> Remarks { get; init; } = [];

    /// <summary>The heads of its columns as tables that are so wide at most: where there are more, the last of them, which holds the sums, stands in each table.</summary>
    public ImmutableArray<ImmutableArray<string>> Tables(int most)
    {
        ImmutableArray<string> columns = [.. Figures.Select(figure => figure.Column).OfType<string>().Distinct()];
        return columns.Length == 0 ? []
            : columns.Length <= most ? [columns] : [.. columns.SkipLast(1).Chunk(most - 1).Select(some => ImmutableArray.Create([.. some, columns[^1]]))];
    }
}

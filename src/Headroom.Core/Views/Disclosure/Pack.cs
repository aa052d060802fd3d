using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views.Disclosure;

/// <summary>
/// All that a report about a date discloses of the book, from one source: text, HTML, CSV and JSON are this, written. Its figures are of the
/// book as it was known at the end of a date; what was said since stands in a section of its own and moves none of them.
/// </summary>
/// <param name="At">The date; all of it has happened.</param>
/// <param name="Known">The date through which what was recorded counts: the same, or later where the book was filled in later.</param>
/// <param name="Position">The book's position that the figures are of.</param>
/// <param name="Through">The position through which later facts are looked at.</param>
public sealed record Pack(LocalDate At, LocalDate Known, Framework Framework, long Position, long Through, ImmutableArray<Section> Sections)
{
    /// <summary>What was published about the date, beside what the book comes to now.</summary>
    public ImmutableArray<Compared> Compared { get; init; } = [];

    /// <summary>What whoever prepared it wrote to its figures.</summary>
    public ImmutableArray<Note> Notes { get; init; } = [];

    /// <summary>The variant that each assumption with variants is under, named by contract and assumption as in the section of assumptions.</summary>
    public ImmutableArray<(string Assumption, string Variant)> Variants { get; init; } = [];

    ImmutableDictionary<string, ImmutableArray<long>> Under { get; init; } = ImmutableDictionary<string, ImmutableArray<long>>.Empty;

    /// <summary>The pack of a book told as its facts; a refusal where it was opened later than what counts.</summary>
    /// <param name="facts">From the first on, through where the pack is made.</param>
    /// <param name="known">The date through which what was recorded counts; not before <paramref name="at"/>, and that date when null.</param>
    /// <param name="named">The name of a party, or its id where it has none; ids when null.</param>
    public static (Pack? Pack, Refusal? Refusal) Of(IReadOnlyList<Fact> facts, LocalDate at, LocalDate? known, Framework framework, Func<Slug, string>? named = null)
    {
        var through = known ?? at;
        if (through < at)
            return (null, new Refusal(RefusalCode.DatesUpsideDown, "known", $"What counts for {Worded.Text(at)} cannot end before it, on {Worded.Text(through)}."));
        var calendar = facts.Count > 0 && facts[0].Body is BookOpened opened ? opened.Calendar : Time.Calendar.Utc;
        var end = calendar.StartOf(through.PlusDays(1));
        ImmutableArray<Fact> counted = [.. facts.TakeWhile(fact => fact.RecordedAt < end)];
        if (counted.Length == 0)
            return (null, new Refusal(RefusalCode.NotFound, "known",
                $"Nothing had been recorded by {Worded.Text(through)}; where a book was filled in later, say through which date what was recorded counts."));
        var (book, closed) = ClosedBooks.Of(counted);
        var sight = new Sight(book, facts.Skip(counted.Length), at, framework, named, closed);
        ImmutableArray<Section> sections = SectionsOf(sight);
        return (new(at, through, framework, sight.Known.Position, sight.Latest.Position, sections)
        {
            Compared = [.. Disclosure.Compared.Of(sight, [.. sections.SelectMany(section => section.Figures)])],
            Notes = [.. Note.Of(sight)],
            Variants = [.. Worded.Variants(sight)],
            Under = FactsUnder(sight, counted),
        }, null);
    }

    /// <summary>The figures that a book comes to at a date: what <c>why</c> explains.</summary>
    /// <param name="closed">What closes left of the book; earlier quarters are seen with what is known now when null.</param>
    public static IEnumerable<Figure> FiguresOf(Book book, LocalDate at, ClosedBooks? closed = null) =>
        SectionsOf(new Sight(book, [], at, Framework.UsGaap, closed: closed)).SelectMany(section => section.Figures);

    static ImmutableArray<Section> SectionsOf(Sight sight) => [.. Contracted.Of(sight), .. Earned.Of(sight), .. Owed.Of(sight), .. Worded.Of(sight), .. Happened.Of(sight)];

    /// <summary>Every figure, in the order of the sections.</summary>
    public IEnumerable<Figure> Figures => Sections.SelectMany(section => section.Figures);

    /// <summary>The positions of the facts that an addend rests on: those about the contract, without invoices, which follow from them.</summary>
    public ImmutableArray<long> PositionsOf(Part part) => Under.GetValueOrDefault(part.Of, []);

    /// <summary>Whether every fact under a figure had been said by the position that the figures are of: then <c>why</c> comes to it there.</summary>
    public bool IsExplainedAt(Figure figure) => figure.Parts.All(part => PositionsOf(part) is [.., var last] && last <= Position);

    static ImmutableDictionary<string, ImmutableArray<long>> FactsUnder(Sight sight, ImmutableArray<Fact> counted) =>
        counted.Where(fact => !fact.Body.IsDerived && Slug.TryParse(fact.Body.About) is { } about && sight.Known.Contracts.ContainsKey(about))
            .Select(fact => (fact.Body.About, fact.Position))
            .Concat(sight.Said<RevenueStated>().Where(said => said.Body.Through <= sight.At).Select(said => (About: Earned.Entered, said.Fact.Position)))
            .Concat(counted.Concat(sight.Later).Select(fact => (fact.Position, (fact.Body as ProductRevenueRecorded)?.Revenue))
                .Where(said => said.Revenue is { } revenue && revenue.Month.PlusMonths(1).OnDayOfMonth(1) <= sight.At.PlusDays(1))
                .Select(said => (About: Earned.OfProduct(said.Revenue!.Workload), said.Position)))
            .GroupBy(pair => pair.About, pair => pair.Position).ToImmutableDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
}

using System.Collections.Immutable;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Formats.Valuation;

namespace Headroom.Formats.Offers;

/// <summary>
/// A choice among offers as a person writes it (docs/formats/portfolio.md): offers with their terms and what each is worth, or room stated period by period.
/// </summary>
/// <param name="Name">A short name for the report.</param>
/// <param name="Measure">By what offers are valued that state no value.</param>
/// <param name="Room">What there is in each period; empty when the book says what there is.</param>
/// <param name="Steps">Steps of the search.</param>
public sealed record PortfolioInput(string Name, Measure Measure, Outlook? Outlook, ImmutableArray<long> Room, ImmutableArray<OfferInput> Offers, long Steps)
{
    /// <summary>The most periods of stated room.</summary>
    const int MostPeriods = 400;

    /// <summary>The most steps that may be asked for: about a minute.</summary>
    public const long MostSteps = 50_000_000_000;

    const long MostUnits = 1_000_000_000_000;

    public static readonly (string Word, Measure Meaning)[] Measures =
        [("fees", Measure.Fees), ("enforceable", Measure.Enforceable), ("margin", Measure.Margin), ("market", Measure.Market)];

    /// <summary>Reads and checks a choice.</summary>
    /// <param name="document">What stands under the name of a file; a request that may name none refuses.</param>
    public static Parsed<PortfolioInput> Read(Node node, Func<string, Parsed<Node>> document)
    {
        var faults = new List<Refusal>();
        var f = Fields.Of(node, faults);
        var room = f.Has("room") ? Numbers(f, "room") : [];
        var input = new PortfolioInput(f.Text("portfolio", "offers", 60), f.WordOr("measure", f.Has("market") ? Measure.Market : Measure.Fees, Measures),
            f.Has("market") ? Inline(f, "market", document, OutlookReader.Read) : null, room,
            [.. f.List("offers", Portfolio.MostOffers).Select(offer => Offer(offer, room.Length, document))], f.Whole("steps", 1, MostSteps, "steps", Packing.UsualSteps));
        f.Done();
        if (room.Length > 0 && input.Offers.Any(offer => offer.Value is null) && faults.Count == 0)
            f.Fault("offers", RefusalCode.Malformed, "Where room is stated each offer states its value.");
        if (input.Offers.GroupBy(offer => offer.Id).FirstOrDefault(alike => alike.Count() > 1) is { } twice && faults.Count == 0)
            f.Fault("offers", RefusalCode.AlreadyExists, $"There are two offers '{twice.Key}'.");
        return Parsed<PortfolioInput>.Of(input, faults);
    }

    static OfferInput Offer(Fields f, int periods, Func<string, Parsed<Node>> document)
    {
        var value = f.Has("value") ? f.Decimal("value", -Money.Most, Money.Most, "") : (decimal?)null;
        var group = f.Has("group") ? f.Text("group", 60) : null;
        if (periods > 0)
        {
            var uses = Numbers(f, "uses");
            if (uses.Length != periods && f.Faults.Count == 0)
                f.Fault("uses", RefusalCode.OutOfRange, $"There are {uses.Length} uses and {periods} periods of room; state one for each.");
            var stated = new OfferInput(f.Id("offer"), value, group, null, uses);
            f.Done();
            return stated;
        }
        var terms = Inline(f, "terms", document, node => Formats.Terms.TermsReader.Read(node));
        var id = f.IdOrNone("offer");
        if (id is { } named && terms is not null && named != terms.Contract) f.Fault("offer", RefusalCode.InvalidTerms, $"The terms are of '{terms.Contract}', not of '{named}'.");
        f.Done();
        return new(terms?.Contract ?? id ?? default, value, group, terms, []);
    }

    /// <summary>A document that stands here, or in the file that is named here.</summary>
    static T? Inline<T>(Fields f, string name, Func<string, Parsed<Node>> document, Func<Node, Parsed<T>> read) where T : class
    {
        if (f.Part(name) is not { } part) return null;
        var parsed = (part is TextNode file ? document(file.Text) : part).Then(read);
        f.Faults.AddRange(part is TextNode named ? parsed.Faults.Select(fault => fault with { Says = $"{named.Text}: {fault.Says}" }) : parsed.Faults);
        return parsed.Value;
    }

    static T? Inline<T>(Fields f, string name, Func<string, Parsed<Node>> document, Func<Node, string?, Parsed<T>> read) where T : class =>
        Inline(f, name, document, node => read(node, null));

    static ImmutableArray<long> Numbers(Fields f, string name) =>
        [.. f.Texts(name, MostPeriods).Select(text => (long)decimal.Truncate(f.Decimal(name, text, 0, MostUnits, "units")))];
}

/// <summary>One offer as it was written.</summary>
/// <param name="Value">What it is worth; null to value it by the measure.</param>
public sealed record OfferInput(Slug Id, decimal? Value, string? Group, Core.Contracts.Terms? Terms, ImmutableArray<long> Uses);

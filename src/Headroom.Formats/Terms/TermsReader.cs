using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats.Legs;
using NodaTime;

namespace Headroom.Formats.Terms;

using Terms = Headroom.Core.Contracts.Terms;

/// <summary>
/// Reads terms as a person writes them (docs/formats/terms.md, schema docs/formats/terms.schema.json). An amount may name an assumption
/// of the same document; of an assumption's variants the one asked for is taken, else the one that the document uses.
/// </summary>
public static class TermsReader
{
    /// <summary>Reads and checks terms. A variant that no assumption of the document has is a fault.</summary>
    public static Parsed<Terms> Read(Node node, string? variant = null)
    {
        var faults = new List<Refusal>();
        var fields = Fields.Of(node, faults);
        var terms = Read(fields, variant);
        if (faults.Count == 0) faults.AddRange(terms.Check().Select(refusal => Node.At(refusal, LineOf(node, refusal.Field))));
        return Parsed<Terms>.Of(terms, faults);
    }

    internal static Terms Read(Fields fields, string? variant)
    {
        var assumptions = Assumptions.Read(fields, variant);
        var zone = fields.Text("zone", 60);
        var calendar = Calendar.In(zone);
        if (calendar is null && zone.Length > 0) fields.Fault("zone", RefusalCode.UnknownUnit, $"'{zone}' is not a time zone of the tz database, such as America/Chicago.");
        var code = fields.Text("currency", 10);
        if (Currency.Of(code) is null && code.Length > 0) fields.Fault("currency", RefusalCode.UnknownUnit, $"'{code}' is not a known currency; known are {Currency.Codes}.");
        var term = fields.Map("term");
        var (from, through) = (term.Date("from"), term.Date("through"));
        term.Done();
        var policy = fields.MapOrNone("policy");
        var terms = new Terms(
            fields.Id("contract"), fields.Id("seller"), fields.Id("buyer"), calendar ?? Calendar.Utc, Currency.Of(code) ?? Currency.Usd, from, through,
            [.. fields.List("legs", Terms.MostLegs).Select(leg => LegFormat.ReadAny(leg, from, assumptions)).OfType<Leg>()])
        {
            NetDays = (int)fields.Whole("net-days", 0, 365, "days", 30),
            InvoiceGraceDays = fields.MapOrNone("invoice") is { } invoice ? GraceDays(invoice) : 0,
            LateInterest = fields.MapOrNone("late-interest") is { } interest ? Interest(interest) : null,
            Revenue = policy?.WordOr("revenue", RevenuePolicy.AvailabilityThenStraightLine, Words.Policies) ?? RevenuePolicy.AvailabilityThenStraightLine,
            Class = policy?.IdOrNone("class"),
            Assumptions = [.. assumptions.Values],
            Sources = [.. fields.ListOrNone("sources", 50).Select(Source)],
        };
        policy?.Done();
        fields.Done();
        return terms;
    }

    static int GraceDays(Fields fields)
    {
        var days = (int)fields.Whole("grace-days", 0, Terms.MostGraceDays, "days", 0);
        fields.Done();
        return days;
    }

    static LateInterest Interest(Fields fields)
    {
        var clause = new LateInterest(fields.Share("rate"), fields.Word("basis", Words.InterestBases), (int)fields.Whole("grace-days", 0, 90, "days", 0))
        {
            Disputed = fields.WordOr("disputed", DisputedInterest.Accrues, Words.DisputedInterests),
            Cap = fields.Has("cap") ? fields.Share("cap") : null,
        };
        fields.Done();
        return clause;
    }

    static Source Source(Fields fields)
    {
        var source = new Source(fields.Date("date"), fields.Text("document"), fields.Text("says", 1000));
        fields.Done();
        return source;
    }

    /// <summary>The line of the part that a path such as <c>legs[0].steps[1].from</c> names, or of the nearest part above it.</summary>
    static int LineOf(Node node, string path)
    {
        foreach (var step in path.Replace("[", ".[").Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = (node, step) switch
            {
                (MapNode map, _) when map.Fields.TryGetValue(step, out var field) => field,
                (ListNode list, ['[', .. var index, ']']) when int.TryParse(index, out var i) && i < list.Items.Count => list.Items[i],
                _ => null,
            };
            if (next is null) break;
            node = next;
        }
        return node.Line;
    }
}

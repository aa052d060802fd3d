using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Valuation;

/// <summary>
/// Reads an outlook as a person writes it (docs/formats/market.md, schema docs/formats/market.schema.json). Any figure may name an assumption of the
/// same document, which states its range and source; of an assumption's variants the one asked for is taken.
/// </summary>
public static class OutlookReader
{
    public static readonly (string Word, PriceBasis Meaning)[] Bases = [("month", PriceBasis.Month), ("gpu-hour", PriceBasis.GpuHour)];

    public static readonly (string Word, Tie Meaning)[] Ties = [("mutual", Tie.Mutual), ("buyer", Tie.Buyer), ("seller", Tie.Seller)];

    public static readonly (string Word, Approach Meaning)[] Approaches = [("fitting", Approach.Fitting), ("exact", Approach.Exact), ("simulation", Approach.Simulation)];

    /// <summary>Reads and checks an outlook. A variant that no assumption of the document has is a fault.</summary>
    public static Parsed<Outlook> Read(Node node, string? variant = null)
    {
        var faults = new List<Refusal>();
        var outlook = Read(Fields.Of(node, faults), variant);
        return Parsed<Outlook>.Of(outlook, faults);
    }

    static Outlook Read(Fields fields, string? variant)
    {
        var figures = new Figures(Assumptions.Read(fields, variant));
        var code = fields.Text("currency", 10);
        if (Currency.Of(code) is null && code.Length > 0) fields.Fault("currency", RefusalCode.UnknownUnit, $"'{code}' is not a known currency; known are {Currency.Codes}.");
        var leaving = fields.Map("leaving");
        var outlook = new Outlook(fields.Text("outlook", 60), Currency.Of(code) ?? Currency.Usd, fields.WordOr("per", PriceBasis.Month, Bases),
            figures.Process(fields.Map("price")), fields.MapOrNone("own-use") is { } need ? figures.Process(need) : null)
        {
            Correlation = figures.Share(fields, "correlation", -0.99m, 0.99m, 0),
            Haircut = figures.Share(fields, "resale-haircut", 0, 0.99m, 0),
            BuyerMultiple = figures.Share(fields, "buyer-multiple", 0.1m, 10, 1),
            Discount = figures.Share(fields, "discount", 0, 1, null),
            PaidAfterMonths = figures.Share(fields, "paid-after-months", 0, 12, 1),
            DatesAMonth = (int)fields.Whole("dates-a-month", 1, 8, "dates", 1),
            Tie = fields.WordOr("both-leave", Tie.Mutual, Ties),
            BuyerCost = figures.Money(leaving, "buyer", null),
            BuyerCosts = Costs(leaving, figures),
            SellerCostIfBuyer = figures.Money(leaving, "seller-if-buyer-leaves", 0),
            SellerCostIfSeller = figures.Money(leaving, "seller-if-seller-leaves", 0),
            Assumptions = figures.All,
        };
        leaving.Done();
        fields.Done();
        return outlook;
    }

    static ImmutableArray<decimal> Costs(Fields leaving, Figures figures) => [.. leaving.ListOrNone("buyer-table", Outlook.MostCosts).Select(row =>
    {
        var cost = figures.Money(row, "cost", null);
        row.Done();
        return cost;
    })];

    /// <summary>Figures that are stated, or are assumptions of the document.</summary>
    sealed class Figures(IReadOnlyDictionary<string, Assumption> assumptions)
    {
        public ImmutableArray<Assumption> All => [.. assumptions.Values];

        public decimal Share(Fields fields, string name, decimal low, decimal high, decimal? otherwise) =>
            otherwise is { } value && !fields.Has(name) ? value : Assumptions.Value(fields, name, assumptions, low, high, "(share)");

        public decimal Money(Fields fields, string name, decimal? otherwise) =>
            otherwise is { } value && !fields.Has(name) ? value : Assumptions.Value(fields, name, assumptions, 0, Core.Units.Money.Most, "");

        public OutlookProcess Process(Fields fields)
        {
            var process = new OutlookProcess(Table(fields), Share(fields, "yearly-change", -0.9m, 4, 0), Share(fields, "volatility", 0, 3, 0),
                Share(fields, "reversion", 0, 20, 0));
            fields.Done();
            return process;
        }

        ImmutableArray<(LocalDate? From, decimal Value)> Table(Fields fields)
        {
            if (fields.OneOf("start", "table") != "table") return [(null, Money(fields, "start", fields.Has("start") ? null : 0))];
            var rows = fields.List("table", Curve.MostPoints).Select(row =>
            {
                var point = ((LocalDate?)row.Date("from"), Money(row, "value", null));
                row.Done();
                return point;
            }).ToImmutableArray();
            if (fields.Has("start")) fields.Fault("start", RefusalCode.Malformed, "State either a start or a table, not both.");
            if (rows.Length == 0) fields.Fault("table", RefusalCode.OutOfRange, "The table is empty; state at least one row.");
            for (var i = 1; i < rows.Length; i++)
                if (rows[i].Item1 <= rows[i - 1].Item1)
                    fields.Fault("table", RefusalCode.DatesUpsideDown, $"{rows[i].Item1:R} does not come after {rows[i - 1].Item1:R}; rows ascend by date.");
            return rows.Length == 0 ? [(null, 0)] : rows;
        }
    }
}

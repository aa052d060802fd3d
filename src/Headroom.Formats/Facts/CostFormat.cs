using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;

namespace Headroom.Formats.Facts;

/// <summary>The facts about what capacity costs and how it was used, read and written; their fields are those of files and requests.</summary>
public static class CostFormat
{
    /// <summary>The kinds that are read and written here.</summary>
    public static ImmutableArray<string> Kinds { get; } =
    [
        "asset.recorded.v1", "asset.revised.v1", "tariff.recorded.v1", "expense.recorded.v1", "outage.recorded.v1", "use.measured.v1", "product-revenue.recorded.v1",
        "cost-policy.set.v1",
    ];

    static readonly (string, StraightLine)[] Lines = [("months", StraightLine.ByMonths), ("days", StraightLine.ByDays)];
    static readonly (string, OwnUseIn)[] Places = [("research-and-development", OwnUseIn.ResearchAndDevelopment), ("cost-of-revenue", OwnUseIn.CostOfRevenue)];
    static readonly (string, CostHomeKind)[] Homes = [("block", CostHomeKind.Block), ("pool", CostHomeKind.Pool), ("site", CostHomeKind.Site)];

    public static FactBody? Read(string kind, Fields f) => kind switch
    {
        "asset.recorded.v1" => new AssetRecorded(Asset(f)),
        "asset.revised.v1" => new AssetRevised(f.Id("asset"), Revision(f)),
        "tariff.recorded.v1" => new TariffRecorded(Tariff(f)),
        "expense.recorded.v1" => new ExpenseRecorded(Expense(f)),
        "outage.recorded.v1" => new OutageRecorded(Outage(f)),
        "use.measured.v1" => new UseMeasured(Measured(f, "pool")),
        "product-revenue.recorded.v1" => new ProductRevenueRecorded(Product(f, "workload")),
        "cost-policy.set.v1" => new CostPolicySet(Policy(f)),
        _ => null,
    };

    /// <summary>Capital expenditure, in files and requests as in facts.</summary>
    public static Asset Asset(Fields f) => new(
        f.Id("asset"), Home(f), f.Decimal("amount", 0, Money.Most, ""), CurrencyOf(f), f.Date("from"), (int)f.Whole("life-months", 1, Core.Expenditure.Asset.MostMonths, "months"),
        f.Decimal("salvage", 0, Money.Most, "", 0), f.WordOr("by", StraightLine.ByMonths, Lines));

    /// <summary>What is expected of an asset from a date on.</summary>
    public static AssetRevision Revision(Fields f) =>
        new(f.Date("from"), (int)f.Whole("remaining-months", 0, Core.Expenditure.Asset.MostMonths, "months"), f.Decimal("salvage", 0, Money.Most, "", 0));

    /// <summary>A tariff: a share of the pools' draw unless computing power and PUE, or a fixed take, are said.</summary>
    public static Tariff Tariff(Fields f) => new(
        f.Id("tariff"), f.Id("site"), f.Date("from"), f.DateOrNone("through"), f.Decimal("per-kwh", 0, Core.Expenditure.Tariff.MostPrice, ""), CurrencyOf(f),
        f.Has("kilowatts") ? new AtTake(new Kilowatts(f.Decimal("kilowatts", 0, Kilowatts.Most, "kW")))
            : f.Has("kilowatts-per-gpu") ? new AtPue(f.Decimal("kilowatts-per-gpu", 0, 1_000, "kW"), f.Decimal("pue", 1, 5, ""))
            : new AtDraw(f.Has("load") ? f.Share("load") : 1));

    /// <summary>An operating cost by the month.</summary>
    public static Expense Expense(Fields f) => new(
        f.Id("expense"), Home(f), f.Text("says", 200), f.Month("from"), f.Has("through") ? f.Month("through") : null,
        f.Decimal("monthly", 0, Money.Most, ""), CurrencyOf(f), f.Bool("avoidable", true));

    /// <summary>GPUs out of use.</summary>
    public static Outage Outage(Fields f) => new(f.Id("outage"), f.Id("pool"), f.Gpus("gpus"), f.Date("from"), f.DateOrNone("through"));

    /// <summary>A pool's measured use of a month, where the pool stands under a word.</summary>
    public static MeasuredUse Measured(Fields f, string word) => new(
        f.Id(word), f.Month("month"), Hours(f, "allocated"), Hours(f, "busy"), Hours(f, "goodput"), Own(f), f.Text("source", "", 500));

    /// <summary>A product's revenue of a month, where the workload stands under a word.</summary>
    public static ProductRevenue Product(Fields f, string word) =>
        new(f.Id(word), f.Month("month"), f.Decimal("amount", 0, Money.Most, ""), CurrencyOf(f), f.Text("source", "", 500));

    /// <summary>The policy of costs.</summary>
    public static CostPolicy Policy(Fields f) => new(
        f.Month("from"), Products(f), f.WordOr("transfer", "cost", ("cost", "cost"), ("market", "market"), ("price", "price")) switch
        {
            "market" => new TransferAtMarket(f.Text("index", 60)),
            "price" => new TransferAtPrice(f.Decimal("per-gpu-hour", 0, Money.Most, ""), CurrencyOf(f)),
            _ => new TransferAtCost(),
        });

    public static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case AssetRecorded fact: Asset(json, fact.Asset); return true;
            case AssetRevised fact: Revised(json, fact); return true;
            case TariffRecorded fact: Tariff(json, fact.Tariff); return true;
            case ExpenseRecorded fact: Expense(json, fact.Expense); return true;
            case OutageRecorded fact: Outage(json, fact.Outage); return true;
            case UseMeasured fact: Measured(json, fact.Measured); return true;
            case ProductRevenueRecorded fact: Product(json, fact.Revenue); return true;
            case CostPolicySet fact: Policy(json, fact.Policy); return true;
            default: return false;
        }
    }

    static void Asset(Utf8JsonWriter json, Asset asset)
    {
        json.WriteString("asset", asset.Id.ToString());
        Home(json, asset.Home);
        json.WriteNumber("amount", asset.Amount);
        json.WriteString("currency", asset.Currency.Code);
        json.Date("from", asset.From);
        json.WriteNumber("life-months", asset.LifeMonths);
        json.WriteNumber("salvage", asset.Salvage);
        json.WriteString("by", Terms.Words.Of(Lines, asset.By));
    }

    static void Revised(Utf8JsonWriter json, AssetRevised fact)
    {
        json.WriteString("asset", fact.Asset.ToString());
        json.Date("from", fact.Revision.From);
        json.WriteNumber("remaining-months", fact.Revision.RemainingMonths);
        json.WriteNumber("salvage", fact.Revision.Salvage);
    }

    static void Tariff(Utf8JsonWriter json, Tariff tariff)
    {
        json.WriteString("tariff", tariff.Id.ToString());
        json.WriteString("site", tariff.Site.ToString());
        json.Date("from", tariff.From);
        if (tariff.Through is { } last) json.Date("through", last);
        json.WriteNumber("per-kwh", tariff.PerKilowattHour);
        json.WriteString("currency", tariff.Currency.Code);
        switch (tariff.Basis)
        {
            case AtTake take: json.WriteNumber("kilowatts", take.Power.Value); break;
            case AtPue pue: json.WriteNumber("kilowatts-per-gpu", pue.PerGpu); json.WriteNumber("pue", pue.Pue); break;
            case AtDraw draw: json.WriteNumber("load", draw.Load); break;
        }
    }

    static void Expense(Utf8JsonWriter json, Expense expense)
    {
        json.WriteString("expense", expense.Id.ToString());
        Home(json, expense.Home);
        json.WriteString("says", expense.Says);
        json.WriteString("from", Json.Text(expense.From));
        if (expense.Through is { } last) json.WriteString("through", Json.Text(last));
        json.WriteNumber("monthly", expense.Monthly);
        json.WriteString("currency", expense.Currency.Code);
        json.WriteBoolean("avoidable", expense.IsAvoidable);
    }

    static void Outage(Utf8JsonWriter json, Outage outage)
    {
        json.WriteString("outage", outage.Id.ToString());
        json.WriteString("pool", outage.Pool.ToString());
        json.WriteNumber("gpus", outage.Gpus.Count);
        json.Date("from", outage.From);
        if (outage.Through is { } last) json.Date("through", last);
    }

    static void Measured(Utf8JsonWriter json, MeasuredUse measured)
    {
        json.WriteString("pool", measured.Pool.ToString());
        json.WriteString("month", Json.Text(measured.Month));
        if (measured.Allocated is { } allocated) json.WriteNumber("allocated", allocated);
        if (measured.Busy is { } busy) json.WriteNumber("busy", busy);
        if (measured.Goodput is { } goodput) json.WriteNumber("goodput", goodput);
        if (measured.Own.Count > 0) json.Map("own", () => { foreach (var (workload, hours) in measured.Own) json.WriteNumber(workload.ToString(), hours); });
        json.WriteString("source", measured.Source);
    }

    static void Product(Utf8JsonWriter json, ProductRevenue revenue)
    {
        json.WriteString("workload", revenue.Workload.ToString());
        json.WriteString("month", Json.Text(revenue.Month));
        json.WriteNumber("amount", revenue.Amount);
        json.WriteString("currency", revenue.Currency.Code);
        json.WriteString("source", revenue.Source);
    }

    static void Policy(Utf8JsonWriter json, CostPolicy policy)
    {
        json.WriteString("from", Json.Text(policy.From));
        if (policy.Products.Count > 0)
            json.Map("products", () => { foreach (var (workload, place) in policy.Products) json.WriteString(workload.ToString(), Terms.Words.Of(Places, place)); });
        switch (policy.Price)
        {
            case TransferAtMarket market: json.WriteString("transfer", "market"); json.WriteString("index", market.Index); break;
            case TransferAtPrice stated:
                json.WriteString("transfer", "price");
                json.WriteNumber("per-gpu-hour", stated.PerGpuHour);
                json.WriteString("currency", stated.Currency.Code);
                break;
            default: json.WriteString("transfer", "cost"); break;
        }
    }

    static void Home(Utf8JsonWriter json, CostHome home) => json.WriteString(Terms.Words.Of(Homes, home.Kind), home.Id.ToString());

    static CostHome Home(Fields f)
    {
        var word = f.OneOf([.. Homes.Select(home => home.Item1)]);
        if (Homes.Count(home => f.Has(home.Item1)) > 1) f.Fault(word!, RefusalCode.Malformed, "A cost is borne by one block, pool or site; say one of them.");
        return word is null ? default : new(Homes.First(home => home.Item1 == word).Item2, f.Id(word));
    }

    static decimal? Hours(Fields f, string name) => f.Has(name) ? f.Decimal(name, 0, MeasuredUse.MostHours, "GPU-hours") : null;

    static ImmutableSortedDictionary<Slug, decimal> Own(Fields f) => f.MapOrNone("own") is not { } map ? ImmutableSortedDictionary<Slug, decimal>.Empty
        : ById(map, name => map.Decimal(name, 0, MeasuredUse.MostHours, "GPU-hours"));

    static ImmutableSortedDictionary<Slug, OwnUseIn> Products(Fields f) => f.MapOrNone("products") is not { } map ? ImmutableSortedDictionary<Slug, OwnUseIn>.Empty
        : ById(map, name => map.Word(name, Places));

    /// <summary>A map whose names are ids.</summary>
    static ImmutableSortedDictionary<Slug, T> ById<T>(Fields map, Func<string, T> value)
    {
        var read = ImmutableSortedDictionary.CreateBuilder<Slug, T>();
        foreach (var (name, _) in map.Entries().ToList())
        {
            if (Slug.TryParse(name) is { } id) read[id] = value(name);
            else map.Fault(name, RefusalCode.Malformed, $"'{Fields.Short(name)}' is not an id: {Slug.Rule}.");
        }
        if (read.Count > MeasuredUse.MostWorkloads) map.Fault("", RefusalCode.TooLarge, $"There are {read.Count} workloads; at most {MeasuredUse.MostWorkloads} are accepted.");
        return read.ToImmutable();
    }

    static Currency CurrencyOf(Fields f)
    {
        var code = f.Text("currency", 10);
        if (Currency.Of(code) is { } known) return known;
        if (code.Length > 0) f.Fault("currency", RefusalCode.UnknownUnit, $"'{Fields.Short(code)}' is not a currency that is known: {Currency.Codes}.");
        return Currency.Usd;
    }
}

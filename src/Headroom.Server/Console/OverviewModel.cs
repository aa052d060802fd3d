using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Server.Api;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the overview shows.</summary>
/// <param name="Cost">The assumption that prices idle capacity, or null.</param>
/// <param name="HandoverDays">Days from the last day served to the first usable again.</param>
/// <param name="Pools">Every pool's id.</param>
/// <param name="Pool">The pool drawn, or null for all.</param>
/// <param name="Days">How many days are drawn.</param>
/// <param name="Point">The first day drawn.</param>
/// <param name="BackByNotice">Whether the notice that brings capacity back first has been served already.</param>
/// <param name="Concerns">What somebody should look at.</param>
/// <param name="Rows">Who can rely on what until when, contract by contract.</param>
public sealed record OverviewModel(
    Surroundings Around, Overview Overview, Assumption? Cost, int HandoverDays, decimal Risk, ImmutableArray<Slug> Pools, Slug? Pool, int Days, CapacityPoint Point,
    bool BackByNotice, ImmutableArray<Concern> Concerns, ImmutableArray<GuaranteeRow> Rows, ImmutableArray<(Slug? Of, Assumption Assumption)> Assumptions)
{
    /// <summary>The horizons that can be drawn, in days, with their names.</summary>
    public static readonly (int Days, string Name)[] Horizons = [(90, "90 days"), (365, "1 year"), (1096, "3 years")];

    /// <summary>The most contracts in the table; the list of contracts has the rest.</summary>
    public const int MostRows = 50;

    internal static OverviewModel? Of(Asked asked)
    {
        var (book, at) = (asked.Book, asked.At);
        var pool = asked.Input.Has("pool") ? asked.Pool : null;
        var days = (int)asked.Input.Whole("days", 7, 3660, "days", 365);
        if (asked.Input.Faults.Count > 0) return null;
        var overview = Overview.Of(book, at, asked.Today);
        var shown = overview.Sold.Concat(overview.Bought).Take(MostRows).ToList();
        return new(
            Surroundings.Of(asked), overview, book.Assumptions.GetValueOrDefault(Utilisation.CostPerGpuHour), book.Policy.HandoverDays, book.Policy.Risk,
            [.. book.Fleet.Pools.Keys], pool?.Id, days, CapacityChart.Of(book, pool, at, asked.Today, 1, book.Policy.Risk).Points[0],
            overview.Sold.Any(exposure => exposure.CapacityBack == overview.CapacityBack && book.Contracts[exposure.Contract].Notice is not null), [.. Concern.Of(asked, at)],
            [.. shown.Select(exposure => GuaranteeRow.Of(asked, exposure))],
            [
                .. book.Assumptions.Values.Select(assumption => ((Slug?)null, assumption)),
                .. shown.SelectMany(exposure => book.Contracts[exposure.Contract].Terms.Assumptions.Select(assumption => ((Slug?)exposure.Contract, assumption))),
            ]);
    }

    /// <summary>The currency of the assumed cost, which is the first word of its unit.</summary>
    /// <summary>The currencies in which something is contracted or to come; where there is none, the first of those there were.</summary>
    public IEnumerable<ContractedMoney> Money =>
        Overview.Money.Where(money => money.MonthlyFee != 0 || money.Stated != 0) is var live && live.Any() ? live : Overview.Money.Take(1);

    public Currency CostCurrency => Overview.CostSaidIn ?? Cost?.Currency ?? Currency.Usd;

    /// <summary>The address of this page with another pool or horizon.</summary>
    public string Link(Slug? pool, int days)
    {
        var at = Overview.At == Around.Today ? "" : $"&at={Json.Text(Overview.At)}";
        return FormattableString.Invariant($"/?days={days}{(pool is { } id ? $"&pool={id}" : "")}{at}{(Around.IsEarlier ? $"&position={Around.Position}" : "")}");
    }

    /// <summary>Where the chart's points come from.</summary>
    public string Source => FormattableString.Invariant(
        $"/v1/capacity?from={Json.Text(Overview.At)}&days={Days}{(Pool is { } id ? $"&pool={id}" : "")}{(Around.IsEarlier ? $"&position={Around.Position}" : "")}");
}

/// <summary>One contract in the table of guarantees.</summary>
/// <param name="Party">The other side's name.</param>
/// <param name="Sells">Whether we sell; otherwise we buy.</param>
/// <param name="Notice">What was served, in words, or null.</param>
public sealed record GuaranteeRow(Exposure Exposure, string Party, bool Sells, LocalDate LastDay, string? Notice)
{
    internal static GuaranteeRow Of(Asked asked, Exposure exposure)
    {
        var contract = asked.Book.Contracts[exposure.Contract];
        var sells = asked.Book.Sells(contract.Terms);
        var notice = contract.Notice is { } served ? $"notice served by the {served.By.ToString().ToLowerInvariant()} on {Show.Date(served.Served)}" : null;
        return new(exposure, Surroundings.NameOf(asked, sells ? contract.Terms.Buyer : contract.Terms.Seller), sells, contract.LastDay, notice);
    }
}

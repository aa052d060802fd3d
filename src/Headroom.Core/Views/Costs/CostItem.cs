using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Expenditure;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>The kinds of cost of infrastructure.</summary>
public enum CostKind
{
    /// <summary>Capital expenditure over its life.</summary>
    Depreciation,
    /// <summary>Energy at the facility meter.</summary>
    Power,
    /// <summary>Staff and other operating cost.</summary>
    Operations,
    /// <summary>Capacity bought from others, by the schedules of those contracts.</summary>
    Purchased,
}

/// <summary>One source of cost and what it has cost by the end of any month, exact; a month's amount is the difference of two rounded figures.</summary>
/// <param name="Of">The asset, tariff, expense or bought contract.</param>
/// <param name="IsAvoidable">Whether it falls away with the capacity: power and most operating cost, not what is sunk or owed.</param>
/// <param name="Through">What it has cost by the end of a month.</param>
public sealed record CostItem(Slug Of, CostKind Kind, bool IsAvoidable, Func<YearMonth, Rational> Through)
{
    public decimal In(YearMonth month, int digits) => Through(month).Round(digits) - Through(month.PlusMonths(-1)).Round(digits);

    /// <summary>What is said of assets and expenses in one currency, each with what bears it.</summary>
    internal static IEnumerable<(CostItem Item, CostHome Home)> Said(Book book, Currency currency) =>
    [
        .. book.Outlays.Assets.Values.Where(asset => asset.Currency == currency).Select(asset => (Depreciation(asset), asset.Home)),
        .. book.Outlays.Expenses.Values.Where(expense => expense.Currency == currency)
            .Select(expense => (new CostItem(expense.Id, CostKind.Operations, expense.IsAvoidable, expense.SpentThrough), expense.Home)),
        .. book.Outlays.Tariffs.Values.Where(tariff => tariff.Currency == currency && tariff.Basis is AtTake)
        .Select(tariff => (Taken(book, tariff), new CostHome(CostHomeKind.Site, tariff.Site))),
    ];

    static CostItem Depreciation(Asset asset)
    {
        var depreciation = asset.Depreciation;
        return new(asset.Id, CostKind.Depreciation, false, month => depreciation.At(EndOf(month)));
    }

    /// <summary>Power that is taken at every hour, by the hours of the site's own dates.</summary>
    static CostItem Taken(Book book, Tariff tariff)
    {
        var (power, calendar) = (((AtTake)tariff.Basis).Power.Value, Calendar.In(book.Fleet.Sites[tariff.Site].Zone) ?? Calendar.Utc);
        return new(tariff.Id, CostKind.Power, true, month =>
        {
            var end = EndWithin(tariff, month);
            return end <= tariff.From ? Rational.Zero
                : CapacityHours.Hours(calendar.Between(tariff.From, end).Length) * power * tariff.PerKilowattHour;
        });
    }

    /// <summary>The power that a pool's installed GPUs take under each tariff that holds for it.</summary>
    internal static IEnumerable<CostItem> Power(CapacityHours hours, Pool pool, Currency currency)
    {
        var path = hours.Book.Fleet.PathToRoot(pool).Select(site => site.Id).ToHashSet();
        foreach (var tariff in hours.Book.Outlays.Tariffs.Values.Where(tariff => tariff.Currency == currency && path.Contains(tariff.Site)))
        {
            Rational? perHour = tariff.Basis switch
            {
                AtDraw draw => pool.Draw.Exact(new Gpus(1)) * draw.Load,
                AtPue pue => (Rational)pue.PerGpu * pue.Pue,
                _ => null,
            };
            if (perHour is { } kilowatts)
                yield return new(tariff.Id, CostKind.Power, true, Summed(tariff, month => Drawn(hours, pool, tariff, month) * kilowatts * tariff.PerKilowattHour));
        }
    }

    static Rational Drawn(CapacityHours hours, Pool pool, Tariff tariff, YearMonth month) =>
        hours.Installed(pool.Id, LocalDate.Max(tariff.From, month.OnDayOfMonth(1)), EndWithin(tariff, month));

    /// <summary>The sum of a tariff's months from its first on; each month is computed once.</summary>
    static Func<YearMonth, Rational> Summed(Tariff tariff, Func<YearMonth, Rational> ofMonth)
    {
        var first = tariff.From.ToYearMonth();
        var sums = new List<Rational>();
        return month =>
        {
            var index = (month.Year - first.Year) * 12 + month.Month - first.Month;
            while (sums.Count <= index) sums.Add((sums.Count > 0 ? sums[^1] : Rational.Zero) + ofMonth(first.PlusMonths(sums.Count)));
            return index < 0 ? Rational.Zero : sums[index];
        };
    }

    /// <summary>Capacity that is bought: what is due for the service by the contract's own schedule, as far as is known today.</summary>
    internal static IEnumerable<(CostItem Item, Contract Contract)> Bought(Book book, Currency currency, LocalDate today) =>
        book.Bought.Where(contract => contract.Terms.Currency == currency).Select(contract =>
        {
            var due = contract.Schedule(today).Due;
            return (new CostItem(contract.Id, CostKind.Purchased, false, month => due.At(EndOf(month))), contract);
        });

    static LocalDate EndOf(YearMonth month) => month.PlusMonths(1).OnDayOfMonth(1);

    static LocalDate EndWithin(Tariff tariff, YearMonth month) =>
        tariff.Through is { } last ? LocalDate.Min(EndOf(month), last.PlusDays(1)) : EndOf(month);
}

using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views.Disclosure;

/// <summary>What we owe for capacity that we buy: what nothing of ours can undo, by year, and how much capacity it is.</summary>
static class Owed
{
    public static IEnumerable<Section> Of(Sight sight) => [Obligations(sight), Capacity(sight)];

    static Section Obligations(Sight sight) => new("obligations", "Unconditional obligations for capacity bought", sight.Framework.OfObligations())
    {
        Figures = [.. sight.Currencies.SelectMany(currency =>
        {
            var bought = sight.Bought.Where(each => each.Currency == currency && each.IsLive).ToList();
            var last = bought.Select(Through).DefaultIfEmpty(sight.At).Max();
            var years = Enumerable.Range(sight.At.PlusDays(1).Year, Math.Max(1, last.Year - sight.At.PlusDays(1).Year + 1));
            return years.Select(year =>
                Figure.Sum($"obligations.{year}", $"due in {(year == sight.At.Year ? "the rest of " : "")}{year}", currency, Basis, bought,
                    each => Due(each, new(year, 1, 1), new(year + 1, 1, 1))))
                .Append(Figure.Sum("obligations.total", "due in all", currency, Basis, bought, each => Due(each, LocalDate.MinIsoValue, LocalDate.MaxIsoValue)))
                .Append(Figure.Sum("obligations.stated", "stated after the date, if we stay to the end", currency,
                    "fees for service after the date through the last day as it stands", bought, each => each.Backlog.Stated));
        })],
    };

    const string Basis = "fees for service after the date through the earliest day on which we can leave without paying for it";

    static Section Capacity(Sight sight) => new("purchased", "Capacity bought", "not asked for")
    {
        Figures =
        [
            new("purchased.gpus", "GPUs bought, on the date", Gpus(sight).Sum(part => part.Amount), "GPUs",
                "what contracts reserve for us on the date") { Parts = [.. Gpus(sight).Where(part => part.Amount != 0)] },
            .. sight.Currencies.Select(currency => Figure.Sum("purchased.month", "fee of a whole month for capacity bought", currency, "the monthly fees at the rate of the date",
                sight.Bought.Where(each => each.Currency == currency && each.IsLive), each => Exposure.Of(sight.Known, each.Contract, sight.At).MonthlyFee)),
        ],
    };

    static List<Part> Gpus(Sight sight) => [.. sight.Bought.Where(each => each.IsLive)
        .Select(each => new Part(each.Contract.Id.ToString(), each.Contract.Schedule(sight.At).ReservedInAll.At(each.Contract.Terms.Calendar.StartOf(sight.At)).Count))];

    // The other side may leave earlier; that would free us too, but it is not ours to choose.
    static LocalDate Through(Standing each)
    {
        var on = LocalDate.Max(each.At, each.First);
        var free = each.Contract.ExitsOn(on).Where(exit => exit.IsFor(Side.Buyer) && exit.FeeOn(exit.LastDayIfServed(on)) == 0).Select(exit => exit.LastDayIfServed(on));
        return each.Contract.Notice is not null ? each.Contract.LastDay : free.Append(each.Contract.LastDay).Min();
    }

    static decimal Due(Standing each, LocalDate from, LocalDate end)
    {
        var (next, stop) = (LocalDate.Max(each.At.PlusDays(1), from), LocalDate.Min(Through(each).PlusDays(1), end));
        return stop <= next ? 0 : each.Contract.Schedule(each.At).Due.Amount(next, stop, each.Currency.Digits);
    }
}

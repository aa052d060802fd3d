using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records the price of power at a site, or corrects what was said under its id. Refused where another tariff holds for the same place on some
/// of its dates, be it said for a site above or below.
/// </summary>
public sealed record RecordTariff(Tariff Tariff) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Known(book.Fleet.Sites, Tariff.Site, "site", "site"),
            Check.Range(Tariff.PerKilowattHour, 0, Tariff.MostPrice, "per-kwh", Tariff.Currency.Code),
            CostCheck.Run(Tariff.From, Tariff.Through, "through", Check.Text),
            .. Amounts(),
            Meeting(book),
        ],
        () => new TariffRecorded(Tariff));

    IEnumerable<Refusal?> Amounts() => Tariff.Basis switch
    {
        AtDraw draw => [Check.Range(draw.Load, 0, 1, "load", "(share)")],
        AtPue pue => [Check.Range(pue.PerGpu, 0, 1_000, "kilowatts-per-gpu", "kW"), Check.Range(pue.Pue, 1, 5, "pue", "")],
        AtTake take => [Check.Range(take.Power.Value, 0, Kilowatts.Most, "kilowatts", "kW")],
        _ => [],
    };

    Refusal? Meeting(Book book)
    {
        if (!book.Fleet.Sites.ContainsKey(Tariff.Site)) return null;
        bool SamePlace(Slug other) => Above(book.Fleet, Tariff.Site).Contains(other) || Above(book.Fleet, other).Contains(Tariff.Site);
        var met = book.Outlays.Tariffs.Values.FirstOrDefault(other => other.Id != Tariff.Id && SamePlace(other.Site) && Tariff.Meets(other));
        return met is null ? null : new Refusal(RefusalCode.AlreadyExists, "from",
            $"From {Check.Text(Tariff.From)} on '{Tariff.Id}' meets '{met.Id}' at {met.Site}, which holds from {Check.Text(met.From)}{(met.Through is { } last ? $" through {Check.Text(last)}" : " on")}; end that one first by saying it again with its last day, or begin later.");
    }

    /// <summary>A site and the sites above it.</summary>
    static IEnumerable<Slug> Above(Fleet fleet, Slug site)
    {
        for (Slug? at = site; at is { } id && fleet.Sites.TryGetValue(id, out var node); at = node.Parent) yield return id;
    }
}

using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records what a meter read for a contract in a month. Refused for a meter that no clause reads, a month outside the term or not over,
/// and a negative quantity. A closed month is accepted: its difference posts in the open one.
/// </summary>
public sealed record ObserveQuantity(Slug Contract, Quantity Quantity) : Command
{
    public override Instant NotBefore(Book book) =>
        book.Contracts.TryGetValue(Contract, out var contract) ? contract.Terms.Calendar.Of(Quantity.Month).End : Instant.MinValue;

    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Contracts, Contract, "contract", "contract")) is { } missing) return missing;
        var contract = book.Contracts[Contract];
        var meters = contract.Versions.SelectMany(version => version.Terms.Meters).Distinct().ToList();
        return Decision.Of(
            [
                Check.Running(contract),
                meters.Contains(Quantity.Meter) ? null
                    : new Refusal(RefusalCode.NotFound, "meter",
                        $"No clause of '{Contract}' reads a meter '{Quantity.Meter}'{(meters.Count > 0 ? $"; they read {string.Join(", ", meters)}" : "")}."),
                Check.Range(Quantity.Amount, 0,
                    contract.Versions.Any(version => version.Terms.Legs.OfType<Sla>().Any(sla => sla.Meters.Contains(Quantity.Meter))) && Sla.MinutesOf(Quantity.Month,
                        contract) is > 0 and var minutes ? minutes : Quantity.Most, "quantity", $"of {Quantity.Meter}"),
                Quantity.Month >= contract.Versions[0].Terms.From.ToYearMonth() && Quantity.Month <= contract.LastDay.ToYearMonth() ? null
                    : new Refusal(RefusalCode.DatesUpsideDown, "month", $"{InvoiceLine.Month(Quantity.Month)} lies outside the term, which ends {Check.Text(contract.LastDay)}."),
                NotBefore(book) <= now ? null
                    : new Refusal(RefusalCode.InTheFuture, "month", $"{InvoiceLine.Month(Quantity.Month)} is not over; it is {now}."),
            ],
            () => new QuantityObserved(Contract, Quantity));
    }
}

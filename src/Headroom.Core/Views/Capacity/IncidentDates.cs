using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Core.Views;

/// <summary>
/// The dates of incidents, maintenance and curtailments that are not over, for every contract that each makes short, with the GPUs that it lacks; one that makes none short stands
/// by itself.
/// </summary>
public static class IncidentDates
{
    /// <summary>When each begins and is to end, on or after a date of the book; what lasts already stands at that date.</summary>
    /// <param name="now">The instant from which own demand and supply are seen.</param>
    public static IEnumerable<Agenda> Of(Book book, LocalDate at, Instant now)
    {
        foreach (var incident in book.Incidents.ById.Values.Where(incident => !incident.IsClosed && (incident.End is not { } end || book.Calendar.DateOf(end) >= at)))
        {
            var hits = IncidentView.Of(book, incident, now).Costs.Select(cost => (Contract: (Slug?)cost.Contract.Id, Currency: (Currency?)cost.Contract.Terms.Currency, cost.Short))
                .DefaultIfEmpty((null, null, Gpus.Zero));
            foreach (var (contract, currency, lacks) in hits)
            {
                var what = $"{incident.Kind.ToString().ToLowerInvariant()} {incident.Id}{(contract is null ? "" : $", by which it lacks {lacks.Count:N0} GPUs")}";
                var begins = book.Calendar.DateOf(incident.From);
                yield return begins >= at ? new(begins, contract, false, $"{what}, begins {Text(incident.From)}", Gpus.Zero - lacks, null, currency)
                    : new(at, contract, false, $"{what}, lasts since {Text(incident.From)}{(incident.End is null ? " until it is closed" : "")}", Gpus.Zero, null, currency);
                if (incident.End is { } end) yield return new(book.Calendar.DateOf(end), contract, false, $"{what}, is to end {Text(end)}", lacks, null, currency);
            }
        }
    }

    static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}

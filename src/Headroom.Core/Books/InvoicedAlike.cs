using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>Contracts whose months may be invoiced at the same instants: very many share a few zones and days of grace.</summary>
/// <param name="Calendar">The zone in which their months end.</param>
/// <param name="GraceDays">Days after a month's end before its invoice may be issued; 0 to <see cref="Contracts.Terms.MostGraceDays"/>.</param>
/// <param name="IsSold">Whether we sell, and so invoice, under them.</param>
/// <param name="From">The earliest first day among them.</param>
public readonly record struct InvoicedAlike(Calendar Calendar, int GraceDays, bool IsSold, LocalDate From);

using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The price of the service as invoices come to it, in whole minor units of its currency: what each charge has built up is rounded by itself, as on the lines of an invoice. So
/// what was billed and what is still to be billed are the whole to the cent, however many charges a contract has. Means of payment are no price.
/// </summary>
public static class InvoicedPrice
{
    /// <summary>What has fallen due by the start of a date.</summary>
    public static decimal At(Schedule schedule, LocalDate date, int digits) => Sum(schedule, digits, charge => charge.Due.Rounded(date, digits));

    /// <summary>What falls due in [from, end); nothing when that is empty.</summary>
    public static decimal Over(Schedule schedule, LocalDate from, LocalDate end, int digits) =>
        Sum(schedule, digits, charge => end <= from ? 0 : charge.Due.Amount(from, end, digits));

    /// <summary>The part of it that follows what is observed.</summary>
    public static decimal VariableOver(Schedule schedule, LocalDate from, LocalDate end, int digits) =>
        Sum(schedule, digits, charge => charge.IsVariable && from < end ? charge.Due.Amount(from, end, digits) : 0);

    /// <summary>All of it.</summary>
    public static decimal Total(Schedule schedule, int digits) => Sum(schedule, digits, charge => charge.Due.Total.Round(digits));

    // Begins with a nought of the currency's digits, so that an amount of nothing shows them too.
    static decimal Sum(Schedule schedule, int digits, Func<Charge, decimal> amount) =>
        schedule.Charges.Where(charge => !charge.IsMeans).Aggregate(Rational.Zero.Round(digits), (sum, charge) => sum + amount(charge));
}

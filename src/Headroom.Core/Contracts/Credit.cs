using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// A part of an invoiced line that the seller gives back by agreement. It stands in the schedule as a charge of its own on the last day that
/// the line was for, so that revenue sees it in the line's month; it never comes to more than the charge itself comes to in that month.
/// </summary>
/// <param name="Invoice">The invoice on which the line stands.</param>
/// <param name="Charge">The line's charge.</param>
/// <param name="Period">The line's month of service.</param>
/// <param name="On">The last day of the month that its payer pays for.</param>
/// <param name="Amount">What is given back, more than 0, in the contract's currency.</param>
/// <param name="Reason">Why, for the credit note's reader; 1 to 500 characters.</param>
public sealed record Credit(string Invoice, string Charge, YearMonth Period, LocalDate On, decimal Amount, string Reason)
{
    const string Prefix = "credit for ";

    /// <summary>The charge under which a credit on a charge is billed.</summary>
    public static string ChargeFor(string charge) => Prefix + charge;

    /// <summary>Whether a charge is a credit on another.</summary>
    public static bool IsCharge(string charge) => charge.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The charge that a credit is for; any other charge is its own.</summary>
    public static string Under(string charge) => IsCharge(charge) ? charge[Prefix.Length..] : charge;

    /// <summary>A schedule with these credits, each charge's under one name.</summary>
    internal static Schedule Within(Schedule schedule, IEnumerable<Credit> credits, int digits)
    {
        foreach (var ofCharge in credits.GroupBy(credit => credit.Charge))
        {
            if (schedule.Charges.FirstOrDefault(charge => charge.Name == ofCharge.Key) is not { } charge) continue;
            var given = ofCharge.GroupBy(credit => credit.Period)
                .SelectMany(ofMonth => Capped(ofMonth, charge.Due.Amount(ofMonth.Key.OnDayOfMonth(1), ofMonth.Key.PlusMonths(1).OnDayOfMonth(1), digits)))
                .Aggregate(Cumulative.Zero, (sum, part) => sum + Cumulative.On(part.On, -part.Amount));
            schedule += new Charge(ChargeFor(ofCharge.Key), given, charge.IsMeans, IsVariable: !charge.IsMeans);
        }
        return schedule;
    }

    // What is corrected out of the charge afterwards is not given back a second time.
    static IEnumerable<(LocalDate On, decimal Amount)> Capped(IEnumerable<Credit> credits, decimal most)
    {
        var left = Math.Max(0, most);
        foreach (var credit in credits)
        {
            var amount = Math.Min(left, credit.Amount);
            left -= amount;
            yield return (credit.On, amount);
        }
    }
}

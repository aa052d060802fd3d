using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>A part of an invoice's principal that was late by one number of days, with the interest on it.</summary>
/// <param name="Principal">The part.</param>
/// <param name="On">The day on which it was settled; where it is open, the day through which interest is counted.</param>
/// <param name="DaysLate">The days that count: from the due date, those in which interest rested left out.</param>
/// <param name="DaysResting">The days left out, in which a dispute was open.</param>
/// <param name="Amount">The interest, exact and before any cap.</param>
public readonly record struct InterestPart(Rational Principal, LocalDate On, int DaysLate, int DaysResting, bool IsOpen, Rational Amount)
{
    internal static InterestPart Of(LateInterest clause, Rational principal, LocalDate due, LocalDate on, int resting, bool isOpen)
    {
        var days = Period.DaysBetween(due, on) - resting;
        return new(principal, on, days, resting, isOpen, clause.On(principal, days));
    }

    /// <summary>How its amount comes about, as the reader of an invoice can follow it.</summary>
    public string Says(LateInterest clause, Terms terms) =>
        $"{Money(Principal, terms)} {(IsOpen ? "open on" : "settled on")} {Say.Date(On)}, {Say.Days(DaysLate)} late{(DaysResting == 0 ? "" : $" beside {Say.Days(DaysResting)} in dispute")}: "
        + $"{clause.Works(DaysLate)} = {Money(Amount, terms)}";

    static string Money(Rational amount, Terms terms) => Say.Money(amount.Round(terms.Currency.Digits), terms);
}

using Headroom.Core.Contracts;
using NodaTime;

namespace Headroom.Core.Documents;

/// <summary>One side's objection to an invoiced line or to an amount of it. What is not disputed stays due.</summary>
/// <param name="Id">DSP- and seven digits, gapless in a book.</param>
/// <param name="Charge">The line's charge.</param>
/// <param name="Period">The line's month of service.</param>
/// <param name="Amount">What is disputed, more than 0 and at most what is left of the line.</param>
/// <param name="By">Who disputes it.</param>
/// <param name="Reason">What is wrong, 1 to 500 characters.</param>
/// <param name="Evidence">Where that can be seen; at most 500 characters.</param>
public sealed record Dispute(
    string Id, string Invoice, string Charge, YearMonth Period, decimal Amount, Side By, LocalDate Raised, string Reason, string Evidence)
{
    /// <summary>How it ended; null while it is open.</summary>
    public DisputeSettlement? Settled { get; init; }

    /// <summary>Whether it was open at the end of a date.</summary>
    public bool IsOpen(LocalDate at) => Raised <= at && !(Settled?.On <= at);

    /// <summary>What of it was upheld by the end of a date.</summary>
    public decimal UpheldBy(LocalDate at) => Settled is { } settled && settled.On <= at ? settled.Upheld : 0;

    /// <summary>The days from the due date on, before <paramref name="end"/>, on which it was open.</summary>
    public int DaysOpen(LocalDate due, LocalDate end)
    {
        var from = LocalDate.Max(due, Raised);
        var through = Settled is { } settled ? LocalDate.Min(settled.On, end) : end;
        return Math.Max(0, NodaTime.Period.DaysBetween(from, through));
    }
}

/// <summary>How a dispute ended: upheld, in part or wholly, by a credit note; or confirmed as billed.</summary>
/// <param name="Upheld">What is given back, 0 when the line stands as it is.</param>
/// <param name="Reason">Why, for the side that disputed; 1 to 500 characters.</param>
/// <param name="CreditNote">The credit note's number; null when nothing is given back, or when a tax is determined anew instead.</param>
public sealed record DisputeSettlement(LocalDate On, decimal Upheld, string Reason, string? CreditNote);

/// <summary>A customer was reminded of an overdue invoice.</summary>
/// <param name="Level">The step's place in the policy, from 1.</param>
/// <param name="Step">The step's name then.</param>
/// <param name="Amount">What was overdue and not disputed.</param>
public sealed record Reminder(string Invoice, int Level, string Step, LocalDate On, decimal Amount);

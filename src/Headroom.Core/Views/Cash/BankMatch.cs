using System.Collections.Immutable;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What a line of a bank statement is proposed to be: a receipt with what it pays, a refund, a payment that the bank took back, or a refund that came back. Nothing of it is
/// stored.
/// </summary>
/// <param name="Reason">Why, in words that a person can check.</param>
public sealed record BankMatch(BankLine Line, MatchGrade Grade, string Reason)
{
    /// <summary>The customer whose money it is; null while nobody can say.</summary>
    public Slug? Customer { get; init; }

    /// <summary>What the money pays, in order; positive amounts that come to at most the line's.</summary>
    public ImmutableArray<(string Invoice, decimal Amount)> Pays { get; init; } = [];

    /// <summary>For money that went: the receipt or credit note of which it is given back; null for others.</summary>
    public string? RefundOf { get; init; }

    /// <summary>For money that the bank took back: the receipt that it undoes, whose invoices are open again; null for others.</summary>
    public Slug? ReturnOf { get; init; }

    /// <summary>For money that had been given back and did not arrive: the receipt or credit note of which; null for others.</summary>
    public string? ReturnedRefundOf { get; init; }

    /// <summary>The date of the application: the day of the money, or that of the latest invoice it pays.</summary>
    public LocalDate On { get; init; } = Line.Booked;

    /// <summary>What of the money would stay unapplied on the customer's account.</summary>
    public decimal Unapplied => IsProposed && RefundOf is null && ReturnOf is null ? Line.Amount - Pays.Sum(part => part.Amount) : 0;

    /// <summary>Whether it is proposed to be recorded.</summary>
    public bool IsProposed => Grade is MatchGrade.Certain or MatchGrade.Likely;
}

/// <summary>How sure a proposed match is, the surest first.</summary>
public enum MatchGrade
{
    /// <summary>It names what it pays and pays it to the cent.</summary>
    Certain,
    /// <summary>There is one good reading; a person would agree in most cases.</summary>
    Likely,
    /// <summary>There are several readings, or something speaks against the one there is; left to a person.</summary>
    Ambiguous,
    /// <summary>Nothing in the book fits; left to a person.</summary>
    None,
    /// <summary>The book holds it already, by the bank's reference.</summary>
    Recorded,
}

using System.Collections.Immutable;

namespace Headroom.Core.Valuation;

/// <summary>
/// A contract as the game that its two rights to leave make of it. Months count from 0; service of month m is paid for at m + <see cref="PaidAfter"/>.
/// Money is in any one unit. Notice on a date ends service <see cref="Notice"/> months later, or later still where the side that leaves has a longer one; it owes its fee for
/// leaving, and both bear what ending costs them, which nobody receives. Once notice is given nobody ends the contract sooner. The natural end costs nothing.
/// </summary>
/// <param name="Billable">What each month bills when it is served whole.</param>
/// <param name="Delivered">The share of the whole capacity delivered in each month, 0 to 1.</param>
/// <param name="Notice">Months from notice to the end of service, not negative; not whole when notice is counted in days. Of two lengths the shorter.</param>
public sealed record Game(ImmutableArray<double> Billable, ImmutableArray<double> Delivered, double Notice, Market Market)
{
    /// <summary>The longest contract that is valued, in months.</summary>
    public const int MostMonths = 600;

    /// <summary>Two dates closer than this, in months, are one.</summary>
    const double Same = 1e-9;

    /// <summary>Months from the start of a month's service to its payment: 1 is in arrears.</summary>
    public double PaidAfter { get; init; } = 1;

    /// <summary>Dates a month on which notice may be given; more than one only with notice of a month or longer.</summary>
    public int DatesAMonth { get; init; } = 1;

    /// <summary>The right of the buyer and that of the seller; null when it has none.</summary>
    public StoppingRight? Buyer { get; init; }

    public StoppingRight? Seller { get; init; }

    /// <summary>What moving away costs the buyer, whoever ends the contract.</summary>
    public double BuyerCost { get; init; }

    /// <summary>What finding another customer costs the seller, by who ended the contract.</summary>
    public double SellerCostIfBuyer { get; init; }

    public double SellerCostIfSeller { get; init; }

    /// <summary>How notice by both on the same date counts.</summary>
    public Tie Tie { get; init; }

    public int Months => Billable.Length;

    /// <summary>Months between two dates.</summary>
    public double Step => 1.0 / DatesAMonth;

    /// <summary>How many dates there are before notice can change nothing any more.</summary>
    public int Dates => (int)Math.Max(0, Math.Ceiling((Months - Notice - Same) * DatesAMonth));

    /// <summary>The first date on which anybody may leave; <see cref="Dates"/> when nobody ever may.</summary>
    public int FirstDate => new[] { Buyer, Seller }.OfType<StoppingRight>().Select(right => right.From).DefaultIfEmpty(Months).Min() is var from && from >= Months ? Dates
        : Math.Clamp((int)Math.Ceiling((from - Same) * DatesAMonth), 0, Dates);

    /// <summary>The month of a date.</summary>
    public double MonthOf(int date) => date * Step;

    /// <summary>The side whose notice is the longer; nobody's when they are of one length.</summary>
    public Leaver Longer => Buyer?.LongerBy > 0 ? Leaver.Buyer : Seller?.LongerBy > 0 ? Leaver.Seller : Leaver.Nobody;

    /// <summary>Months from notice to the end of service by who gave it; of both on one date the shorter.</summary>
    public double NoticeOf(Leaver who) => Notice + (who == Leaver.Buyer ? Buyer?.LongerBy ?? 0 : who == Leaver.Seller ? Seller?.LongerBy ?? 0 : 0);

    /// <summary>The share of a month that is still served when somebody gives notice at a time; the shorter notice unless said otherwise.</summary>
    public double Served(int month, double noticeAt, Leaver who = Leaver.Both) => Math.Clamp(noticeAt + NoticeOf(who) - month, 0, 1);

    /// <summary>What is billed in all when somebody gives notice at a time.</summary>
    public double BilledIf(double noticeAt, Leaver who = Leaver.Both) => Enumerable.Range(0, Months).Sum(month => Billable[month] * Served(month, noticeAt, who));

    /// <summary>Whether a side may give notice on a date.</summary>
    public bool MayLeave(StoppingRight? right, int date) =>
        right is not null && date < Dates && MonthOf(date) >= right.From - Same && MonthOf(date) + Notice + right.LongerBy < Months - Same;

    /// <summary>The same contract with only these rights.</summary>
    public Game With(bool buyer, bool seller) => this with { Buyer = buyer ? Buyer : null, Seller = seller ? Seller : null };
}

/// <summary>One side's right to leave.</summary>
/// <param name="From">The first month count at which it may give notice.</param>
/// <param name="Penalty">What leaving costs it: a share of what would still have been billed, paid to the other side at the end.</param>
public sealed record StoppingRight(double From, double Penalty)
{
    /// <summary>By how many months its notice is longer than the other side's; 0 where it is not.</summary>
    public double LongerBy { get; init; }
}

/// <summary>How notice by both on one date counts. A real book orders notices by their time; a model's date cannot.</summary>
public enum Tie
{
    /// <summary>They part by agreement and nobody pays for leaving.</summary>
    Mutual,
    /// <summary>It counts as the buyer's.</summary>
    Buyer,
    /// <summary>It counts as the seller's.</summary>
    Seller,
}

/// <summary>Who gave notice on a date: nobody, one side, or both on the same date.</summary>
public enum Leaver
{
    Nobody,
    Buyer,
    Seller,
    Both,
}

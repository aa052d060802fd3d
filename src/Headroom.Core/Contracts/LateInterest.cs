using Headroom.Core.Units;

namespace Headroom.Core.Contracts;

/// <summary>What an invoice paid late costs: simple interest on the overdue amount, from the due date to the day of payment.</summary>
/// <param name="Rate">A share per year or per month, as the basis says; 0 to 1.</param>
/// <param name="Basis">How days are counted.</param>
/// <param name="GraceDays">Days after the due date within which payment costs nothing; later payment counts from the due date. 0 to 90.</param>
public sealed record LateInterest(decimal Rate, InterestBasis Basis, int GraceDays)
{
    /// <summary>What becomes of interest on a part that is disputed.</summary>
    public DisputedInterest Disputed { get; init; }

    /// <summary>The most that interest on one invoice comes to, as a share of what the invoice asked for, 0 to 1; null without a cap.</summary>
    public decimal? Cap { get; init; }

    const string Prefix = "late interest on ";

    /// <summary>The charge under which interest on an invoice is billed.</summary>
    public static string ChargeOn(string invoice) => Prefix + invoice;

    /// <summary>Whether a charge is late interest, or a credit on it, which is no price of the service.</summary>
    public static bool IsCharge(string charge) => Credit.Under(charge).StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Whether a charge is late interest itself, which runs on from month to month, and no credit on it.</summary>
    public static bool Accrues(string charge) => IsCharge(charge) && !Credit.IsCharge(charge);

    /// <summary>The clause in one sentence without a full stop, as a person would tell it.</summary>
    public string Says()
    {
        var (per, counted) = Basis switch
        {
            InterestBasis.Actual365 => ("a year", "by actual days over 365"),
            InterestBasis.Actual360 => ("a year", "by actual days over 360"),
            InterestBasis.MonthOfThirty => ("a month", "by actual days over 30"),
            _ => ("a month", "for every period of thirty days that has started"),
        };
        return $"an amount paid late bears simple interest of {Say.Percent(Rate)} {per} from the due date to the day of payment, counted {counted}"
            + (GraceDays == 0 ? "" : $"; payment within {Say.Days(GraceDays)} after the due date bears none")
            + (Cap is { } cap ? $"; interest on one invoice comes to at most {Say.Percent(cap)} of what it asked for" : "")
            + Disputed switch
            {
                DisputedInterest.Suspended => "; on a disputed part it rests while the dispute is open",
                DisputedInterest.WaivedIfUpheld => "; on a disputed part that is upheld it is given back",
                _ => "",
            };
    }

    /// <summary>What an amount that is so many days late is multiplied with, as a person would work it out.</summary>
    public string Works(int daysLate) => daysLate <= GraceDays ? "nothing, within the days of grace" : Basis switch
    {
        InterestBasis.Actual365 => $"{Say.Percent(Rate)} × {daysLate} / 365",
        InterestBasis.Actual360 => $"{Say.Percent(Rate)} × {daysLate} / 360",
        InterestBasis.MonthOfThirty => $"{Say.Percent(Rate)} × {daysLate} / 30",
        _ => $"{Say.Percent(Rate)} × {(daysLate + 29) / 30} started months of 30 days",
    };

    /// <summary>The exact interest on an amount that is so many days late.</summary>
    public Rational On(Rational amount, int daysLate)
    {
        if (daysLate <= GraceDays) return Rational.Zero;
        Rational days = daysLate;
        var share = Basis switch
        {
            InterestBasis.Actual365 => days / 365,
            InterestBasis.Actual360 => days / 360,
            InterestBasis.MonthOfThirty => days / 30,
            _ => (daysLate + 29) / 30,
        };
        return amount * Rate * share;
    }
}

/// <summary>How late interest counts days.</summary>
public enum InterestBasis
{
    /// <summary>A yearly rate, actual days over 365.</summary>
    Actual365,
    /// <summary>A yearly rate, actual days over 360.</summary>
    Actual360,
    /// <summary>A monthly rate, actual days over 30.</summary>
    MonthOfThirty,
    /// <summary>A monthly rate for every month of thirty days that has started.</summary>
    StartedMonth,
}

/// <summary>What becomes of late interest on the disputed part of an invoice.</summary>
public enum DisputedInterest
{
    /// <summary>It goes on; a credit ends it on its own day.</summary>
    Accrues,
    /// <summary>It rests while the dispute is open, however it ends.</summary>
    Suspended,
    /// <summary>It goes on, and what was billed of it on the part that is upheld is given back.</summary>
    WaivedIfUpheld,
}

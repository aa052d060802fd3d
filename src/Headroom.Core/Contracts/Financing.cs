using Headroom.Core.Units;

namespace Headroom.Core.Contracts;

/// <summary>
/// Whether money paid ahead is a loan from the buyer: at which rate it bears interest, or why none is counted. Interest on a contract
/// liability is an expense of the seller's and makes the revenue greater by as much (ASC 606-10-32-15 to 32-20, IFRS 15.60 to 15.65).
/// </summary>
/// <param name="Rate">Effective, for a year, such as 0.08; 0 to 1. Zero where it is waived.</param>
/// <param name="Waived">Why no interest is counted, or null when it is.</param>
public sealed record Financing(decimal Rate, FinancingWaived? Waived = null)
{
    /// <summary>Whether interest is counted.</summary>
    public bool BearsInterest => Waived is null && Rate > 0;

    /// <summary>What a month adds to one unit: the twelfth root of one year's growth, less one. By Newton's steps, to the last digits of a decimal.</summary>
    public decimal Monthly
    {
        get
        {
            var (year, root) = (1 + Rate, 1 + Rate / 12);
            for (var step = 0; step < 12; step++) root -= (Power(root, 12) - year) / (12 * Power(root, 11));
            return root - 1;
        }
    }

    static decimal Power(decimal number, int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++) power *= number;
        return power;
    }

    internal Refusal? Check(string field) =>
        Rate is < 0 or > 1 ? new Refusal(RefusalCode.OutOfRange, $"{field}.rate", $"A yearly rate of {Say.Percent(Rate)} is outside 0 to 100 percent.")
        : Waived is not null && Rate != 0 ? new Refusal(RefusalCode.InvalidTerms, $"{field}.rate", "Interest is waived, so it has no rate.")
        : Waived is null && Rate == 0 ? new Refusal(RefusalCode.InvalidTerms, $"{field}.rate", "A rate of 0 counts no interest: say why it is waived.")
        : null;

    internal string Says => Waived switch
    {
        null => $"bearing {Say.Percent(Rate)} a year",
        FinancingWaived.OneYear => "without interest, since service follows within a year",
        FinancingWaived.CustomersTiming => "without interest, since the buyer chooses when it is served",
        _ => "without interest, since it is paid ahead for another reason than financing",
    };
}

/// <summary>Why money paid ahead bears no interest.</summary>
public enum FinancingWaived
{
    /// <summary>Payment and service lie a year apart at most (606-10-32-18, IFRS 15.63).</summary>
    OneYear,
    /// <summary>The buyer chooses when it is served (606-10-32-17a, IFRS 15.62a).</summary>
    CustomersTiming,
    /// <summary>The difference has another reason, such as protection from a failure to perform (606-10-32-17c, IFRS 15.62c).</summary>
    OtherReason,
}

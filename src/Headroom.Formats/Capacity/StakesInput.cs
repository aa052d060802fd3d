using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Formats.Capacity;

/// <summary>What selling is worth and how the tiers are asked for, as options and queries say it.</summary>
public static class StakesInput
{
    /// <summary>What a GPU-hour brings and costs; null when neither price nor cost of a shortfall is given. One without the other is a fault.</summary>
    public static Stakes? Read(Fields input)
    {
        if (!input.Has("price") && !input.Has("shortfall-cost")) return null;
        return new(input.Decimal("price", 0, Money.Most, "a GPU-hour"), input.Decimal("shortfall-cost", 0, Money.Most, "a GPU-hour"), input.Decimal("idle-value", 0, Money.Most, "a GPU-hour", 0));
    }

    /// <summary>What a GPU-hour costs outside, or null.</summary>
    public static decimal? Outside(Fields input) => input.Has("outside-price") ? input.Decimal("outside-price", 0, Money.Most, "a GPU-hour") : null;

    /// <summary>Risk, notice and availability, each with its default.</summary>
    public static TierAsk Ask(Fields input, decimal risk) => new(input.Has("risk") ? input.Share("risk", 0, 0.5m) : risk)
    {
        NoticeDays = (int)input.Whole("notice", 0, 3660, "days", 90),
        Available = input.Has("available") ? input.Share("available", 0.5m, 1) : 0.5m,
    };
}

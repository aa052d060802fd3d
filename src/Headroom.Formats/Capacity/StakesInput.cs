using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Formats.Capacity;

/// <summary>What selling is worth and how the tiers are asked for, as options and queries say it.</summary>
public static class StakesInput
{
    /// <summary>What a GPU-hour brings and costs; null when neither price nor cost of a shortfall is given. One without the other is a fault.</summary>
    public static Stakes? Read(Fields input)
    {
        if (!input.Has("price") && !input.Has("shortfall-cost")) return null;
        return new(input.Decimal("price", 0, Money.Most, "a GPU-hour"), input.Decimal("shortfall-cost", 0, Money.Most, "a GPU-hour"),
            input.Decimal("idle-value", 0, Money.Most, "a GPU-hour", 0));
    }

    /// <summary>What a GPU-hour costs outside, or null.</summary>
    public static decimal? Outside(Fields input) => input.Has("outside-price") ? input.Decimal("outside-price", 0, Money.Most, "a GPU-hour") : null;

    /// <summary>
    /// The first day of the window, today unless stated. A day that has passed is a fault, since nothing can be sold on it; of an earlier position, a day before the last fact of
    /// then.
    /// </summary>
    public static LocalDate From(Fields input, Book book, LocalDate today)
    {
        var (from, earliest) = (input.DateOrNone("from") ?? today, input.Has("position") ? LocalDate.Min(today, book.Calendar.DateOf(book.RecordedAt)) : today);
        if (from < earliest)
            input.Fault("from", RefusalCode.DatesUpsideDown, $"{Json.Text(from)} is past and nothing can be sold on it any more; the earliest day is {Json.Text(earliest)}.");
        return LocalDate.Max(from, earliest);
    }

    /// <summary>Risk, notice and availability, each with its default.</summary>
    public static TierAsk Ask(Fields input, decimal risk) => new(input.Has("risk") ? input.Share("risk", 0, 0.5m) : risk)
    {
        NoticeDays = (int)input.Whole("notice", 0, 3660, "days", 90),
        Available = input.Has("available") ? input.Share("available", 0.5m, 1) : 0.5m,
    };
}

using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Valuation;

/// <summary>
/// A contract as it is valued on a date under an outlook: what its terms still bill, deliver and allow, month by month from that date. Fees come from
/// the schedule with all clauses but those that follow what will be observed; notice is counted without the day on which it is served.
/// </summary>
/// <param name="Contract">The contract's id.</param>
/// <param name="At">The first day of month 0; everything before is over.</param>
/// <param name="Game">The game, in units of <paramref name="Unit"/>.</param>
/// <param name="Unit">The currency's amount that is 1 in the game: the highest fee of a month.</param>
/// <param name="Gpus">The whole capacity: the most GPUs that are reserved on any day.</param>
public sealed record Subject(Slug Contract, Currency Currency, LocalDate At, Game Game, double Unit, Gpus Gpus)
{
    const double HoursOfAMonth = 730.5;

    /// <summary>An estimate of the game in the contract's currency, to its minor unit.</summary>
    public decimal InCurrency(double figure) => ((Rational)(decimal)(figure * Unit)).Round(Currency.Digits);

    /// <summary>A price for the whole capacity a month as one for a GPU an hour, to four digits more than the minor unit.</summary>
    public decimal PerGpuHour(double price) => ((Rational)(decimal)(price * Unit / (Gpus.Count * HoursOfAMonth))).Round(4);

    /// <summary>The first day of a month that is counted from the date of the valuation.</summary>
    public LocalDate MonthStart(double month) => At.PlusMonths((int)Math.Floor(month)).PlusDays((int)Math.Floor((month - Math.Floor(month)) * MonthCount.Days));

    /// <summary>The subject, or why the contract cannot be valued.</summary>
    public static (Subject? Subject, Refusal? Refusal) Of(Contract contract, LocalDate at, Outlook outlook)
    {
        if (Refuse(contract, at, outlook) is { } refusal) return (null, refusal);
        var (terms, end) = (contract.TermsOn(at), contract.LastDay.PlusDays(1));
        var schedule = contract.Schedule(at.PlusDays(-1));
        var starts = Starts(at, end);
        var billed = starts.Zip(starts.Skip(1), (from, to) => schedule.Due.Over(from, to).ToDouble()).ToImmutableArray();
        var gpus = starts.Zip(starts.Skip(1), (from, to) => GpuMonths(schedule, contract.Terms.Calendar, from, to)).ToList();
        var peak = gpus.Max(month => month.Peak);
        if (peak == 0) return (null, new(RefusalCode.InvalidTerms, "legs", "The contract reserves no capacity after this date, so there is nothing to compare with a market."));
        var unit = billed.Max(Math.Abs) is var most && most > 0 ? most : 1;
        var market = MarketOf(outlook, at, (outlook.Basis == PriceBasis.GpuHour ? peak * HoursOfAMonth : 1) / unit);
        var game = new Game([.. billed.Select(amount => amount / unit)], [.. gpus.Select(month => month.Mean / peak)], ShorterNotice(terms), market)
        {
            PaidAfter = (double)outlook.PaidAfterMonths,
            DatesAMonth = outlook.DatesAMonth,
            Buyer = contract.Notice is null ? RightOf(contract, Side.Buyer, at) : null,
            Seller = contract.Notice is null ? RightOf(contract, Side.Seller, at) : null,
            BuyerCost = (double)outlook.BuyerCost / unit,
            SellerCostIfBuyer = (double)outlook.SellerCostIfBuyer / unit,
            SellerCostIfSeller = (double)outlook.SellerCostIfSeller / unit,
            Tie = outlook.Tie,
        };
        return (new(contract.Id, terms.Currency, at, game, unit, new Gpus((long)peak)), null);
    }

    /// <summary>The highest fee of a calendar month that the contract still bills: the measure of what is assumed when nothing is stated.</summary>
    public static decimal HighestMonth(Contract contract, LocalDate at)
    {
        var (schedule, last) = (contract.Schedule(at.PlusDays(-1)), contract.LastDay);
        if (at > last) return 0;
        var months = Enumerable.Range(0, Game.MostMonths).Select(at.ToYearMonth().PlusMonths).TakeWhile(month => month <= last.ToYearMonth());
        return months.Max(month => schedule.Due.Over(LocalDate.Max(at, month.OnDayOfMonth(1)), month.PlusMonths(1).OnDayOfMonth(1))).Round(contract.Terms.Currency.Digits);
    }

    static Refusal? Refuse(Contract contract, LocalDate at, Outlook outlook)
    {
        var terms = contract.TermsOn(at);
        if (at > contract.LastDay) return new(RefusalCode.DatesUpsideDown, "at", $"{at:R} is after the last day served, {contract.LastDay:R}; nothing is left to value.");
        if (MonthCount.Between(at, contract.LastDay.PlusDays(1)) > Game.MostMonths)
            return new(RefusalCode.OutOfRange, "at", $"More than {Game.MostMonths} months are left, which is more than can be valued.");
        if (outlook.Currency != terms.Currency)
            return new(RefusalCode.UnknownUnit, "currency", $"The outlook is in {outlook.Currency} and the contract in {terms.Currency}; state it in the contract's.");
        foreach (var side in new[] { Side.Buyer, Side.Seller })
            if (terms.Exits.Count(exit => exit.IsFor(side)) > 1)
                return new(RefusalCode.OutOfRange, "legs",
                    $"The {side.ToString().ToLowerInvariant()} has more than one right to leave; a contract with at most one a side can be valued.");
        if (terms.Exits.Any(exit => exit.FeeSteps.Length > 0 || exit.NoticeUntil is not null || exit.Form.ReceiptDays > 0)
            || contract.ExitsOn(at).Any(exit => exit.NoticeUntil is not null))
            return new(RefusalCode.OutOfRange, "legs",
                "A right to leave whose fee changes by date, that lapses, or whose notice counts as received on a later day cannot be valued yet.");
        return outlook.DatesAMonth > 1 && terms.Exits.Any() && ShorterNotice(terms) < 1
            ? new(RefusalCode.OutOfRange, "dates-a-month", "More than one date a month needs notice of a month or longer.") : null;
    }

    /// <summary>The starts of the months, and the end after the last.</summary>
    static List<LocalDate> Starts(LocalDate at, LocalDate end) =>
        [.. Enumerable.Range(0, Game.MostMonths).Select(month => at.PlusMonths(month)).TakeWhile(start => start < end), end];

    /// <summary>GPUs in the mean over a month, of which days after the end count as nought, and the most on any day.</summary>
    static (double Mean, double Peak) GpuMonths(Schedule schedule, Time.Calendar calendar, LocalDate from, LocalDate to)
    {
        var reserved = schedule.ReservedInAll;
        var days = Enumerable.Range(0, Period.DaysBetween(from, to)).Select(day => (double)reserved.At(calendar.StartOf(from.PlusDays(day))).Count).ToList();
        return (days.Sum() / Period.DaysBetween(from, from.PlusMonths(1)), days.Max());
    }

    static Market MarketOf(Outlook outlook, LocalDate at, double factor) => new(
        outlook.Price.Of(at, factor), outlook.Need?.Of(at, factor) ?? Process.None, (double)outlook.Correlation, (double)outlook.Haircut, (double)outlook.BuyerMultiple,
        (double)outlook.Discount);

    /// <summary>A side's right. An earliest last day is the same as notice that much before it: serving earlier would only give away the choice.</summary>
    static StoppingRight? RightOf(Contract contract, Side side, LocalDate at)
    {
        var terms = contract.TermsOn(at);
        if (terms.Exits.FirstOrDefault(exit => exit.IsFor(side))?.As(terms, contract.Events, at) is not { } exit) return null;
        var from = MonthCount.Between(at, exit.NoticeFrom);
        if (exit.NoEndBefore is { } earliest) from = Math.Max(from, MonthCount.Between(at, earliest.PlusDays(1)) - MonthCount.Of(exit.Length));
        return new(Math.Max(0, from), (double)exit.FeeShare) { LongerBy = MonthCount.Of(exit.Length) - ShorterNotice(terms) };
    }

    /// <summary>Months of the shortest notice that the terms know; 0 when they know none.</summary>
    static double ShorterNotice(Terms terms) => terms.Exits.Select(exit => MonthCount.Of(exit.Length)).DefaultIfEmpty(0).Min();
}

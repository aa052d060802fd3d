using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// The buyer pays no more for a GPU than another does who agrees a price later: from then on its monthly fees are lowered to the least comparable price, for the rest of its term.
/// Compared is what was signed, so that one such clause never moves another.
/// </summary>
/// <param name="Name">The clause; it has no charge of its own.</param>
/// <param name="Charges">The monthly charges that are compared and lowered, together; all monthly charges when none is named.</param>
/// <param name="Per">The unit in which prices of a GPU are compared.</param>
/// <param name="Among">Which contracts are comparable.</param>
/// <param name="LowersFrom">From when a lower price holds.</param>
public sealed record MostFavoured(string Name, ImmutableArray<string> Charges, GpuUnit Per, Comparability Among, LowersFrom LowersFrom) : Leg(Name)
{
    /// <summary>
    /// The meter of GPU-hours whose use is part of the price of a GPU, as if every reserved GPU ran all hours of its days: fees for use, commitments and packs. Null: monthly fees
    /// alone are compared.
    /// </summary>
    public string? Meter { get; init; }

    public override Tier Tier => Tier.Ceilings;

    public override bool BearsOnOthers => true;

    public override string Says(Terms terms) =>
        $"'{Name}': {(Charges.IsEmpty ? "the monthly fees" : Say.List(Charges.Select(charge => $"'{charge}'")))} come to no more for a GPU and {Unit} than what another agrees to pay later ({Among}), {(Meter is null ? "monthly fees alone being compared" : $"with what '{Meter}' costs if every GPU runs all hours")}; a lower price holds "
        + LowersFrom switch
        {
            LowersFrom.Signing => "from the day on which it is signed",
            LowersFrom.Start => "from its own first day",
            _ => "from the day on which the buyer claims it"
        };

    /// <summary>"month" or "hour".</summary>
    public string Unit => Per == GpuUnit.Month ? "month" : "hour";

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        foreach (var refusal in Among.Check()) yield return refusal;
        foreach (var refusal in Monthly.Unknown(Charges, terms)) yield return refusal;
        if (!terms.Legs.OfType<Monthly>().Any() || !terms.Legs.OfType<Reserve>().Any())
            yield return new Refusal(RefusalCode.InvalidTerms, "most-favoured", "There is no monthly fee for reserved GPUs that could be compared.");
        if (Meter is { } meter && terms.Legs.FirstOrDefault(leg => leg.Meters.Contains(meter)) is { } own)
            yield return new Refusal(RefusalCode.InvalidTerms, "meter",
                $"'{own.Name}' charges the buyer's own use of '{meter}'; only monthly fees can be lowered, so that its price of a GPU would follow its use and cannot be compared.");
    }

    /// <summary>What terms cost for a GPU and unit over the days from a date on, on average and exact; null when nothing is reserved for it.</summary>
    public Rational? PriceOf(Terms terms, LocalDate from)
    {
        var schedule = terms.Resolve(Observations.None);
        var units = Units(schedule.ReservedInAll, terms, Per).Over(from, terms.End);
        if (units.IsZero) return null;
        if (Meter is not null) schedule = terms.Resolve(Observations.None with { Quantities = AllHours(schedule.ReservedInAll, terms).ToImmutableDictionary() });
        var metered = terms.Legs.Where(leg => leg is Usage or BulkCredits && Meter is { } meter && leg.Meters.Contains(meter))
            .SelectMany(leg => new[] { leg.Name, PaidAhead.NameOf(leg.Name) });
        return metered.Aggregate(Monthly.FeesOf(schedule, [], terms), (sum, charge) => sum + schedule.DueUnder(charge)).Over(from, terms.End) / units;
    }

    /// <summary>The meter's readings if every reserved GPU ran all hours.</summary>
    IEnumerable<KeyValuePair<(string, YearMonth), decimal>> AllHours(Timeline<Gpus> reserved, Terms terms)
    {
        if (Meter is not { } meter) return [];
        var hours = Units(reserved, terms, GpuUnit.Hour);
        return Months(terms).Select(first => KeyValuePair.Create((meter, first.ToYearMonth()), hours.Over(first, first.PlusMonths(1)).ToDecimal()));
    }

    public override IEnumerable<Right> Rights(Schedule schedule, Setting setting, LocalDate on)
    {
        var (terms, fees, units) = (setting.Terms, Monthly.FeesOf(schedule, Charges, setting.Terms), Units(schedule.ReservedInAll, setting.Terms, Per).Over(on, setting.Terms.End));
        var now = units.IsZero ? "" : $", which are {Say.Number((fees.Over(on, terms.End) / units).Round(6))} {terms.Currency.Code} on average from now on";
        return [new(Name, RightKind.MostFavouredPrice, Side.Buyer, null, null, $"whoever else agrees to a lower price lowers its fees for a GPU and {Unit} to that{now}")
        { Amount = Monthly.AMonth(fees, on, terms), AmountOf = AmountOf.Monthly }];
    }

    /// <summary>From when a price lowers the fees; null while it was not claimed where it must be.</summary>
    public LocalDate? HoldsFrom(ComparablePrice price, IEnumerable<ContractEvent> events) => LowersFrom switch
    {
        LowersFrom.Signing => price.Signed,
        LowersFrom.Start => LocalDate.Max(price.Signed, price.From),
        _ => events.OfType<LowerPriceClaimed>().FirstOrDefault(claim => claim.Clause == Name && claim.Contract == price.Contract && claim.On >= price.Signed)?.On,
    };

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var steps = Steps(setting.Observations.Prices, setting.Observations.Events).ToList();
        if (steps.Count == 0) return below;
        var (terms, fees, units) = (setting.Terms, Monthly.FeesOf(below, Charges, setting.Terms), Units(below.ReservedInAll, setting.Terms, Per));
        // A rate is judged over a month, or over the part of one in which neither capacity nor fees nor the favoured price change: only then is a fee by the month one rate.
        var calendar = terms.Calendar;
        var starts = below.ReservedInAll.Changes.Select(calendar.DateOf).Concat(terms.Legs.OfType<Monthly>().SelectMany(leg => leg.Steps).Select(step => step.From))
            .Concat(steps.Select(step => step.From)).Concat(Months(terms)).Where(date => date >= steps[0].From && date < terms.End).Append(terms.End).Distinct().Order().ToList();
        var factors = starts.Zip(starts.Skip(1), (from, end) => (from, Factor(fees.Over(from, end), steps.Last(step => step.From <= from).Price * units.Over(from, end)))).ToList();
        return below.WithCharges(charge => Monthly.Moves(Charges, charge.Name, terms) ? charge.Changed(due => due.Scale(factors)) : charge);
    }

    static Rational Factor(Rational fee, Rational most) => most.IsZero || fee <= most ? Rational.One : most / fee;

    /// <summary>The least price for a GPU and unit that holds from each date on, as far as it falls.</summary>
    IEnumerable<(LocalDate From, Rational Price)> Steps(IEnumerable<ComparablePrice> prices, IReadOnlyCollection<ContractEvent> events)
    {
        Rational? least = null;
        foreach (var (from, price) in prices.Where(price => price.Clause == Name).Select(price => (From: HoldsFrom(price, events), price.Price))
            .Where(price => price.From is not null).GroupBy(price => price.From!.Value, price => price.Price).Select(ofDay => (ofDay.Key, ofDay.Min())).OrderBy(price => price.Key))
        {
            if (least <= price) continue;
            least = price;
            yield return (from, price);
        }
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting) => !Monthly.Moves(Charges, charge, setting.Terms) ? []
        : Steps(setting.Observations.Prices, setting.Observations.Events).Where(step => step.From.ToYearMonth() <= month).TakeLast(1)
            .Select(step =>
                $"'{Name}': from {Say.Date(step.From)} no more than {Say.Number(step.Price.ToDecimal())} {setting.Terms.Currency.Code} a GPU and {Unit}, which another agreed to pay");

    /// <summary>GPU-months or GPU-hours: every GPU of a day counts the day's part of its month, or 24 hours.</summary>
    static Cumulative Units(Timeline<Gpus> reserved, Terms terms, GpuUnit per)
    {
        var dates = reserved.Changes.Select(terms.Calendar.DateOf).Where(date => date < terms.End).Concat(Months(terms)).Distinct().Order();
        return Cumulative.Daily(dates.Select(date => (date, reserved.At(terms.Calendar.StartOf(date)).Count * Day(date, per))).Append((terms.End, Rational.Zero)));
    }

    static Rational Day(LocalDate date, GpuUnit per) => per == GpuUnit.Hour ? 24 : Rational.Of(1, CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month));

    /// <summary>The first days of the months of a term.</summary>
    static IEnumerable<LocalDate> Months(Terms terms)
    {
        for (var month = terms.From.ToYearMonth(); month.OnDayOfMonth(1) < terms.End; month = month.PlusMonths(1)) yield return month.OnDayOfMonth(1);
    }

    /// <summary>The days on which the fees fall, with what a GPU costs from then on.</summary>
    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) => Steps(setting.Observations.Prices, setting.Observations.Events).Select(step =>
        new Milestone(step.From, $"{Name}: the fees come to no more than {Milestone.Plain(step.Price.Round(6))} a GPU and {Unit}, which another agreed to")
        { Amount = Monthly.AMonth(schedule.Fixed, step.From, setting.Terms), AmountOf = AmountOf.Monthly });
}

/// <summary>
/// The contracts whose prices are comparable. A contract is when all GPUs that it reserves are of these pools, and its term and its GPUs at their most lie within the bounds.
/// </summary>
/// <param name="LeastMonths">The shortest stated term, in months of 1 or more; null for any.</param>
/// <param name="MostMonths">The longest; null for any.</param>
/// <param name="LeastGpus">The fewest GPUs; null for any.</param>
/// <param name="MostGpus">The most GPUs; null for any.</param>
public sealed record Comparability(PoolScope Pools, int? LeastMonths, int? MostMonths, Gpus? LeastGpus, Gpus? MostGpus)
{
    /// <summary>The longest term that may be named, in months.</summary>
    public const int LongestMonths = 12 * Terms.MostYears;

    /// <summary>Whether terms lie within the bounds, pools apart.</summary>
    public bool Fits(Terms terms)
    {
        var most = terms.Resolve(Observations.None).ReservedInAll is var reserved ? reserved.Changes.Select(reserved.At).Append(Gpus.Zero).Max() : Gpus.Zero;
        return !(LeastMonths is { } least && terms.End < terms.From.PlusMonths(least)) && !(MostMonths is { } longest && terms.End > terms.From.PlusMonths(longest))
            && !(most < LeastGpus) && !(most > MostGpus);
    }

    internal IEnumerable<Refusal> Check()
    {
        foreach (var refusal in Pools.Check()) yield return refusal;
        if (LeastMonths is < 1 || MostMonths > LongestMonths || LeastMonths > MostMonths)
            yield return new Refusal(RefusalCode.OutOfRange, "months", $"{LeastMonths} to {MostMonths} months is upside down or outside 1 to {LongestMonths}.");
        if (LeastGpus is { Count: < 1 } || LeastGpus > MostGpus)
            yield return new Refusal(RefusalCode.OutOfRange, "gpus", $"{LeastGpus?.Count} to {MostGpus?.Count} GPUs is upside down or less than 1.");
    }

    /// <summary>In words: "pool 'fleet', 12 to 36 months, 100 to 1,000 GPUs".</summary>
    public override string ToString() =>
        string.Join(", ", new[] { Pools.ToString(), Span(LeastMonths, MostMonths, "months"), Span((int?)LeastGpus?.Count, (int?)MostGpus?.Count, "GPUs") }.OfType<string>());

    static string? Span(int? least, int? most, string unit) => (least, most) switch
    {
        (null, null) => null,
        ({ } low, { } high) => $"{Say.Number(low)} to {Say.Number(high)} {unit}",
        ({ } low, null) => $"{Say.Number(low)} {unit} or more",
        (null, { } high) => $"{Say.Number(high)} {unit} at most",
    };
}

/// <summary>The unit in which prices of a GPU are compared.</summary>
public enum GpuUnit
{
    /// <summary>A GPU and calendar month; a part of a month counts by its days.</summary>
    Month,
    /// <summary>A GPU and hour; every day has 24.</summary>
    Hour,
}

/// <summary>From when a lower price holds for whoever has the clause.</summary>
public enum LowersFrom
{
    /// <summary>From the day on which the other agrees it.</summary>
    Signing,
    /// <summary>From the first day for which the other agrees it, or the day of that agreement when that is later.</summary>
    Start,
    /// <summary>From the day on which the buyer claims it.</summary>
    Notice,
}

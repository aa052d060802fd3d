using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// A metered quantity at a price, with a commitment per period that is paid whether used or not (take-or-pay) and a price for what goes
/// beyond it. Use is charged in its month; what is missing to the commitment is one true-up on the last day of the period.
/// A month that nothing was read for counts as unused, and what is read later is billed as its adjustment.
/// Of a period in which the term begins or ends, so much is committed as its months and days come to: twelve months owe twelve months' minimum, on whichever day they begin.
/// </summary>
/// <param name="Name">The charge on the invoice.</param>
/// <param name="Meter">The meter read.</param>
/// <param name="Price">Per unit within the commitment (or of everything, without one), 0 or more.</param>
/// <param name="Commit">Units paid for in each period at least; 0 without a commitment.</param>
/// <param name="EveryMonths">The length of a period in calendar months from the first month of the term, 1 to 60.</param>
/// <param name="Overage">Per unit beyond the commitment of the period.</param>
public sealed record Usage(string Name, string Meter, decimal Price, decimal Commit, int EveryMonths, decimal Overage) : Leg(Name)
{
    /// <summary>The most bands beyond the first.</summary>
    public const int MostBands = 20;

    /// <summary>Further prices for use far beyond the commitment of a period (of any use, without one), ascending.</summary>
    public ImmutableArray<UsageBand> Bands { get; init; } = [];

    /// <summary>What becomes of paid units that were not used, and of use beyond the commitment; null when each period stands alone.</summary>
    public CarryOver? Carry { get; init; }

    public override Tier Tier => Tier.Charges;

    public override string Says(Terms terms) => $"'{Name}': {Say.Number(Price)} {terms.Currency.Code} for each unit of '{Meter}'"
        + (Commit == 0 ? ""
            : $", at least {Say.Number(Commit)} units in each {Say.Months(EveryMonths)}"
            + (terms.From.Day == 1 && terms.End.Day == 1 ? "" : " (a part of a month by its days)")
            + $" whether used or not, and {Say.Number(Overage)} {terms.Currency.Code} for each beyond")
        + string.Concat(Bands.Select(band => $", {Say.Number(band.Price)} for each more than {Say.Number(band.Beyond)} beyond")) + Carry?.Says;

    public override IEnumerable<string> Meters => [Meter];

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (EveryMonths is < 1 or > 60)
            yield return new Refusal(RefusalCode.OutOfRange, "commit.every", $"A period of {EveryMonths} months is outside 1 to 60.");
        if (terms.Legs.Where(leg => leg is Usage or BulkCredits).Count(leg => leg.Meters.Contains(Meter)) > 1)
            yield return new Refusal(RefusalCode.InvalidTerms, "meter", $"Two legs charge the meter '{Meter}'.");
        for (var i = 0; i < Bands.Length; i++)
            if (Bands[i].Beyond <= (i == 0 ? 0 : Bands[i - 1].Beyond))
                yield return new Refusal(RefusalCode.InvalidTerms, $"overage-tiers[{i}].beyond",
                    $"{Say.Number(Bands[i].Beyond)} is not above {Say.Number(i == 0 ? 0 : Bands[i - 1].Beyond)}; bands ascend.");
        if (Carry is null) yield break;
        foreach (var refusal in Carry.Check(this, terms).Concat(PaidAhead.Check(Name, terms))) yield return refusal;
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        // Notice ends the last period early; its commitment is then due for the months that were served.
        var served = ServedBy(setting);
        var entries = Steps(served, setting.Observations).Select(step => step.Entry).ToList();
        return Carry is not null ? PaidAhead.Onto(below, Name, entries, served.End.PlusDays(-1), setting)
            : below + new Charge(Name, Cumulative.OnDates(entries.Select(entry => (entry.Date, entry.Earned))), IsVariable: true);
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting)
    {
        if (Carry is not null && charge == PaidAhead.NameOf(Name))
            return [$"what was paid to the commitment and may be used later; it is taken off when it is used or lapses, and stands under '{Name}' then"];
        if (!IsOwn(charge) || (Commit == 0 && Bands.IsEmpty)) return base.Workings(charge, month, setting);
        var served = ServedBy(setting);
        var made = Steps(served, setting.Observations).Where(step => step.Entry.Date.ToYearMonth() == month).Select(step => step.Says)
            .OfType<string>();
        if (Commit == 0) return base.Workings(charge, month, setting).Concat(made);
        var first = setting.Terms.From.ToYearMonth();
        var from = month.PlusMonths(-(((month.Year - first.Year) * 12 + month.Month - first.Month) % EveryMonths));
        var used = Enumerable.Range(0, EveryMonths).Select(from.PlusMonths).Where(each => each <= month).Sum(each => setting.Observations.Read(Meter, each) ?? 0);
        return base.Workings(charge, month, setting)
            .Append(
                $"{Say.Number(used)} units used{(from < month ? $" since {Say.Month(from)}" : "")}, of {Say.Number(Owed(from, served).ToDecimal())} committed through {Say.Month(LastOf(from, served).ToYearMonth())}").Concat(made);
    }

    /// <summary>The last day of every commitment period, on which what was not used is charged.</summary>
    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting)
    {
        if (Commit == 0) yield break;
        var served = new ServedMonths(setting.Terms.From, setting.Terms.End);
        for (var from = served.From.ToYearMonth(); from.OnDayOfMonth(1) < served.End; from = from.PlusMonths(EveryMonths))
            yield return new Milestone(LastOf(from, served),
                $"commitment of {Milestone.Plain(Owed(from, served).ToDecimal())} {Meter} ends; what was not used is charged at {Milestone.Plain(Price)}{(Carry is null ? "" : " and carried over as far as the clause lets it")}")
            {
                Amount = schedule.DueUnder(Name).Amount(from.OnDayOfMonth(1), LastOf(from, served).PlusDays(1), setting.Terms.Currency.Digits),
                AmountOf = AmountOf.Once
            };
    }

    /// <remarks>
    /// What is paid of a commitment is earned as fast as the units that are expected to be used of it are used, in its period or carried over; what cannot be used any more is
    /// earned then anyway. Units are counted at what they cost on the last day of their period, when those not used are charged.
    /// </remarks>
    public override Cumulative Breakage(decimal share, Setting setting)
    {
        if (Commit == 0 || Price == 0) return Cumulative.Zero;
        var (pace, served) = (Rational.One / (1 - (Rational)share), ServedBy(setting));
        var (entries, paid) = (new List<(LocalDate, Rational)>(), new List<PaidUnits>());
        foreach (var step in Steps(served, setting.Observations))
        {
            if (step.IsFirst && step.Entry.Date.ToYearMonth() is var first) paid.Add(PaidUnits.Of(this, Owed(first, served), LastOf(first, served), setting));
            for (var i = 0; i < paid.Count; i++)
            {
                var before = paid[i].Ahead(pace);
                paid[i] = paid[i].After(step, isCurrent: i == paid.Count - 1);
                entries.Add((step.Entry.Date, paid[i].Ahead(pace) - before));
            }
        }
        return Cumulative.OnDates(entries);
    }

    static ServedMonths ServedBy(Setting setting) =>
        new(setting.Terms.From, setting.Notice is { } notice ? LocalDate.Min(setting.Terms.End, notice.LastDay.PlusDays(1)) : setting.Terms.End);

    /// <summary>The last day served of a period that begins with a month.</summary>
    LocalDate LastOf(YearMonth first, ServedMonths served) => LocalDate.Min(first.PlusMonths(EveryMonths).OnDayOfMonth(1), served.End).PlusDays(-1);

    /// <summary>What must be paid of a period whether used or not: the commitment by the months of it that are served.</summary>
    Rational Owed(YearMonth first, ServedMonths served) => served.Of(first, EveryMonths) is var months && months == EveryMonths ? Commit : Commit * months / EveryMonths;

    // What lies before the term is no part of its first period. What the end cuts off a period still may be used at its price before: nobody has to know of a notice in advance.
    Rational UnitsOf(YearMonth first, ServedMonths served) => first > served.From.ToYearMonth() ? Commit : Commit * (1 - served.Before / EveryMonths);

    /// <summary>Each month's use on its last day served, and after the last of a period its close.</summary>
    IEnumerable<UsageStep> Steps(ServedMonths served, Observations observed)
    {
        var from = served.From.ToYearMonth();
        var period = UsagePeriod.Of(this, UnitsOf(from, served), Lots.None, Lots.None);
        for (var month = from; month.OnDayOfMonth(1) < served.End; month = month.PlusMonths(1))
        {
            var last = LastOf(from, served);
            var (used, use) = period.Use(observed.Read(Meter, month) ?? 0, LocalDate.Min(month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1), last));
            yield return new(period, used, use, IsFirst: month == from, IsClose: false);
            period = used;
            if (last.ToYearMonth() > month) continue;
            var (next, owed) = (from.PlusMonths(EveryMonths), Owed(from, served));
            var (closed, close) = period.Close(owed, last, last.PlusDays(1) >= served.End);
            yield return new(period, closed, close, IsFirst: false, IsClose: true);
            (period, from) = (closed, next);
        }
    }

    /// <summary>What so many units beyond the commitment cost, after others beyond it before them in the period.</summary>
    internal Rational Beyond(Rational before, Rational units) => UpTo(before + units) - UpTo(before);

    /// <summary>The same units by the price of each.</summary>
    internal IEnumerable<(Rational Units, decimal Price)> BeyondByPrice(Rational before, Rational units)
    {
        var (end, edges) = (before + units, Bands.Select(band => ((Rational)band.Beyond, band.Price)).Prepend((Rational.Zero, Commit == 0 ? Price : Overage)).ToList());
        for (var i = 0; i < edges.Count; i++)
        {
            var from = edges[i].Item1 > before ? edges[i].Item1 : before;
            var to = i + 1 < edges.Count && edges[i + 1].Item1 < end ? edges[i + 1].Item1 : end;
            if (to > from) yield return (to - from, edges[i].Item2);
        }
    }

    Rational UpTo(Rational units)
    {
        var (cost, from, price) = (Rational.Zero, Rational.Zero, Commit == 0 ? Price : Overage);
        foreach (var band in Bands.Where(band => units > band.Beyond))
            (cost, from, price) = (cost + price * (band.Beyond - from), band.Beyond, band.Price);
        return cost + price * (units - from);
    }
}

/// <summary>Use of more than so many units beyond the commitment of a period costs so much a unit.</summary>
public readonly record struct UsageBand(decimal Beyond, decimal Price);

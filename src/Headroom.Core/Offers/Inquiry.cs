using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>What somebody asks for, before there are terms: so much, where, from when, how firm, at what price.</summary>
/// <param name="Amount">How much: GPUs, or facility power.</param>
/// <param name="From">The first day, in the zone of the pool's site.</param>
/// <param name="Through">The last day.</param>
/// <param name="Firmness">Whether we may take it back, and how.</param>
public sealed record Inquiry(Quantum Amount, LocalDate From, LocalDate Through, Firmness Firmness)
{
    /// <summary>The longest window, in days: ten years.</summary>
    public const int MostDays = 3660;

    /// <summary>The most steps of a ramp.</summary>
    public const int MostSteps = 60;

    /// <summary>The id that the terms of an inquiry bear.</summary>
    public static Slug Contract { get; } = Slug.Of("inquiry");

    /// <summary>The pool asked for; null for any.</summary>
    public Slug? Pool { get; init; }

    /// <summary>The class of pools asked for; null for any.</summary>
    public Slug? Class { get; init; }

    /// <summary>
    /// How much from each date on, in the unit of the amount, dates ascending from <see cref="From"/> and the last as much as the amount; empty for all from the first day.
    /// </summary>
    public ImmutableArray<(LocalDate From, decimal Much)> Ramp { get; init; } = [];

    /// <summary>Days of notice: of the buyer when firm, of either side when recallable; null for none.</summary>
    public int? NoticeDays { get; init; }

    /// <summary>The first day on which notice may be served; the first day of the window unless stated.</summary>
    public LocalDate? NoticeFrom { get; init; }

    /// <summary>What is paid; null when nothing is said of it.</summary>
    public AskedFee? Fee { get; init; }

    /// <summary>Who asks; a party that the book need not know.</summary>
    public Slug Buyer { get; init; } = Slug.Of("inquirer");

    /// <summary>Why nothing can be answered, or null.</summary>
    public Refusal? Refuse(Book book, LocalDate today)
    {
        if (Pool is { } pool && !book.Fleet.Pools.ContainsKey(pool)) return Unknown("pool", $"There is no pool '{pool}'", book.Fleet.Pools.Keys);
        var classes = book.Fleet.Pools.Values.Select(each => each.Class).OfType<Slug>().Distinct().ToList();
        if (Class is { } name && !classes.Contains(name)) return Unknown("class", $"There is no class '{name}' of pools", classes);
        if (!Pools(book).Any()) return Unknown("pool", Pool is null ? "There is no pool" : $"The pool '{Pool}' is not of class '{Class}'", book.Fleet.Pools.Keys);
        if (From < today) return new(RefusalCode.DatesUpsideDown, "from", $"{From:R} is past: today is {today:R}.");
        if (Through < From) return new(RefusalCode.DatesUpsideDown, "through", $"The window ends {Through:R} before it starts {From:R}.");
        if (Period.DaysBetween(From, Through) >= MostDays) return new(RefusalCode.OutOfRange, "through", $"{Through:R} is more than ten years after {From:R}.");
        if (Amount.Much <= 0) return new(RefusalCode.OutOfRange, Amount.Field, $"{Amount.Much} is nothing; ask for more than zero.");
        if (Fee is { Amount: <= 0 }) return new(RefusalCode.OutOfRange, "price", $"A price of {Fee.Amount} is nothing; leave it out when none was named.");
        if (Firmness == Firmness.Recallable && NoticeDays is null) return new(RefusalCode.Malformed, "notice-days", "What is recallable needs the days of notice.");
        if (NoticeDays is < 0 or > Exit.MostDays) return new(RefusalCode.OutOfRange, "notice-days", $"Notice of {NoticeDays} days is outside 0 to {Exit.MostDays}.");
        if (NoticeFrom is { } first && (first < From || first > Through))
            return new(RefusalCode.DatesUpsideDown, "notice-from", $"{first:R} lies outside the window {From:R} to {Through:R}.");
        return RefuseRamp() ?? Pools(book)
            .Select(each => GpusIn(each) > Gpus.Zero ? null
                : new Refusal(RefusalCode.OutOfRange, Amount.Field, $"{Amount} feed not one block of {each.Block} in pool '{each.Id}'."))
            .FirstOrDefault(fault => fault is not null);
    }

    Refusal? RefuseRamp()
    {
        if (Ramp.Length > MostSteps) return new(RefusalCode.TooLarge, "ramp", $"There are {Ramp.Length} steps; at most {MostSteps} are accepted.");
        for (var i = 0; i < Ramp.Length; i++)
        {
            if (Ramp[i].From < From || Ramp[i].From > Through || (i > 0 && Ramp[i].From <= Ramp[i - 1].From))
                return new(RefusalCode.DatesUpsideDown, $"ramp[{i}].from", $"{Ramp[i].From:R} is no step of a ramp inside {From:R} to {Through:R}; dates ascend.");
            if (Ramp[i].Much <= 0 || Ramp[i].Much > Amount.Much) return new(RefusalCode.OutOfRange, $"ramp[{i}]", $"{Ramp[i].Much} is outside 0 to {Amount}.");
        }
        return Ramp.Length == 0 || Ramp[^1].Much == Amount.Much ? null
            : new(RefusalCode.OutOfRange, "ramp", $"The last step of the ramp is {Ramp[^1].Much}; it is to reach what is asked for, {Amount}.");
    }

    static Refusal Unknown(string field, string says, IEnumerable<Slug> known) =>
        new(RefusalCode.NotFound, field, known.Take(8).ToList() is { Count: > 0 } few ? $"{says}; there are {string.Join(", ", few)}." : $"{says}.");

    /// <summary>The pools that were asked for.</summary>
    public IEnumerable<Pool> Pools(Book book) => book.Fleet.Pools.Values.Where(pool => (Pool is null || pool.Id == Pool) && (Class is null || pool.Class == Class));

    /// <summary>The GPUs asked for in a pool: rounded up to whole blocks, or what the power feeds in whole blocks.</summary>
    public Gpus GpusIn(Pool pool) => In(pool, Amount.Much);

    Gpus In(Pool pool, decimal much) => Amount.IsPower ? pool.Draw.FedBy(new Kilowatts(much)).FloorTo(pool.Block)
        : new Gpus((long)decimal.Ceiling(much) + pool.Block.Count - 1).FloorTo(pool.Block);

    /// <summary>The terms that would say this of a pool. Without a fee they have none.</summary>
    public Terms TermsIn(Book book, Pool pool)
    {
        var calendar = book.Fleet.CalendarOf(pool);
        ImmutableArray<ReserveStep> steps = Ramp.Length == 0 ? [new(From, GpusIn(pool))] : [.. Ramp.Select(step => new ReserveStep(step.From, In(pool, step.Much)))];
        var currency = Fee?.Currency ?? Currency.Usd;
        ImmutableArray<Leg> legs = [new Reserve(pool.Id, null, steps), .. FeeLegs(steps, currency), .. RightsIn(pool)];
        return new(Contract, book.Owner, Buyer, calendar, currency, From, Through, legs);
    }

    IEnumerable<Leg> FeeLegs(ImmutableArray<ReserveStep> steps, Currency currency)
    {
        if (Fee is not { } fee) yield break;
        yield return new Monthly("fee", [.. steps.Select(step => new FeeStep(step.From, fee.MonthlyFor(step.Gpus, steps[^1].Gpus).Round(currency.Digits)))], Proration.ActualDays);
    }

    IEnumerable<Leg> RightsIn(Pool pool)
    {
        if (Firmness == Firmness.Interruptible) yield return new Reclaim("interruption", pool.Id, GpusIn(pool), 0, "interruptible", 0, []);
        if (NoticeDays is { } days)
            yield return new Exit(Firmness == Firmness.Recallable ? Side.Either : Side.Buyer, NoticeFrom ?? From, null, new(days, Months: false), EarlyNotice.Refused,
                LastDayRule.DayServed);
    }

    /// <summary>The contract that it would be.</summary>
    public Contract ContractIn(Book book, Pool pool) => new(Contract, [new TermsVersion(From, TermsIn(book, pool), null)]);

    /// <summary>
    /// The inquiry that comes nearest to terms: the pool of which they reserve most, how firm they leave it, and what a GPU-hour brings in the mean. Null when they reserve
    /// nothing. A reservation that falls is asked for at its most.
    /// </summary>
    public static Inquiry? Like(Terms terms)
    {
        if (terms.Legs.OfType<Reserve>().OrderByDescending(leg => leg.Steps.Max(step => step.Gpus)).FirstOrDefault() is not { } reserve) return null;
        var (most, hours) = (reserve.Steps.Max(step => step.Gpus), Worth.GpuHours(new(terms.Contract, [new TermsVersion(terms.From, terms, null)])));
        var (ours, theirs) = (terms.Exits.FirstOrDefault(exit => exit.IsFor(Side.Seller)), terms.Exits.FirstOrDefault(exit => exit.IsFor(Side.Buyer)));
        var taken = terms.Legs.OfType<Reclaim>().Any(leg => leg.Pool == reserve.Pool && leg.Most >= most && leg.NoticeDays == 0);
        var exit = taken ? null : ours ?? theirs;
        return new(new(most.Count, false), reserve.Steps[0].From, terms.Through, taken ? Firmness.Interruptible : ours is not null ? Firmness.Recallable : Firmness.Firm)
        {
            Pool = reserve.Pool,
            Ramp = reserve.Steps[^1].Gpus == most && reserve.Steps.Length <= MostSteps
            ? [.. reserve.Steps.Skip(reserve.Steps.Length == 1 ? 1 : 0).Select(step => (step.From, (decimal)step.Gpus.Count))] : [],
            NoticeDays = exit is null ? null : Period.DaysBetween(exit.NoticeFrom, exit.Length.After(exit.NoticeFrom)),
            NoticeFrom = exit is { NoticeFrom: var first } && first >= reserve.Steps[0].From && first <= terms.Through ? first : null,
            Fee = hours.IsZero ? null : new(((Rational)terms.Resolve(Observations.None).Due.Total / hours).Round(4), terms.Currency, PriceBasis.GpuHour),
            Buyer = terms.Buyer,
        };
    }

    /// <summary>The same inquiry so many days later.</summary>
    public Inquiry Later(int days) => this with
    {
        From = From.PlusDays(days),
        Through = Through.PlusDays(days),
        Ramp = [.. Ramp.Select(step => (step.From.PlusDays(days), step.Much))],
        NoticeFrom = NoticeFrom?.PlusDays(days),
    };

    /// <summary>The same inquiry in GPUs, for so many at most; a ramp stops there.</summary>
    public Inquiry UpTo(Pool pool, Gpus most)
    {
        ImmutableArray<(LocalDate From, decimal Much)> steps = [.. Ramp.Select(step => (step.From, (decimal)Math.Min(In(pool, step.Much).Count, most.Count)))];
        return this with { Amount = new(most.Count, false), Ramp = [.. steps.Where((step, i) => i == 0 || step.Much != steps[i - 1].Much)] };
    }
}

/// <summary>How much is asked for: a number of GPUs, or kilowatts at the facility meter.</summary>
public readonly record struct Quantum(decimal Much, bool IsPower)
{
    /// <summary>The input that states it.</summary>
    public string Field => IsPower ? "megawatts" : "gpus";

    public override string ToString() => FormattableString.Invariant($"{Much:#,##0.###} {(IsPower ? "kW" : "GPUs")}");
}

/// <summary>What is paid for it.</summary>
/// <param name="Amount">For a GPU and hour, or for all of it a month.</param>
public sealed record AskedFee(decimal Amount, Currency Currency, PriceBasis Basis)
{
    /// <summary>The fee of a month for so many of all GPUs; a month has 730.5 hours.</summary>
    internal Rational MonthlyFor(Gpus gpus, Gpus all) => Basis == PriceBasis.GpuHour ? (Rational)Amount * gpus.Count * HoursOfAMonth : (Rational)Amount * gpus.Count / all.Count;

    /// <summary>Hours of a month in the mean.</summary>
    public const decimal HoursOfAMonth = 730.5m;
}

/// <summary>How firm what is sold is.</summary>
public enum Firmness
{
    /// <summary>We cannot take it back before its end.</summary>
    Firm,
    /// <summary>Either side may end it by notice.</summary>
    Recallable,
    /// <summary>We may take it back without notice.</summary>
    Interruptible,
}

using System.Globalization;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Demand;

/// <summary>
/// Something that the owner of a product knows of its future use and no history can tell: it shapes the workload's forecast from its first day on. What was filed last under
/// an id holds. What multiplies (a retirement, a growth, a change of hardware) multiplies all of the workload that started by its first day, later launches not.
/// </summary>
/// <param name="From">The first day, by the zone of the pool's site.</param>
/// <param name="Certainty">The share of paths on which it comes, above 0 and at most 1.</param>
/// <param name="Note">What it is, at most 200 characters.</param>
public abstract record DemandEvent(Slug Id, Slug Workload, LocalDate From, decimal Certainty, string Note)
{
    /// <summary>The longest time that an event takes to come about, in days.</summary>
    public const int MostDays = 1096;

    /// <summary>The most events of a workload.</summary>
    public const int MostEvents = 100;

    /// <summary>What it is called in files and reports.</summary>
    public abstract string Word { get; }

    /// <summary>What it says, in a few words without its dates.</summary>
    public abstract string Says { get; }

    /// <summary>For how many days after the first it is still under way.</summary>
    public abstract int Days { get; }

    /// <summary>Why it cannot be, or null.</summary>
    public virtual Refusal? Check() => Certainty is > 0 and <= 1 ? Within(Days, 0, MostDays, "days", "days")
        : new(RefusalCode.OutOfRange, "certainty", $"A certainty of {Certainty} is outside 0 to 1; what is certain not to come is not filed.");

    /// <summary>The last day on which it still changes anything.</summary>
    public LocalDate Done => From.PlusDays(Days);

    /// <summary>The event if own products needed so many times as much.</summary>
    public virtual DemandEvent Scaled(decimal factor) => this;

    /// <summary>The share of it that has come about on a day, counted from the first, 0: evenly to all of it on the last.</summary>
    internal double Progress(int day) => day < 0 ? 0 : Math.Min(1, (day + 1.0) / (Days + 1));

    /// <summary>What the estimate of it comes to at a chance between 0 and 1; zero where nothing of it is estimated.</summary>
    internal virtual double Drawn(double chance) => 0;

    /// <summary>What everything of the workload is multiplied with on a day, where what was drawn for the path is known.</summary>
    internal virtual double Factor(int day, double drawn) => 1;

    private protected static Refusal? Within(decimal value, decimal low, decimal high, string field, string unit) => value >= low && value <= high ? null
        : new(RefusalCode.OutOfRange, field, string.Create(CultureInfo.InvariantCulture, $"{value} {unit} is outside {low} to {high}."));

    private protected static Refusal? Within(Estimate estimate, decimal low, decimal high, string field, string unit) =>
        !estimate.Ascends ? new(RefusalCode.OutOfRange, field,
            string.Create(CultureInfo.InvariantCulture, $"Low {estimate.Low}, likely {estimate.Likely} and high {estimate.High} do not ascend."))
        : Within(estimate.Low, low, high, field, unit) ?? Within(estimate.High, low, high, field, unit);

    private protected static string Text(Estimate estimate, string format) => estimate.Low == estimate.High ? estimate.Likely.ToString(format, CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture,
            $"{estimate.Likely.ToString(format, CultureInfo.InvariantCulture)} ({estimate.Low.ToString(format, CultureInfo.InvariantCulture)} to {estimate.High.ToString(format, CultureInfo.InvariantCulture)})");

    private protected static string Over(int days) => days == 0 ? "at once" : string.Create(CultureInfo.InvariantCulture, $"over {days} days");
}

/// <summary>A product starts, or a part of one: so many GPUs more, all of them after a ramp. What history shows of the ramp already is not counted again.</summary>
/// <param name="Gpus">GPUs in use once it is there.</param>
/// <param name="RampDays">Days of the ramp, 0 for at once.</param>
public sealed record Launch(Slug Id, Slug Workload, LocalDate From, Estimate Gpus, int RampDays, decimal Certainty, string Note) : DemandEvent(Id, Workload, From, Certainty, Note)
{
    public override string Word => "launch";
    public override string Says => $"{Text(Gpus, "#,0")} GPUs {Over(RampDays)}";
    public override int Days => RampDays;
    public override Refusal? Check() => base.Check() ?? Within(Gpus, 0, Units.Gpus.Most, "gpus", "GPUs");
    public override DemandEvent Scaled(decimal factor) => this with { Gpus = Gpus.Times(factor) };
    internal override double Drawn(double chance) => Math.Max(0, Gpus.At(chance));
}

/// <summary>A product ends: nothing is left of it after a run-down. A launch on the same day never starts; a later one starts anew.</summary>
/// <param name="OverDays">Days of the run-down, 0 for at once.</param>
public sealed record Retirement(Slug Id, Slug Workload, LocalDate From, int OverDays, decimal Certainty, string Note) : DemandEvent(Id, Workload, From, Certainty, Note)
{
    public override string Word => "retirement";
    public override string Says => $"ends {Over(OverDays)}";
    public override int Days => OverDays;
    internal override double Factor(int day, double drawn) => 1 - Progress(day);
}

/// <summary>
/// A scenario of growth under a name: so much a month, compounding, from the first day through the last. The scenarios of one workload exclude one another, so their
/// certainties add up to at most 1; on the paths that are left there is no growth.
/// </summary>
/// <param name="Monthly">Growth a month of 30.4375 days, -0.5 to 1.</param>
/// <param name="Through">The last day on which it grows.</param>
public sealed record Growth(Slug Id, Slug Workload, LocalDate From, Estimate Monthly, LocalDate Through, decimal Certainty, string Note)
    : DemandEvent(Id, Workload, From, Certainty, Note)
{
    const double DaysAMonth = 30.4375;

    public override string Word => "growth";
    public override string Says => $"{Text(Monthly, "0.#%")} a month through {Through:uuuu-MM-dd}";
    public override int Days => Period.DaysBetween(From, Through);
    public override Refusal? Check() => Through < From ? new(RefusalCode.DatesUpsideDown, "through", $"It ends {Through:uuuu-MM-dd}, before it starts on {From:uuuu-MM-dd}.")
        : base.Check() ?? Within(Monthly, -0.5m, 1, "monthly", "a month");
    internal override double Drawn(double chance) => Math.Max(-1, Monthly.At(chance));
    internal override double Factor(int day, double drawn) => day < 0 ? 1 : Math.Pow(1 + drawn, (Math.Min(day, Days) + 1) / DaysAMonth);
}

/// <summary>The product moves to other hardware or software: it then needs so many times the GPUs that it would have needed.</summary>
/// <param name="Needs">GPUs needed afterwards for each that would have been, 0.01 to 100.</param>
/// <param name="OverDays">Days of the move, 0 for at once.</param>
public sealed record Hardware(Slug Id, Slug Workload, LocalDate From, Estimate Needs, int OverDays, decimal Certainty, string Note)
    : DemandEvent(Id, Workload, From, Certainty, Note)
{
    public override string Word => "hardware";
    public override string Says => $"needs {Text(Needs, "0.##")} of the GPUs {Over(OverDays)}";
    public override int Days => OverDays;
    public override Refusal? Check() => base.Check() ?? Within(Needs, 0.01m, 100, "factor", "of the GPUs");
    internal override double Drawn(double chance) => Math.Max(0, Needs.At(chance));
    internal override double Factor(int day, double drawn) => 1 + (drawn - 1) * Progress(day);
}

using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// The right of a side to prolong the term by so many months, said inside a window before its end, so often. The amendment is agreed already:
/// the event <c>extension-exercised</c> puts it in force. While a buyer may still use it, the capacity of the longer term is not sold to others.
/// </summary>
/// <param name="Name">Names the clause.</param>
/// <param name="By">Who may extend.</param>
/// <param name="Months">How much longer, 1 to 240 months.</param>
/// <param name="Opens">The window opens so long before the last day of the term.</param>
/// <param name="Closes">It closes so long before it; that day still counts.</param>
/// <param name="Times">How often it may still be used, 1 to 10.</param>
/// <param name="Fee">What the monthly fees become in the time added; null when they stay.</param>
public sealed record Extension(string Name, Side By, int Months, NoticeLength Opens, NoticeLength Closes, int Times, ExtensionFee? Fee) : Leg(Name)
{
    public override Tier Tier => Tier.Capacity;

    public override string Says(Terms terms) =>
        $"'{Name}': {Say.Who(By)} may extend the term by {Say.Months(Months)}{(Times == 1 ? "" : $", {Times} times")}, said from {Say.Date(OpensOn(terms))} through {Say.Date(ClosesOn(terms))}"
        + (Fee switch
        {
            null => "; the fees stay", { Rate: { } rate } => $"; the monthly fees change by {Say.Percent(rate)}",
            var fee => $"; '{fee.Charge}' becomes {Say.Money(fee.Amount ?? 0, terms)} a month"
        });

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (Months is < 1 or > 240)
            yield return new Refusal(RefusalCode.OutOfRange, "for", $"{Months} months is outside 1 to 240.");
        if (Times is < 1 or > 10)
            yield return new Refusal(RefusalCode.OutOfRange, "times", $"{Times} times is outside 1 to 10.");
        if (OpensOn(terms) > ClosesOn(terms) || OpensOn(terms) < terms.From)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "notice",
                $"The window from {Say.Date(OpensOn(terms))} through {Say.Date(ClosesOn(terms))} is upside down or opens before the term.");
        if (terms.Through.PlusMonths(Months * Times) is var last && (last > Terms.Latest || last >= terms.From.PlusYears(Terms.MostYears)))
            yield return new Refusal(RefusalCode.OutOfRange, "times",
                $"Extended as often as it may be, the term would end {Say.Date(last)}: after {Terms.MostYears} years or after {Say.Date(Terms.Latest)}.");
        if (Fee is { Rate: null } fee && !terms.Legs.OfType<Monthly>().Any(leg => leg.Name == fee.Charge))
            yield return new Refusal(RefusalCode.NotFound, "fee.charge", $"There is no monthly fee '{fee.Charge}'.");
        if (Fee?.Rate is { } rate and (< -0.5m or > 1))
            yield return new Refusal(RefusalCode.OutOfRange, "fee.rate", $"A rate of {Say.Percent(rate)} is outside -50 to 100 percent.");
    }

    /// <summary>Nothing follows from it until it is used.</summary>
    public override Schedule Resolve(Schedule below, Setting setting) => below;

    /// <summary>The first and the last day on which it may be used, with the fees that it would add; nothing once it was used in this window.</summary>
    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting)
    {
        var terms = setting.Terms;
        if (IsUsed(setting)) return [];
        var fees = Adds(setting);
        return [Of(OpensOn(terms), "the first"), Of(ClosesOn(terms), "the last")];
        Milestone Of(LocalDate date, string which) =>
            new(date, $"{Name}: {which} day on which {Say.Who(By)} may extend the term by {Say.Months(Months)}") { IsChoice = true, Amount = fees, AmountOf = AmountOf.Term };
    }

    public override IEnumerable<Right> Rights(Schedule schedule, Setting setting, LocalDate on) => IsUsed(setting) ? []
        : [new(Name, RightKind.Extension, By, OpensOn(setting.Terms), ClosesOn(setting.Terms),
            $"the term goes on through {Say.Date(Extended(setting.Terms).Through)} instead of {Say.Date(setting.Terms.Through)}")
        { Gpus = schedule.ReservedInAll.At(setting.Terms.Calendar.StartOf(setting.Terms.Through)), Amount = Adds(setting), AmountOf = AmountOf.Term }];

    bool IsUsed(Setting setting) =>
        setting.Observations.Of<ExtensionExercised>().Any(used => used.Clause == Name && used.On >= OpensOn(setting.Terms) && used.On <= ClosesOn(setting.Terms));

    /// <summary>The fixed fees of the time that it would add.</summary>
    decimal Adds(Setting setting)
    {
        var longer = Extended(setting.Terms);
        return longer.Resolve(Observations.None with { Indices = setting.Observations.Indices }).Fixed.Over(setting.Terms.End, longer.End).Round(longer.Currency.Digits);
    }

    /// <summary>Whether a side holds it.</summary>
    public bool IsFor(Side side) => By == Side.Either || By == side;

    /// <summary>The first day on which it may be used.</summary>
    public LocalDate OpensOn(Terms terms) => Opens.Before(terms.Through);

    /// <summary>The last day on which it may be used.</summary>
    public LocalDate ClosesOn(Terms terms) => Closes.Before(terms.Through);

    /// <summary>The terms of the longer term: everything goes on, the right is used up by one, and fees change from the day after the old end.</summary>
    public Terms Extended(Terms terms) => terms with
    {
        Through = terms.End.PlusMonths(Months).PlusDays(-1),
        Legs = [.. terms.Legs.Where(leg => leg.Name != Name || leg is not Extension || Times > 1).Select(leg => leg switch
        {
            Extension mine when mine.Name == Name => mine with { Times = Times - 1 },
            Monthly fee => Changed(fee, terms.End),
            _ => leg,
        })],
    };

    Monthly Changed(Monthly fee, LocalDate from) => Fee switch
    {
        { Rate: { } rate } => fee with { Steps = fee.Steps.Add(new FeeStep(from, fee.Steps[^1].Amount * (1 + rate))) },
        { Amount: { } amount } when Fee.Charge == fee.Name => fee with { Steps = fee.Steps.Add(new FeeStep(from, amount)) },
        _ => fee,
    };
}

/// <summary>What monthly fees become when a term is extended: all of them by a rate, or one of them a stated amount.</summary>
/// <param name="Rate">The change as a share, -0.5 to 1; null with an amount.</param>
/// <param name="Charge">The fee that becomes <paramref name="Amount"/>.</param>
public sealed record ExtensionFee(decimal? Rate, string? Charge, decimal? Amount);

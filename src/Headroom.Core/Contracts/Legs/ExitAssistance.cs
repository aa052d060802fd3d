using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// After an early end a share of the capacity stays for the buyer's move, for a fee of its own. It ends no later than the stated term, within which the capacity was sold; handover
/// begins after it.
/// </summary>
/// <param name="Name">The charge on the invoice.</param>
/// <param name="Days">So many days after the last day of the service, 1 to 366.</param>
/// <param name="Share">What of each pool stays, of the GPUs held on that day, rounded down; 0 to 1.</param>
/// <param name="MonthlyFee">A calendar month's fee, by days over the days of the month; in the currency of the terms.</param>
public sealed record ExitAssistance(string Name, int Days, decimal Share, decimal MonthlyFee) : Leg(Name)
{
    public override Tier Tier => Tier.Aftermath;

    public override bool ShapesCapacity => true;

    public override bool IsCharge => true;

    public override string Says(Terms terms) =>
        $"'{Name}': after an early end {Say.Percent(Share)} of the capacity stays for {Say.Days(Days)}, for {Say.Money(MonthlyFee, terms)} a month";

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (Days is < 1 or > 366)
            yield return new Refusal(RefusalCode.OutOfRange, "days", $"{Days} days is outside 1 to 366.");
        if (Share is < 0 or > 1)
            yield return new Refusal(RefusalCode.OutOfRange, "share", $"A share of {Say.Percent(Share)} is outside 0 to 100 percent.");
    }

    /// <summary>The last day of it after a last day of the service.</summary>
    public LocalDate Through(LocalDate last, Terms terms) => LocalDate.Max(last, LocalDate.Min(last.PlusDays(Days), terms.Through));

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var (terms, calendar) = (setting.Terms, setting.Terms.Calendar);
        if (setting.Notice is not { } notice || Through(notice.LastDay, terms) is var through && through == notice.LastDay) return below;
        var (from, end, last) = (notice.LastDay.PlusDays(1), through.PlusDays(1), calendar.StartOf(notice.LastDay));
        Commitment Kept(Commitment held) => held with
        {
            Gpus = held.Gpus.Zip(Timeline<Gpus>.Of(Gpus.Zero,
                [(calendar.StartOf(from), new Gpus(((Rational)Share * held.Gpus.At(last).Count).Floor())), (calendar.StartOf(end), Gpus.Zero)]), (a, b) => a + b),
        };
        var fee = Cumulative.Monthly([(from, MonthlyFee)], end);
        return below with { Capacity = [.. below.Capacity.Select(Kept)], Charges = below.Charges.Add(new Charge(Name, fee, IsVariable: true)) };
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting) => IsOwn(charge) && setting.Notice is { } notice
        ? [$"{Say.Percent(Share)} of the capacity stays from {Say.Date(notice.LastDay.PlusDays(1))} through {Say.Date(Through(notice.LastDay, setting.Terms))}, for {Say.Money(MonthlyFee, setting.Terms)} a month"] : [];

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) =>
        setting.Notice is { } notice && Through(notice.LastDay, setting.Terms) is var through && through > notice.LastDay
        ? [new Milestone(notice.LastDay.PlusDays(1), $"{Name} begins and lasts through {Say.Date(through)}") { Amount = MonthlyFee, AmountOf = AmountOf.Monthly }] : [];
}

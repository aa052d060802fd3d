using System.Collections.Immutable;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// The right to end the contract for a breach of the other side that is not cured in time. No fee for convenience is due; the side in breach may owe a share
/// of the fees that remain, and what was paid ahead and not used is given back.
/// </summary>
/// <param name="Name">The clause, and the charge under which damages are invoiced.</param>
/// <param name="By">Who may terminate for the breach of the other.</param>
/// <param name="Grounds">The breaches that count, 1 to 20, by names such as "non-payment".</param>
/// <param name="CureDays">The breach can be cured for so many days after the date of the notice of it, 0 to 365.</param>
/// <param name="DamagesShare">What the side in breach owes, of everything that would still have fallen due; 0 to 1.</param>
public sealed record Cause(string Name, Side By, ImmutableArray<string> Grounds, int CureDays, decimal DamagesShare) : Leg(Name)
{
    public const int MostGrounds = 20;

    public override Tier Tier => Tier.Exit;

    public override bool IsCharge => true;

    public override string Says(Terms terms) =>
        $"'{Name}': {Say.Who(By)} may end the contract for {Say.List(Grounds)} of the other side that is not cured within {Say.Days(CureDays)}"
        + (DamagesShare == 0 ? "" : $"; the side in breach owes {Say.Percent(DamagesShare)} of the remaining fees");

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (Grounds.Length is 0 or > MostGrounds)
            yield return new Refusal(RefusalCode.OutOfRange, "grounds", $"There are {Grounds.Length} grounds; 1 to {MostGrounds} are accepted.");
        if (CureDays is < 0 or > 365)
            yield return new Refusal(RefusalCode.OutOfRange, "cure-days", $"{CureDays} days to cure is outside 0 to 365.");
        if (DamagesShare is < 0 or > 1)
            yield return new Refusal(RefusalCode.OutOfRange, "damages", $"Damages of {Say.Percent(DamagesShare)} are outside 0 to 100 percent of the remaining fees.");
    }

    /// <summary>The clause of this name under a contract on a date; null when there is none.</summary>
    public static Cause? Of(Contract contract, string name, LocalDate on) => contract.TermsOn(on).Legs.OfType<Cause>().FirstOrDefault(leg => leg.Name == name);

    /// <summary>The breach that was told last and is not cured; null when there is none.</summary>
    public BreachNotified? Open(IEnumerable<ContractEvent> events) => events.Aggregate((BreachNotified?)null, (open, happened) => happened switch
    {
        BreachNotified said when said.Clause == Name => said,
        BreachCured said when said.Clause == Name => null,
        _ => open,
    });

    /// <summary>The first date on which a breach that was told on a date gives the right to terminate.</summary>
    public LocalDate TerminableFrom(LocalDate notified) => notified.PlusDays(CureDays + 1);

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        if (setting.Notice is not { Ground: Ground.Cause } notice) return below;
        var end = notice.LastDay.PlusDays(1);
        var cut = below.CutAt(end, setting.Terms.Calendar);
        if (DamagesShare == 0 || end >= setting.Terms.End) return cut;
        var damages = DamagesShare * setting.RemainingAfter(notice);
        return cut + new Charge(Name, Cumulative.On(notice.LastDay, notice.By == Side.Seller ? damages : -damages));
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting)
    {
        if (!IsOwn(charge) || setting.Notice is not { Ground: Ground.Cause } notice) yield break;
        yield return $"{Say.Percent(DamagesShare)} of {setting.SaysRemainingAfter(notice)}, owed by {Say.Who(notice.By == Side.Seller ? Side.Buyer : Side.Seller)}, whose breach was not cured within {Say.Days(CureDays)}";
    }

    public override IEnumerable<Right> Rights(Schedule schedule, Setting setting, LocalDate on) => setting.Notice is not null ? []
        : Open(setting.Observations.Events) is { } breach
        ? [new(Name, RightKind.Termination, breach.By, TerminableFrom(breach.On), null, $"it ends the contract for {breach.Breach}, unless that is cured before")]
        : [new(Name, RightKind.Termination, By, null, null,
            $"nothing until it tells of {Say.List(Grounds)}; if that is not cured within {CureDays} days, it may end the contract")];

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) => setting.Notice is null && Open(setting.Observations.Events) is { } breach
        ? [new Milestone(TerminableFrom(breach.On), $"{Say.Who(breach.By)} may end the contract for {breach.Breach} unless it is cured before ({Name})") { IsChoice = true }] : [];
}

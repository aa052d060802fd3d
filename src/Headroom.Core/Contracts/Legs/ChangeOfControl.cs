using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// When somebody else comes to control a side, the other side may end the contract by notice inside a window, without a fee, unless it consents.
/// Until the event <c>control-changed</c> there is no such right.
/// </summary>
/// <param name="Name">Names the clause.</param>
/// <param name="Of">Whose control counts; the right is the other side's.</param>
/// <param name="WindowDays">Notice may be served on the day of the change and so many days after it, 0 to 365.</param>
/// <param name="NoticeDays">How long that notice runs, 0 to <see cref="Exit.MostDays"/> days; the day of service plus these is the last day served.</param>
public sealed record ChangeOfControl(string Name, Side Of, int WindowDays, int NoticeDays) : Leg(Name)
{
    public override Tier Tier => Tier.Exit;

    public override string Says(Terms terms) =>
        $"'{Name}': when control of {(Of == Side.Either ? "a side" : Say.Who(Of))} changes, {(Of == Side.Either ? "the other" : Say.Who(Other(Of)))} may end the contract without a fee"
        + $" by {Say.Notice(NoticeDays)} served within {Say.Days(WindowDays)}, unless it consents";

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (WindowDays is < 0 or > 365)
            yield return new Refusal(RefusalCode.OutOfRange, "window-days", $"A window of {WindowDays} days is outside 0 to 365.");
        if (NoticeDays is < 0 or > Exit.MostDays)
            yield return new Refusal(RefusalCode.OutOfRange, "notice-days", $"Notice of {NoticeDays} days is outside 0 to {Exit.MostDays}.");
        if (terms.Legs.OfType<ChangeOfControl>().Any(leg => leg != this && (leg.Covers(Of) || Covers(leg.Of))))
            yield return new Refusal(RefusalCode.InvalidTerms, "of",
                $"Two clauses count the control of {(Of == Side.Either ? "one side" : Say.Who(Of))}; what follows from a change of it would not be clear.");
    }

    /// <summary>The right that has been opened ends the contract as an <see cref="Exit"/> does; the clause itself changes nothing.</summary>
    public override Schedule Resolve(Schedule below, Setting setting) => below;

    /// <summary>The clause of a contract that counts the control of a side; null when there is none.</summary>
    public static ChangeOfControl? Over(Contract contract, Side side) => contract.Terms.Legs.OfType<ChangeOfControl>().FirstOrDefault(leg => leg.Covers(side));

    /// <summary>The changes of control that were not consented to, the last of each side, seen from a date.</summary>
    public IEnumerable<ControlChanged> Open(IEnumerable<ContractEvent> events, LocalDate on) => new[] { Side.Seller, Side.Buyer }.Where(Covers)
        .Select(side => events.Where(said => said.On <= on).Aggregate((ControlChanged?)null, (open, happened) => happened switch
        {
            ControlChanged said when said.Of == side => said,
            ControlConsented said when said.Of == side => null,
            _ => open,
        })).OfType<ControlChanged>();

    /// <summary>The rights to end that changes of control have opened by a date, those included whose window has passed.</summary>
    public IEnumerable<Exit> Rights(IEnumerable<ContractEvent> events, LocalDate on) => Open(events, on).Select(change =>
        new Exit(Other(change.Of), change.On, null, new NoticeLength(NoticeDays, Months: false), EarlyNotice.Refused, LastDayRule.DayServed) { NoticeUntil = Closes(change.On) });

    /// <summary>The last day on which notice for a change on a date may be served.</summary>
    public LocalDate Closes(LocalDate changed) => changed.PlusDays(WindowDays);

    /// <summary>The end of each window that is open; serving notice inside it is told as that of every right to end.</summary>
    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) => setting.Notice is not null ? [] : Open(setting.Observations.Events, LocalDate.MaxIsoValue)
        .Select(change => new Milestone(Closes(change.On),
            $"{Name}: last day for {Say.Who(Other(change.Of))} to consent to the control of '{change.To}' or to end the contract for it")
        { IsChoice = true });

    public override IEnumerable<Right> Rights(Schedule schedule, Setting setting, LocalDate on)
    {
        if (setting.Notice is not null) return [];
        var open = Open(setting.Observations.Events, on).Where(change => on <= Closes(change.On)).ToList();
        return open.Count > 0
            ? open.Select(change => new Right(Name, RightKind.ChangeOfControl, Other(change.Of), change.On, Closes(change.On),
                $"it ends the contract without a fee, {NoticeDays} days after the day of notice, for the control of '{change.To}'"))
            : [new(Name, RightKind.ChangeOfControl, Of == Side.Either ? Side.Either : Other(Of), null, null,
                $"nothing until control of {(Of == Side.Either ? "the other side" : Say.Who(Of))} changes; within {WindowDays} days it may then end the contract without a fee")];
    }

    internal static Side Other(Side side) => side == Side.Seller ? Side.Buyer : Side.Seller;

    bool Covers(Side side) => Of == Side.Either || Of == side;
}

using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// Notice that the service pauses from a date until another. Refused without the days of notice, beyond the days that the clause leaves, outside what is served, and where
/// another pause stands. Where the clause puts the term off, the days added pass the tests of a signature.
/// </summary>
/// <param name="By">Who pauses, seller or buyer.</param>
/// <param name="From">The first day paused.</param>
/// <param name="Until">The last day paused.</param>
public sealed record ServicePaused(LocalDate On, string Clause, Side By, LocalDate From, LocalDate Until) : ContractEvent(On)
{
    public override string Word => "service-paused";

    public override string Says => $"{Say.Who(By)} pauses the service under '{Clause}', {Say.Date(From)} through {Say.Date(Until)}";

    int Length => Period.DaysBetween(From, Until) + 1;

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (Pause.Of(contract, Clause, On) is not { } clause)
        {
            yield return new Refusal(RefusalCode.NotFound, "clause", $"'{contract.Id}' has no clause '{Clause}' by which service could be paused.");
            yield break;
        }
        if (clause.By != Side.Either && clause.By != By)
            yield return new Refusal(RefusalCode.NoticeNotAllowed, "by", $"'{Clause}' gives {Say.Who(By)} no right; {Say.Who(clause.By)} has it.");
        if (Until < From)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "until", $"The pause would end {Say.Date(Until)} before it begins {Say.Date(From)}.");
        if (From < On.PlusDays(clause.NoticeDays))
            yield return new Refusal(RefusalCode.DatesUpsideDown, "from",
                $"With {Say.Notice(clause.NoticeDays)} a pause may begin from {Say.Date(On.PlusDays(clause.NoticeDays))}, not on {Say.Date(From)}.");
        if (From < contract.Versions[0].Terms.From || Until > contract.LastDay)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "until",
                $"{Say.Date(From)} to {Say.Date(Until)} lies outside what is served, {Say.Date(contract.Versions[0].Terms.From)} to {Say.Date(contract.LastDay)}.");
        var days = contract.Terms.Legs.OfType<Pause>().SelectMany(leg => leg.Days(contract.Events)).ToList();
        if (days.Any(each => each.From <= Until && From < each.End))
            yield return new Refusal(RefusalCode.AlreadyExists, "from", $"A pause stands already between {Say.Date(From)} and {Say.Date(Until)}.");
        var used = clause.Days(contract.Events).Sum(each => Period.DaysBetween(each.From, each.End));
        if (used + Length > clause.MostDays)
            yield return new Refusal(RefusalCode.OutOfRange, "until",
                $"{Length} days are more than the {clause.MostDays - used} that '{Clause}' leaves of {clause.MostDays}.").With("days_left", clause.MostDays - used);
        if (clause.Extends && contract.Terms.Through.PlusDays(Math.Max(0, Length)) > Terms.Latest)
            yield return new Refusal(RefusalCode.OutOfRange, "until", $"The term would be put off beyond {Say.Date(Terms.Latest)}.");
    }

    public override Contract Apply(Contract contract) => base.Apply(contract) is var said && Pause.Of(contract, Clause, On) is { Extends: true } ? said.PutOff(Length) : said;
}

using System.Collections.Immutable;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>The right of the seller to serve by other hardware of like kind. It moves no money; it sets the clock of proposal, consent and change.</summary>
/// <param name="Name">The clause, as events name it.</param>
/// <param name="Pool">The pool whose hardware may be exchanged.</param>
/// <param name="Classes">The classes that count as like kind, 1 to 20.</param>
/// <param name="NeedsConsent">Whether the buyer must consent.</param>
/// <param name="DeemedDays">It counts as consented so many days after the proposal unless refused, 0 to 365; null when it never does.</param>
/// <param name="NoticeDays">From the proposal to the first day of the change, 0 to 3,660.</param>
public sealed record Substitution(string Name, Slug Pool, ImmutableArray<string> Classes, bool NeedsConsent, int? DeemedDays, int NoticeDays) : Leg(Name)
{
    public const int MostClasses = 20;

    public override Tier Tier => Tier.Changes;

    public override string Says(Terms terms) => $"'{Name}': the seller may serve pool '{Pool}' by {string.Join(" or ", Classes)} after {Say.Notice(NoticeDays)}"
        + (!NeedsConsent ? ", without consent" : DeemedDays is { } days ? $", with the buyer's consent, deemed given after {Say.Days(days)}" : ", with the buyer's consent");

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (!terms.Pools.Contains(Pool))
            yield return new Refusal(RefusalCode.InvalidTerms, "pool", $"No leg reserves pool '{Pool}', so nothing of it can be exchanged.");
        if (Classes.Length is 0 or > MostClasses)
            yield return new Refusal(RefusalCode.OutOfRange, "classes", $"There are {Classes.Length} classes; 1 to {MostClasses} are accepted.");
        if (DeemedDays is < 0 or > 365 || NoticeDays is < 0 or > Exit.MostDays)
            yield return new Refusal(RefusalCode.OutOfRange, "notice-days",
                $"Consent after {DeemedDays} days and notice of {NoticeDays} are outside 0 to 365 and 0 to {Exit.MostDays}.");
    }

    /// <summary>The clause of this name under a contract on a date; null when there is none.</summary>
    public static Substitution? Of(Contract contract, string name, LocalDate on) => contract.TermsOn(on).Legs.OfType<Substitution>().FirstOrDefault(leg => leg.Name == name);

    /// <summary>The proposal that is neither refused nor carried out, and the first day on which it may be carried out (null while consent is not in sight).</summary>
    public (SubstitutionProposed Proposal, LocalDate? MayBeMadeFrom)? Open(IEnumerable<ContractEvent> events)
    {
        (SubstitutionProposed Proposal, LocalDate? Consented)? open = null;
        foreach (var happened in events)
            open = happened switch
            {
                SubstitutionProposed said when said.Clause == Name => (said, NeedsConsent ? DeemedDays is { } days ? said.On.PlusDays(days) : null : said.On),
                SubstitutionConsented said when said.Clause == Name && open is { } known => (known.Proposal, said.On),
                SubstitutionRefused said when said.Clause == Name => null,
                SubstitutionMade said when said.Clause == Name => null,
                _ => open,
            };
        return open is not { } found ? null : (found.Proposal, found.Consented is { } consented ? LocalDate.Max(consented, found.Proposal.On.PlusDays(NoticeDays)) : null);
    }

    public override IEnumerable<Right> Rights(Schedule schedule, Setting setting, LocalDate on) =>
        [new(Name, RightKind.Substitution, Side.Seller, null, null,
            $"it serves pool '{Pool}' by {string.Join(" or ", Classes)} from {Say.Date(on.PlusDays(NoticeDays))} on{(NeedsConsent ? ", with the buyer's consent" : "")}")
            { Gpus = schedule.Reserved(Pool).At(setting.Terms.Calendar.StartOf(on)) }];

    public override Schedule Resolve(Schedule below, Setting setting) => below;

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting)
    {
        if (Open(setting.Observations.Events) is not { } open) yield break;
        if (NeedsConsent && DeemedDays is { } days && open.Proposal.On.PlusDays(days) is var deemed && open.MayBeMadeFrom >= deemed)
            yield return new Milestone(deemed, $"the buyer is deemed to consent to {open.Proposal.Class} in {Pool} unless it refuses before ({Name})");
        if (open.MayBeMadeFrom is { } from)
            yield return new Milestone(from, $"the seller may serve {Pool} by {open.Proposal.Class} ({Name})") { IsChoice = true };
    }
}

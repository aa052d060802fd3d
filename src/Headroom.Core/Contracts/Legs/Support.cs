using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// A guarantor stands behind the buyer up to a cap. It may be called for an invoice that is unpaid so long after its due date, and may then have the right to
/// step into the buyer's place. Nothing is billed by it: it changes what the seller stands to lose.
/// </summary>
/// <param name="Guarantor">The party that answers for the buyer; it names the clause.</param>
/// <param name="Cap">All calls together come to no more, in the currency of the terms.</param>
/// <param name="Until">The last day on which it may be called; null for as long as anything is open.</param>
/// <param name="PastDueDays">An invoice may be called from so many days after its due date, 0 to 365.</param>
/// <param name="StepInDays">The guarantor may say within so many days after a call that it steps in, 1 to 365; null when it may not.</param>
public sealed record Support(Slug Guarantor, decimal Cap, LocalDate? Until, int PastDueDays, int? StepInDays) : Leg(Guarantor.ToString())
{
    public override Tier Tier => Tier.Capacity;

    public override string Says(Terms terms) =>
        $"'{Guarantor}' answers for the buyer up to {Say.Money(Cap, terms)}{(Until is { } until ? $" until {Say.Date(until)}" : "")}, called for invoices unpaid {Say.Days(PastDueDays)} past due"
        + (StepInDays is { } days ? $"; within {Say.Days(days)} of a call it may take the buyer's place" : "");

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (Guarantor == terms.Buyer || Guarantor == terms.Seller)
            yield return new Refusal(RefusalCode.InvalidTerms, "support", $"'{Guarantor}' is a party of the contract; support comes from somebody else.");
        if (Cap is <= 0 or > Money.Most)
            yield return new Refusal(RefusalCode.OutOfRange, "cap", $"A cap of {Say.Number(Cap)} is not above 0 and up to {Say.Number(Money.Most)}.");
        if (Until < terms.From)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "until", $"Support until {Say.Date(Until.Value)} ends before the term starts {Say.Date(terms.From)}.");
        if (PastDueDays is < 0 or > 365)
            yield return new Refusal(RefusalCode.OutOfRange, "past-due-days", $"{PastDueDays} days past due is outside 0 to 365.");
        if (StepInDays is < 1 or > 365)
            yield return new Refusal(RefusalCode.OutOfRange, "step-in-days", $"{StepInDays} days to step in is outside 1 to 365.");
        if (terms.Legs.OfType<Support>().First() is var first && first != this)
            yield return new Refusal(RefusalCode.InvalidTerms, "support", $"There is one clause of support; '{first.Guarantor}' answers already.");
    }

    public override Schedule Resolve(Schedule below, Setting setting) => below;

    /// <summary>The support of a contract on a date: none once the guarantor is the buyer itself.</summary>
    public static Support? Of(Contract contract, LocalDate on) =>
        contract.TermsOn(on) is var terms && terms.Legs.OfType<Support>().FirstOrDefault() is { } support && support.Guarantor != terms.Buyer ? support : null;

    /// <summary>What was called by the end of a date.</summary>
    public static decimal CalledBy(Contract contract, LocalDate on) => contract.Events.OfType<SupportCalled>().Where(call => call.On <= on).Sum(call => call.Amount);

    /// <summary>What may still be called on a date: the cap less all calls, and nothing once it has ended.</summary>
    public decimal Left(Contract contract, LocalDate on) => on > Until ? 0 : Math.Max(0, Cap - CalledBy(contract, on));

    public override IEnumerable<Right> Rights(Schedule schedule, Setting setting, LocalDate on)
    {
        if (StepInDays is not { } days || setting.Terms.Buyer == Guarantor || setting.Observations.Of<SteppedIn>().Any()) return [];
        var call = setting.Observations.Of<SupportCalled>().LastOrDefault(called => called.On <= on && on <= called.On.PlusDays(days));
        return [new(Name, RightKind.StepIn, Side.Buyer, call?.On, call?.On.PlusDays(days) ?? Until,
            call is not null ? $"it takes the buyer's place, having been called for {call.Invoice}"
            : $"nothing until it is called for an unpaid invoice; within {days} days it may then take the buyer's place") { Party = Guarantor }];
    }

    /// <summary>The last day of the support, and of stepping in after a call.</summary>
    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting)
    {
        if (setting.Terms.Buyer == Guarantor) yield break;
        if (Until is { } until) yield return new Milestone(until, $"last day on which '{Guarantor}' may be called");
        if (StepInDays is { } days && !setting.Observations.Of<SteppedIn>().Any())
            foreach (var call in setting.Observations.Of<SupportCalled>())
                yield return new Milestone(call.On.PlusDays(days), $"last day for '{Guarantor}' to step into the buyer's place after the call for {call.Invoice}")
                { IsChoice = true };
    }
}

using Headroom.Core.Capacity;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// The buyer's right to be offered further capacity on the same terms before it is sold (first refusal) or even quoted (first offer) to another. It moves no money and
/// no capacity; it holds from the signature on, and what others are sold is tested against it.
/// </summary>
/// <param name="Name">The clause, as events name it.</param>
/// <param name="Over">The pools whose further capacity it is for.</param>
/// <param name="Most">The right is for the next so many GPUs, 1 or more; null for all further capacity.</param>
/// <param name="AnswerDays">The holder may answer until so many days after the day of the offer, 1 to <see cref="MostAnswerDays"/>; then it has declined.</param>
/// <param name="Before">What must not be done with others before.</param>
/// <param name="From">The first day of the right; null for the day of the signature.</param>
/// <param name="Through">The last day of the right; null for the last day served.</param>
public sealed record FirstRefusal(string Name, PoolScope Over, Gpus? Most, int AnswerDays, FirstRefusalBefore Before, LocalDate? From, LocalDate? Through) : Leg(Name)
{
    public const int MostAnswerDays = 365;

    public override Tier Tier => Tier.Changes;

    public override bool BearsOnOthers => true;

    public override string Says(Terms terms) =>
        $"'{Name}': before {(Most is { } most ? $"the next {Say.Number(most.Count)}" : "further")} GPUs of {Over} are {(Before == FirstRefusalBefore.Quoting ? "quoted" : "sold")} to another, "
        + $"they are offered to the buyer on the same terms; it may take them within {Say.Days(AnswerDays)}"
        + (From is { } from ? $", from {Say.Date(from)}" : "") + (Through is { } through ? $", through {Say.Date(through)}" : "");

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        foreach (var refusal in Over.Check()) yield return refusal;
        if (Most is { Count: < 1 })
            yield return new Refusal(RefusalCode.OutOfRange, "most", "A right to no GPUs is none; at least 1 is accepted.");
        if (AnswerDays is < 1 or > MostAnswerDays)
            yield return new Refusal(RefusalCode.OutOfRange, "answer-days", $"{AnswerDays} days to answer is outside 1 to {MostAnswerDays}.");
        if (From > (Through ?? terms.Through) || Through > terms.Through)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "through",
                $"The right ends {Say.Date(Through ?? terms.Through)}, before it starts or after the term's last day, {Say.Date(terms.Through)}.");
    }

    public override Schedule Resolve(Schedule below, Setting setting) => below;

    /// <summary>The clause of this name under a contract on a date; null when there is none.</summary>
    public static FirstRefusal? Of(Contract contract, string name, LocalDate on) => contract.TermsOn(on).Legs.OfType<FirstRefusal>().FirstOrDefault(leg => leg.Name == name);

    /// <summary>Whether the right holds on a day, while the contract does.</summary>
    public bool HoldsOn(LocalDate day) => !(day < From) && !(day > Through);

    /// <summary>What was offered under the clause, in order, each with the answer to it.</summary>
    public IEnumerable<FirstOffer> Offers(IReadOnlyCollection<ContractEvent> events) => events.OfType<FirstRefusalOffered>().Where(offer => offer.Clause == Name).Select(offer =>
        new FirstOffer(offer, offer.On.PlusDays(AnswerDays),
            events.SkipWhile(happened => !ReferenceEquals(happened, offer)).Skip(1).TakeWhile(happened => !Replaces(happened, offer))
            .FirstOrDefault(happened => Answers(happened, offer))));

    // The same quote offered anew, in another version, is what an answer after it is about.
    bool Replaces(ContractEvent happened, FirstRefusalOffered offer) => happened is FirstRefusalOffered later && later.Clause == Name && later.Quote == offer.Quote;

    bool Answers(ContractEvent happened, FirstRefusalOffered offer) => happened switch
    {
        FirstRefusalExercised said => said.Clause == Name && said.Quote == offer.Quote,
        FirstRefusalWaived said => said.Clause == Name && said.Quote == offer.Quote,
        _ => false,
    };

    /// <summary>Why an offer of a quote cannot be answered on a date: no such clause or offer, answered already, or too late.</summary>
    internal static IEnumerable<Refusal> CannotAnswer(Contract contract, string clause, Slug quote, LocalDate on)
    {
        if (Of(contract, clause, on) is not { } right)
            yield return new Refusal(RefusalCode.NotFound, "clause", $"'{contract.Id}' has no right of first refusal '{clause}' on {Say.Date(on)}.");
        else if (right.Offers(contract.Events).LastOrDefault(offer => offer.Offered.Quote == quote) is not { } offer)
            yield return new Refusal(RefusalCode.NotFound, "quote", $"'{quote}' was not offered under '{clause}'.");
        else if (offer.Answer is { } answer)
            yield return new Refusal(RefusalCode.AlreadyExists, "quote", $"The offer of '{quote}' was answered on {Say.Date(answer.On)}: {answer.Says}.");
        else if (on < offer.Offered.On || on > offer.LastDay)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on",
                $"'{quote}' was offered on {Say.Date(offer.Offered.On)} and could be answered through {Say.Date(offer.LastDay)}, not on {Say.Date(on)}.")
                .With("last_day", Say.Date(offer.LastDay));
    }

    public override IEnumerable<Right> Rights(Schedule schedule, Setting setting, LocalDate on) =>
        [new(Name, Before == FirstRefusalBefore.Quoting ? RightKind.FirstOffer : RightKind.FirstRefusal, Side.Buyer, From, Through,
            $"further GPUs of {Over} are offered to it before they are {(Before == FirstRefusalBefore.Quoting ? "quoted" : "sold")} to another, who waits up to {AnswerDays} days")
            { Gpus = Most }];

    /// <summary>The last day to answer each offer that is open, the day from which what was offered is free, and the last day of the right.</summary>
    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting)
    {
        foreach (var offer in Offers(setting.Observations.Events).Where(offer => offer.Answer is null))
        {
            yield return new(offer.LastDay, $"last day for '{setting.Terms.Buyer}' to take what is quoted as '{offer.Offered.Quote}', version {offer.Offered.Version} ({Name})")
            { IsChoice = true };
            yield return new(offer.LastDay.PlusDays(1),
                $"what is quoted as '{offer.Offered.Quote}', version {offer.Offered.Version}, may be sold to others unless '{setting.Terms.Buyer}' took it ({Name})")
            { IsChoice = true };
        }
        if (Through is { } through) yield return new(through, $"last day of the right of first refusal over {Over} ({Name})");
    }
}

/// <summary>What must not be done with others before the holder of a right was offered the same.</summary>
public enum FirstRefusalBefore
{
    /// <summary>A signature, or a quote that holds capacity (first refusal).</summary>
    Signing,
    /// <summary>Any quote as well (first offer).</summary>
    Quoting,
}

/// <summary>An offer to the holder of a right of first refusal.</summary>
/// <param name="LastDay">The last day on which the holder may take it.</param>
/// <param name="Answer">That it was exercised or waived; null while neither.</param>
public sealed record FirstOffer(FirstRefusalOffered Offered, LocalDate LastDay, ContractEvent? Answer)
{
    /// <summary>What has become of it by the end of a day.</summary>
    public FirstOfferState StateOn(LocalDate day) => Answer switch
    {
        FirstRefusalExercised said when said.On <= day => FirstOfferState.Exercised,
        FirstRefusalWaived said when said.On <= day => FirstOfferState.Waived,
        _ => day > LastDay ? FirstOfferState.Lapsed : FirstOfferState.Open,
    };
}

/// <summary>What becomes of an offer under a right of first refusal; silence lapses.</summary>
public enum FirstOfferState { Open, Exercised, Waived, Lapsed }

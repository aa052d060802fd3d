using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A right of first refusal as it stands at an instant. Rights rank by the day of their signature: of two holders who both take an offer, the earlier one has it.
/// </summary>
/// <param name="Contract">The holder's contract.</param>
/// <param name="Clause">The right.</param>
/// <param name="Pools">The pools that it is for.</param>
/// <param name="Left">The GPUs that it is still for; null for all further capacity.</param>
/// <param name="Today">The day of the instant in the contract's zone.</param>
public sealed record FirstRefusals(Contract Contract, FirstRefusal Clause, ImmutableHashSet<Slug> Pools, Gpus? Left, LocalDate Today)
{
    /// <summary>The holder.</summary>
    public Slug Holder => Contract.TermsOn(Today).Buyer;

    /// <summary>The rights that hold at an instant and are not used up, in the order in which they were signed.</summary>
    public static IEnumerable<FirstRefusals> Standing(Book book, Instant now) => book.Bearing
        .Select(id => book.Contracts[id]).Where(contract => !contract.IsClosed && book.Sells(contract.Terms)).OrderBy(contract => SignedAt(book, contract.Id))
        .SelectMany(contract => Of(book, contract, contract.Terms.Calendar.DateOf(now)));

    static IEnumerable<FirstRefusals> Of(Book book, Contract contract, LocalDate today) => today > contract.LastDay ? []
        : contract.TermsOn(today).Legs.OfType<FirstRefusal>().Where(clause => clause.HoldsOn(today))
            .Select(clause => (clause, Pools: PoolsOf(book, clause.Over)))
            .Select(each => new FirstRefusals(contract, each.clause, each.Pools, LeftOf(book, contract, each.clause), today))
            .Where(right => right.Left is null or { Count: > 0 });

    /// <summary>The GPUs that a right is still for, 0 when it is used up; null for all further capacity.</summary>
    public static Gpus? LeftOf(Book book, Contract contract, FirstRefusal clause) =>
        clause.Most is { } most ? new Gpus(Math.Max(0, most.Count - Taken(book, contract, clause, PoolsOf(book, clause.Over)).Count)) : null;

    /// <summary>Why terms cannot be signed with their buyer, or quoted to it; null when no right of another stands against it.</summary>
    /// <param name="quoting">Whether they are only quoted, without holding capacity.</param>
    public static Refusal? Against(Book book, Terms offer, Instant now, bool quoting = false)
    {
        if (!book.Sells(offer)) return null;
        var signed = new Contract(offer.Contract, [new TermsVersion(offer.From, offer, null)]);
        foreach (var right in Standing(book, now).Where(right => (!quoting || right.Clause.Before == FirstRefusalBefore.Quoting) && signed.MostReserved(right.Pools) > Gpus.Zero))
        {
            var states = right.OffersOf(book, offer).Select(made => (made.Made, State: made.Made.StateOn(right.Today), made.Differs)).ToList();
            var same = states.Where(made => made.Differs is null).ToList();
            if (right.Holder == offer.Buyer)
            {
                if (same.Any(made => made.State == FirstOfferState.Exercised)) return null;
                continue;
            }
            if (same.FirstOrDefault(made => made.State == FirstOfferState.Exercised).Made is { } taken)
                return right.Refused($"took these terms on {Text(taken.Answer!.On)}; they are for it to sign").With("exercised", Text(taken.Answer.On));
            if (same.Any(made => made.State is FirstOfferState.Waived or FirstOfferState.Lapsed)) continue;
            return same.Count > 0
                ? right.Refused($"was offered these terms on {Text(same[^1].Made.Offered.On)} and may take them through {Text(same[^1].Made.LastDay)}")
                .With("last_day", Text(same[^1].Made.LastDay))
                : right.Refused(
                    $"has not been offered these terms{(states.Count == 0 ? "" : $" (other ones: {states[^1].Differs})")}; offer it a version of a quote with them ('first-refusal-offered') and wait for its answer, {right.Clause.AnswerDays} days at most")
                    .With("answer_days", right.Clause.AnswerDays);
        }
        return null;
    }

    /// <summary>Why a contract cannot become another by agreement: it takes further capacity on which somebody else has a right.</summary>
    public static Refusal? AgainstGrowth(Book book, Contract before, Contract after, Instant now) => Standing(book, now)
        .FirstOrDefault(right => right.Holder != after.Terms.Buyer && after.MostReserved(right.Pools) > before.MostReserved(right.Pools)) is { } right
        ? right.Refused($"has not been offered what the amendment adds; sign what is added as a contract of its own and offer it a quote of that first")
        .With("answer_days", right.Clause.AnswerDays) : null;

    /// <summary>Why an offer cannot be made under a clause: there is no such version of a quote, or it reserves nothing that the right is for.</summary>
    public static IEnumerable<Refusal> Refuse(Book book, Contract contract, FirstRefusalOffered offer)
    {
        if (!book.Sells(contract.Terms) || FirstRefusal.Of(contract, offer.Clause, offer.On) is not { } clause) yield break;
        if (TermsOf(book, offer) is not { } terms)
            yield return new Refusal(RefusalCode.NotFound, "quote", $"There is no version {offer.Version} of a quote '{offer.Quote}'.");
        else if (Most(terms, PoolsOf(book, clause.Over)) == Gpus.Zero)
            yield return new Refusal(RefusalCode.InvalidTerms, "quote",
                $"Version {offer.Version} of '{offer.Quote}' reserves nothing of {clause.Over}, which '{clause.Name}' is for.");
    }

    // Who pays and under which id is what differs between two parties; everything else is the terms.
    IEnumerable<(FirstOffer Made, Difference? Differs)> OffersOf(Book book, Terms offer) => Clause.Offers(Contract.Events).Where(made => made.Offered.On <= Today)
        .Select(made => (made, Terms: TermsOf(book, made.Offered))).Where(each => each.Terms is not null)
        .Select(each => (each.made, Difference.Between(each.Terms! with { Contract = offer.Contract, Buyer = offer.Buyer }, offer).FirstOrDefault()));

    Refusal Refused(string why) =>
        new Refusal(RefusalCode.FirstRefusal, "legs", $"'{Holder}' has the right of first refusal '{Clause.Name}' on {Clause.Over} ('{Contract.Id}') and {why}.")
        .With("holder", Holder).With("contract", Contract.Id);

    /// <summary>What the right has led to: GPUs that the holder took, and those of offers that others signed.</summary>
    static Gpus Taken(Book book, Contract holder, FirstRefusal clause, ImmutableHashSet<Slug> pools) => new(clause.Offers(holder.Events).GroupBy(offer => offer.Offered.Quote)
        .Sum(ofQuote => ofQuote.LastOrDefault(offer => offer.Answer is FirstRefusalExercised) is { } taken && TermsOf(book, taken.Offered) is { } terms ? Most(terms, pools).Count
            : book.Contracts.TryGetValue(ofQuote.Key, out var sold) ? sold.AsAgreed.MostReserved(pools).Count : 0));

    static Gpus Most(Terms terms, ImmutableHashSet<Slug> pools) => new Contract(terms.Contract, [new TermsVersion(terms.From, terms, null)]).MostReserved(pools);

    static Terms? TermsOf(Book book, FirstRefusalOffered offer) =>
        book.Quotes.GetValueOrDefault(offer.Quote)?.Versions.FirstOrDefault(version => version.Number == offer.Version)?.Terms;

    static ImmutableHashSet<Slug> PoolsOf(Book book, PoolScope scope) => [.. book.Fleet.Pools.Values.Where(scope.Covers).Select(pool => pool.Id)];

    static long SignedAt(Book book, Slug contract) => book.Steps.GetValueOrDefault(contract, []).FirstOrDefault(fact => fact.Body is ContractSigned)?.Position ?? 0;

    static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}

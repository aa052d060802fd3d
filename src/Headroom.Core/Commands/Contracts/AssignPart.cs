using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Assigns a part of a contract that we sell to another party. Refused for a party that is one of the two already, from a day that is not a later one served, for a
/// part that is nothing or all, and where a clause counts in quantities of the whole, which somebody must divide first by an amendment.
/// </summary>
/// <param name="As">The id of the part's contract.</param>
/// <param name="Share">The part, more than 0 and less than 1; null when it is stated in GPUs.</param>
/// <param name="Gpus">The part as GPUs of those that are reserved in all pools on the first day of it; null when it is stated as a share.</param>
public sealed record AssignPart(Slug Contract, Slug As, Slug To, LocalDate From, decimal? Share, Gpus? Gpus, LocalDate On, string Consent) : Command
{
    public override Instant NotBefore(Book book) =>
        book.Contracts.TryGetValue(Contract, out var contract) ? contract.Terms.Calendar.StartOf(On) : Instant.MinValue;

    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Contracts, Contract, "contract", "contract")) is { } missing) return missing;
        var contract = book.Contracts[Contract];
        var (part, of) = Ratio(contract);
        var fact = new PartAssigned(Contract, As, To, From, part, of, On, Consent);
        return Decision.Of(Against(book, contract, part, of).Append(Check.Running(contract)).Append(Check.Happened(On, Check.Today(contract, now), "on"))
            .Append(Check.New(book.Contracts, As, "as", "contract")).Append(Check.New(book.Quotes, As, "as", "quote")), () => fact);
    }

    IEnumerable<Refusal?> Against(Book book, Contract contract, long part, long of)
    {
        var terms = contract.TermsOn(From);
        yield return book.Sells(contract.Terms) ? null : new(RefusalCode.InvalidTerms, "contract", $"'{Contract}' is bought; only what we sell is divided here.");
        yield return To != terms.Seller && To != terms.Buyer ? null : new(RefusalCode.InvalidTerms, "to", $"'{To}' is a party to '{Contract}' already.");
        yield return From > contract.Versions[0].Terms.From && From <= contract.LastDay ? null
            : new(RefusalCode.DatesUpsideDown, "from",
                $"{Check.Text(From)} does not lie after {Check.Text(contract.Versions[0].Terms.From)} and through the last day served, {Check.Text(contract.LastDay)}.");
        yield return part > 0 && part < of && of <= Units.Gpus.Most ? null
            : new(RefusalCode.OutOfRange, Gpus is null ? "share" : "gpus",
                Gpus is { } gpus
                ? $"{gpus.Count} GPUs are not a part of the {of} that are reserved on {Check.Text(From)}." : $"A share of {Share} is not a part, with 8 decimals at most.");
        foreach (var leg in contract.Versions.Where(version => version.From >= From).Select(version => version.Terms).Append(terms).SelectMany(each => each.Legs)
            .Where(leg => !IsDivisible(leg)).DistinctBy(leg => leg.Name))
            yield return new(RefusalCode.InvalidTerms, "contract",
                $"'{leg.Name}' counts in quantities of the whole contract; amend it so that nothing does, or divide the contract by two sets of terms.");
    }

    /// <summary>Clauses of which a part is had by taking a part of what they come to: what happens to the whole later does not depend on how much it is.</summary>
    static bool IsDivisible(Leg leg) => leg is Reserve or Monthly or Once or Escalator or Indexation or Exit or ExitAssistance or Extension or Cause or ChangeOfControl or Pause
        or Substitution
        or TrancheDelivery or LateDelivery or Sla { YearCap: null } or MostFavoured or FirstRefusal or Support or CustomerConsideration or AssignedPart;

    (long Part, long Of) Ratio(Contract contract)
    {
        if (Gpus is { } gpus) return (gpus.Count, contract.Schedule(null).ReservedInAll.At(contract.Terms.Calendar.StartOf(From)).Count);
        var share = (Rational)(Share ?? 0);
        return share.Denominator > Units.Gpus.Most ? (0, 1) : ((long)share.Numerator, (long)share.Denominator);
    }
}

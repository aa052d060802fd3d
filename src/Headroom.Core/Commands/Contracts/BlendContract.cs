using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Blend-and-extend: from a month on the monthly fee changes for the rest of the term, and months are added at a fee of their own. It is said as the
/// prospective amendment that it is. Refused where there is no one monthly fee to change or a clause changes it by itself, where months are not whole, once
/// notice was served, and whenever the amendment would be.
/// </summary>
/// <param name="From">The first day of a month of the term.</param>
/// <param name="Months">How many are added, 1 to 240.</param>
/// <param name="Remaining">The fee for each month that is left of the term.</param>
/// <param name="Added">The fee for each month added.</param>
public sealed record BlendContract(Slug Contract, LocalDate From, int Months, decimal Remaining, decimal Added, Blending Billed) : Command
{
    const int MostMonths = 240;

    public override Decision Decide(Book book, Instant now)
    {
        if (Check.Known(book.Contracts, Contract, "contract", "contract") is { } unknown) return unknown;
        var terms = book.Contracts[Contract].Terms;
        return Against(book.Contracts[Contract]).OfType<Refusal>().OrderBy(refusal => refusal.Code).FirstOrDefault() is { } refusal ? refusal
            : new AmendContract(Blended(terms), From, Treatment.Prospective, null).Decide(book, now);
    }

    IEnumerable<Refusal?> Against(Contract contract)
    {
        var (terms, fees) = (contract.Terms, contract.Terms.Legs.OfType<Monthly>().ToList());
        yield return contract.Notice is { } notice
            ? new(RefusalCode.NoticeNotAllowed, "contract", $"Notice was served; the contract ends {Check.Text(notice.LastDay)} and is not extended.") : null;
        yield return Check.Range(Months, 1, MostMonths, "months", "months");
        yield return Check.Range(Remaining, 0, Money.Most, "remaining", "");
        yield return Check.Range(Added, 0, Money.Most, "added", "");
        yield return From.Day == 1 && terms.End.Day == 1 ? null
            : new(RefusalCode.DatesUpsideDown, "from",
                $"{Check.Text(From)} through {Check.Text(terms.Through)} is not made of whole months; amend the contract with full terms instead.");
        yield return From >= terms.From && From < terms.End ? null
            : new(RefusalCode.DatesUpsideDown, "from", $"{Check.Text(From)} lies outside the term {Check.Text(terms.From)} to {Check.Text(terms.Through)}.");
        yield return fees.Count == 1 ? null
            : new(RefusalCode.InvalidTerms, "contract", $"'{contract.Id}' has {fees.Count} monthly fees; one is needed to know which to blend. Amend it with full terms instead.");
        yield return fees.All(fee => fee.Proration is Proration.ActualDays or Proration.Thirty360) ? null
            : new(RefusalCode.InvalidTerms, "contract", "Under its proration a whole month is not one fee, so months cannot be blended; amend it with full terms instead.");
        yield return terms.Legs.FirstOrDefault(leg => leg is Escalator or Indexation) is { } rise
            ? new(RefusalCode.InvalidTerms, "contract",
                $"'{rise.Name}' changes the fee by itself, so that it would not be what is stated here; amend the contract with full terms instead.") : null;
    }

    Terms Blended(Terms terms) => terms with
    {
        Through = terms.End.PlusMonths(Months).PlusDays(-1),
        Legs = [.. terms.Legs.Select(leg => leg is Monthly fee ? fee with { Steps = [.. fee.Steps.Where(step => step.From < From), .. Steps(terms)] } : leg)],
    };

    ImmutableArray<FeeStep> Steps(Terms terms)
    {
        if (Billed == Blending.Stepped) return [new(From, Remaining), new(terms.End, Added)];
        var months = Period.Between(From, terms.End, PeriodUnits.Months).Months;
        var (total, count) = (Remaining * months + Added * Months, months + Months);
        var each = ((Rational)total / (Rational)count).Round(terms.Currency.Digits);
        var last = total - each * (count - 1);
        return last == each ? [new(From, each)] : [new(From, each), new(From.PlusMonths(count - 1), last)];
    }
}

/// <summary>How a blended term is billed; revenue is the same.</summary>
public enum Blending
{
    /// <summary>The fee of the rest of the term to the old end, the fee of the added months after it. The default.</summary>
    Stepped,
    /// <summary>One fee for all of them, rounded to the currency's digits; the last month takes what that leaves over.</summary>
    Blended,
}

using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Puts full new terms in force from a date on, which may lie in the past or in a closed month: issued invoices stay and the difference
/// is billed in the open month. Refused when a later amendment exists that is not named as superseded, and, where more capacity is
/// asked for, by the same tests as a signature.
/// </summary>
/// <param name="Supersedes">The effective date of the later amendment that this one replaces.</param>
public sealed record AmendContract(Terms Terms, LocalDate From, Treatment Treatment, LocalDate? Supersedes) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        if (Check.Opened(book) is { } closed) return closed;
        var refusals = TermsChecks.All(book, Terms).Append(Check.Known(book.Contracts, Terms.Contract, "contract", "contract")).ToList();
        if (Decision.Of(refusals, () => Fact) is Refused refused) return refused;
        var contract = book.Contracts[Terms.Contract];
        return Decision.Of(Against(contract), () => Fact) is Refused unfit ? unfit
            : book.Sells(Terms) && FirstRefusals.AgainstGrowth(book, contract, contract.Amended(new TermsVersion(From, Terms, Treatment)), now) is { } first ? first
            : book.Sells(Terms) && Acceptance.TestChange(book, contract, contract.Amended(new TermsVersion(From, Terms, Treatment)), now) is { } refusal ? refusal
            : Fact;
    }

    ContractAmended Fact => new(Terms, From, Treatment, Supersedes);

    IEnumerable<Refusal?> Against(Contract contract)
    {
        var signed = contract.Versions[0].Terms;
        yield return Check.Running(contract);
        yield return Terms.Seller == signed.Seller && Terms.Buyer == contract.TermsOn(From).Buyer && Terms.Currency == signed.Currency && Terms.From == signed.From ? null
            : new Refusal(RefusalCode.InvalidTerms, "terms", "An amendment keeps seller, buyer, currency and the first day of the term; sign a new contract to change them.");
        yield return From >= signed.From && From <= Terms.End ? null
            : new Refusal(RefusalCode.DatesUpsideDown, "from", $"{Check.Text(From)} lies outside the term {Check.Text(signed.From)} to {Check.Text(Terms.Through)}.");
        yield return contract.Notice is { } notice && Terms.Through > signed.Through
            ? new Refusal(RefusalCode.NoticeNotAllowed, "term.through", $"Notice was served; the contract ends {Check.Text(notice.LastDay)} and is not extended by an amendment.")
            : null;
        yield return contract.Terms.Legs.OfType<AssignedPart>().FirstOrDefault(part => part.From > From && !Terms.Legs.Contains(part)) is { } divided
            ? new Refusal(RefusalCode.Superseded, "legs",
                $"From {Check.Text(divided.From)} the contract is divided with '{divided.Name}'; terms that hold before must keep that clause.") : null;
        // A change of the buyer alone is no amendment: it stays.
        var later = contract.Versions.Skip(1).LastOrDefault(version => version.From >= From && version.Treatment is not null);
        yield return later is null || later.From == Supersedes ? null
            : new Refusal(RefusalCode.Superseded, "supersedes",
                $"An amendment effective {Check.Text(later.From)} stands after {Check.Text(From)}; name it in 'supersedes' to replace it.");
    }
}

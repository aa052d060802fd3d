using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>What a contract becomes when its terms, or its buyer, change from a date on.</summary>
public static class Amendments
{
    /// <summary>The contract with terms that hold from a date on. Versions that start on or after it are superseded, but not the buyers that they name.</summary>
    public static Contract Amended(this Contract contract, TermsVersion version) => contract with
    { Versions = [.. contract.Versions.Where((old, i) => i == 0 || old.From < version.From), version, .. BuyersAfter(contract, version)] };

    /// <summary>What a new version must not undo: whoever takes the buyer's place after its first day takes it under the new terms too.</summary>
    static IEnumerable<TermsVersion> BuyersAfter(Contract contract, TermsVersion version)
    {
        var buyer = version.Terms.Buyer;
        foreach (var later in contract.Versions.Skip(1).Where(old => old.From > version.From && old.From < version.Terms.End))
        {
            if (later.Terms.Buyer == buyer) continue;
            buyer = later.Terms.Buyer;
            yield return new TermsVersion(later.From, version.Terms with { Buyer = buyer }, null);
        }
    }

    /// <summary>The same contract with a version of its terms that starts on a date.</summary>
    internal static Contract SplitOn(this Contract contract, LocalDate from)
    {
        var (before, after) = (contract.Versions.Where(version => version.From < from), contract.Versions.Where(version => version.From > from));
        return contract.Versions.Any(version => version.From == from) ? contract
            : contract with { Versions = [.. before, new TermsVersion(from, contract.TermsOn(from), null), .. after] };
    }

    /// <summary>The contract with another buyer from a date on, also under terms that hold later.</summary>
    public static Contract AssignedTo(this Contract contract, Slug buyer, LocalDate from)
    {
        var at = contract.SplitOn(from);
        return at with { Versions = [.. at.Versions.Select(version => version.From < from ? version : version with { Terms = version.Terms with { Buyer = buyer } })] };
    }
}

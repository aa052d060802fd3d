using Headroom.Core.Documents;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Ledgers;

/// <summary>The words for kinds of accounts, in reports as in files that map them.</summary>
public static class AccountWords
{
    public static readonly (string Word, AccountKind Meaning)[] All =
    [
        ("bank", AccountKind.Bank), ("receivable", AccountKind.Receivable), ("contract-asset", AccountKind.ContractAsset), ("contract-liability", AccountKind.ContractLiability),
        ("customer-liability", AccountKind.CustomerLiability), ("unapplied-cash", AccountKind.UnappliedCash), ("tax", AccountKind.Tax), ("revenue", AccountKind.Revenue),
        ("late-interest", AccountKind.LateInterest), ("financing-interest", AccountKind.FinancingInterest),
    ];

    /// <summary>A kind as people read it: revenue is a balance too, of all months so far.</summary>
    public static string Titled(AccountKind kind) => kind == AccountKind.Revenue ? "revenue to date" : Of(kind).Replace('-', ' ');

    /// <summary>The word of a kind.</summary>
    public static string Of(AccountKind kind) => Words.Of(All, kind);
}

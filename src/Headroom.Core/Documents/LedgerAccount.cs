using Headroom.Core.Units;

namespace Headroom.Core.Documents;

/// <summary>
/// An account of the double entries: its kind, and whose it is as far as that is known. Its name tells kind and owner; the contract and the
/// customer beside it are what roll-forwards and the dimensions of a general ledger are made of.
/// </summary>
public sealed record LedgerAccount(AccountKind Kind)
{
    public static readonly LedgerAccount Bank = new(AccountKind.Bank);

    public Slug? Contract { get; init; }

    public Slug? Customer { get; init; }

    /// <summary>To whom a tax is owed; null for all other accounts.</summary>
    public Slug? Jurisdiction { get; init; }

    /// <summary>What a customer owes.</summary>
    /// <param name="contract">The contract of the invoice, where that is known.</param>
    public static LedgerAccount Receivable(Slug customer, Slug? contract = null) => new(AccountKind.Receivable) { Customer = customer, Contract = contract };

    /// <summary>What a customer that belongs to us owes: it falls away with what it owes us in the accounts of the group.</summary>
    public static LedgerAccount WithinGroup(Slug customer, Slug? contract = null) => new(AccountKind.IntercompanyReceivable) { Customer = customer, Contract = contract };

    /// <summary>Cash that a customer paid and that is not applied: a liability.</summary>
    public static LedgerAccount Unapplied(Slug customer) => new(AccountKind.UnappliedCash) { Customer = customer };

    /// <summary>What is owed to a jurisdiction.</summary>
    public static LedgerAccount Tax(Slug jurisdiction) => new(AccountKind.Tax) { Jurisdiction = jurisdiction };

    /// <summary>An account of a contract: its asset, liabilities, revenue or interest.</summary>
    public static LedgerAccount Of(AccountKind kind, Slug contract, Slug? customer = null) => new(kind) { Contract = contract, Customer = customer };

    /// <summary>The word for a kind, in reports as in files.</summary>
    public static string WordOf(AccountKind kind) => kind switch
    {
        AccountKind.Receivable => "receivable",
        AccountKind.IntercompanyReceivable => "intercompany-receivable",
        AccountKind.UnappliedCash => "unapplied-cash",
        AccountKind.ContractAsset => "contract-asset",
        AccountKind.ContractLiability => "contract-liability",
        AccountKind.CustomerLiability => "customer-liability",
        AccountKind.Revenue => "revenue",
        AccountKind.IntercompanyRevenue => "intercompany-revenue",
        AccountKind.LateInterest => "late-interest",
        AccountKind.FinancingInterest => "financing-interest",
        AccountKind.Consideration => "consideration",
        AccountKind.Tax => "tax",
        _ => "bank",
    };

    /// <summary>Lower-case words joined by colons, top first.</summary>
    public string Name => Kind switch
    {
        AccountKind.Receivable => $"assets:receivable:{Customer}",
        AccountKind.IntercompanyReceivable => $"assets:intercompany:{Customer}",
        AccountKind.UnappliedCash => $"liabilities:unapplied-cash:{Customer}",
        AccountKind.ContractAsset => $"assets:contract:{Contract}",
        AccountKind.ContractLiability => $"liabilities:contract:{Contract}",
        AccountKind.CustomerLiability => $"liabilities:customer:{Contract}",
        AccountKind.Revenue => $"income:revenue:{Contract}",
        AccountKind.IntercompanyRevenue => $"income:intercompany:{Contract}",
        AccountKind.LateInterest => "income:late-interest",
        AccountKind.FinancingInterest => $"expenses:financing-interest:{Contract}",
        AccountKind.Consideration => $"liabilities:consideration:{Contract}",
        AccountKind.Tax => $"liabilities:tax:{Jurisdiction}",
        _ => "assets:bank",
    };
}

/// <summary>The kinds of accounts, in the order of a balance sheet and then of income.</summary>
public enum AccountKind
{
    /// <summary>Money received and given back.</summary>
    Bank,
    /// <summary>Invoiced and not settled.</summary>
    Receivable,
    /// <summary>Invoiced to a customer that belongs to us, and not settled.</summary>
    IntercompanyReceivable,
    /// <summary>Earned and not billed.</summary>
    ContractAsset,
    /// <summary>Billed and not earned.</summary>
    ContractLiability,
    /// <summary>Billed beyond what is enforceable, so that it may have to be given back.</summary>
    CustomerLiability,
    /// <summary>Received and not applied to any invoice.</summary>
    UnappliedCash,
    /// <summary>Billed for a jurisdiction.</summary>
    Tax,
    /// <summary>Recognised, from others.</summary>
    Revenue,
    /// <summary>Recognised from customers that belong to us; no revenue of the group.</summary>
    IntercompanyRevenue,
    /// <summary>Billed for paying late.</summary>
    LateInterest,
    /// <summary>The interest in what was paid ahead.</summary>
    FinancingInterest,
    /// <summary>Given to a customer in cash, shares or warrants, to be cleared by what was paid or granted.</summary>
    Consideration,
}

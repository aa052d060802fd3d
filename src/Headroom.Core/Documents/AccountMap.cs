using System.Collections.Immutable;
using Headroom.Core.Units;

namespace Headroom.Core.Documents;

/// <summary>
/// How postings go into the general ledger of the company: into which account and legal entity, and with which dimensions. Codes are the general ledger's own, 1 to 60 characters.
/// </summary>
/// <param name="Entity">The legal entity of all that is not said otherwise.</param>
/// <param name="Accounts">The account of each kind, where no rule fits.</param>
public sealed record AccountMap(string Entity, ImmutableSortedDictionary<AccountKind, string> Accounts)
{
    /// <summary>The most rules, entities, or values of one dimension.</summary>
    public const int Most = 500;

    /// <summary>The most dimensions.</summary>
    public const int MostDimensions = 8;

    /// <summary>Legal entities of single contracts.</summary>
    public ImmutableSortedDictionary<Slug, string> Entities { get; init; } = ImmutableSortedDictionary<Slug, string>.Empty;

    /// <summary>Accounts for single contracts, customers and jurisdictions; the first that fits holds.</summary>
    public ImmutableArray<AccountRule> Rules { get; init; } = [];

    /// <summary>What else the general ledger wants to know of each line, in order.</summary>
    public ImmutableArray<Dimension> Dimensions { get; init; } = [];

    /// <summary>The account on which entities owe each other what one entry moves between them; null where all are one.</summary>
    public string? BetweenEntities { get; init; }

    /// <summary>The month in which the year of income and expense accounts begins, 1 to 12.</summary>
    public int YearStarts { get; init; } = 1;

    /// <summary>Whether a code stands for anything that is posted.</summary>
    public bool Knows(string account) => account == BetweenEntities || Accounts.Values.Contains(account) || Rules.Any(rule => rule.Account == account);

    /// <summary>The legal entity of a contract, or of what has none.</summary>
    public string EntityOf(Slug? contract) => contract is { } id && Entities.TryGetValue(id, out var entity) ? entity : Entity;

    /// <summary>The account of a posting; null when the map says nothing of it.</summary>
    public string? AccountOf(LedgerAccount on) => Rules.FirstOrDefault(rule => rule.Fits(on))?.Account ?? Accounts.GetValueOrDefault(on.Kind);
}

/// <summary>An account for the postings of a kind that bear all that is said here.</summary>
public sealed record AccountRule(AccountKind Kind, Slug? Contract, Slug? Customer, Slug? Jurisdiction, string Account)
{
    public bool Fits(LedgerAccount on) => on.Kind == Kind && (Contract is null || Contract == on.Contract) && (Customer is null || Customer == on.Customer)
        && (Jurisdiction is null || Jurisdiction == on.Jurisdiction);
}

/// <summary>Something that the general ledger wants to know of a line.</summary>
/// <param name="Name">1 to 60 characters.</param>
/// <param name="Values">The general ledger's codes by id; empty: the ids themselves.</param>
/// <param name="None">The code of a line that has none; null: then the line goes without.</param>
public sealed record Dimension(string Name, DimensionOf From, ImmutableSortedDictionary<Slug, string> Values, string? None)
{
    /// <summary>The code of a posting; null when it has none, and <paramref name="missing"/> when it has an id of which the values say nothing.</summary>
    public string? CodeOf(LedgerAccount on, out Slug? missing)
    {
        missing = null;
        var id = From switch { DimensionOf.Contract => on.Contract, DimensionOf.Customer => on.Customer, _ => on.Jurisdiction };
        if (id is not { } known) return None;
        if (Values.IsEmpty) return known.ToString();
        if (Values.TryGetValue(known, out var code)) return code;
        missing = known;
        return null;
    }
}

/// <summary>What of a posting a dimension is taken from.</summary>
public enum DimensionOf
{
    /// <summary>The contract.</summary>
    Contract,
    /// <summary>The customer.</summary>
    Customer,
    /// <summary>To whom a tax is owed.</summary>
    Jurisdiction,
}

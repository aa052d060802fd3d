using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// What the owner of a book has stated of its accounts, for one class of contracts or for every contract that no other statement is for. It holds from a date
/// until a later one for the same class. A change recomputes from the start; the difference is recognised in the first month that it holds for.
/// </summary>
/// <param name="Class">The class that terms name; null for all contracts without a statement of their own.</param>
/// <param name="From">The first of a month.</param>
/// <param name="Revenue">How revenue is recognised; null where each contract's terms say it.</param>
/// <param name="Elections">What is left out of the remaining performance obligations that are disclosed; each once.</param>
/// <param name="Preparer">Who prepared it: an opaque id, as an actor's.</param>
/// <param name="Note">Why; 1 to 500 characters.</param>
public sealed record AccountingPolicy(
    Slug? Class, LocalDate From, RevenuePolicy? Revenue, ImmutableArray<RpoElection> Elections, Slug Preparer, string Note)
{
    /// <summary>
    /// The share of the units that buyers commit to or buy ahead which the owner expects them not to use, more than 0 and at most <see cref="MostBreakage"/>: it is earned in
    /// proportion to the use of the others. Null where breakage is earned when the right to the units lapses.
    /// </summary>
    public decimal? ExpectedBreakage { get; init; }

    /// <summary>The greatest share that may be expected.</summary>
    public const decimal MostBreakage = 0.95m;

    /// <summary>The most statements that a book may hold.</summary>
    public const int Most = 1000;

    /// <summary>Whether it is about a contract: of its class, or of none that a statement is about where it is for all others.</summary>
    public bool IsAbout(Contract contract) => Class == contract.Terms.Class
        || (Class is null && !contract.Accounting.Any(policy => policy.Class is not null && policy.Class == contract.Terms.Class));

    /// <summary>The statement for a class on a date: the latest for the class itself, else the latest for all others; null when there is none.</summary>
    public static AccountingPolicy? For(Slug? contractClass, LocalDate date, ImmutableArray<AccountingPolicy> stated)
    {
        AccountingPolicy? Latest(Slug? of) => stated.Where(policy => policy.Class == of && policy.From <= date).OrderBy(policy => policy.From).LastOrDefault();
        return (contractClass is null ? null : Latest(contractClass)) ?? Latest(null);
    }
}

/// <summary>What may be left out of the remaining performance obligations that are disclosed.</summary>
public enum RpoElection
{
    /// <summary>Contracts whose original expected duration is a year or less (ASC 606-10-50-14a, IFRS 15.121a).</summary>
    OneYear,
    /// <summary>Contracts whose revenue is recognised as invoiced (ASC 606-10-50-14b, IFRS 15.121b).</summary>
    RightToInvoice,
    /// <summary>Variable amounts allocated wholly to a distinct part of a series (ASC 606-10-50-14A; IFRS has no such election).</summary>
    SeriesVariable,
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// The contracts of a book in the order of their ids, and what all of them say together of when a month may be invoiced. Walking the tree of a hundred thousand costs more than
/// most of what is asked of each, so it is walked once for each state of it.
/// </summary>
sealed class ContractWalk(ImmutableSortedDictionary<Slug, Contract> contracts, Slug owner)
{
    InvoicedAlike[]? _alike; // read and written whole, as a reference

    public Contract[] All { get; } = [.. contracts.Values];

    public bool IsOf(ImmutableSortedDictionary<Slug, Contract> others, Slug other) => ReferenceEquals(contracts, others) && owner == other;

    /// <summary>Very many contracts share a few zones and days of grace: one of each kind, with the earliest first day among them.</summary>
    public IReadOnlyList<InvoicedAlike> Alike => _alike ??= Merged(All.InRuns(run => Merged(run.Select(Of))));

    InvoicedAlike Of(Contract contract) =>
        new(contract.Terms.Calendar, contract.Terms.InvoiceGraceDays, contract.Terms.Buyer != owner, contract.Versions[0].Terms.From);

    static InvoicedAlike[] Merged(IEnumerable<InvoicedAlike> all)
    {
        var first = new Dictionary<(Calendar, int, bool), InvoicedAlike>();
        foreach (var one in all)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(first, (one.Calendar, one.GraceDays, one.IsSold), out var isKnown);
            if (!isKnown || one.From < known.From) known = one;
        }
        return [.. first.Values];
    }
}

using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Demand;
using Headroom.Core.Documents;
using Headroom.Core.Expenditure;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// Everything known at one position of the journal: the fold of its facts up to there. Immutable; what was known then is an earlier book.
/// </summary>
public sealed record Book
{
    /// <summary>A book in which nothing has been said.</summary>
    public static Book Empty { get; } = new();

    /// <summary>The position of the last fact; 0 when empty.</summary>
    public long Position { get; init; }

    /// <summary>When the last fact was recorded. A sandbox's clock stands here.</summary>
    public Instant RecordedAt { get; init; } = Instant.MinValue;

    /// <summary>How the book was opened, or null before its first fact.</summary>
    public BookOpened? Opened { get; init; }

    public Policy Policy { get; init; } = Policy.Default;
    public Fleet Fleet { get; init; } = new();
    /// <summary>What is handed over as a whole, by id, each with what became of it.</summary>
    public ImmutableSortedDictionary<Slug, HandoverBlock> Blocks { get; init; } = ImmutableSortedDictionary<Slug, HandoverBlock>.Empty;

    public ImmutableSortedDictionary<Slug, OwnDemand> Demand { get; init; } = ImmutableSortedDictionary<Slug, OwnDemand>.Empty;

    /// <summary>What the owners of products say that they will need, by id.</summary>
    public ImmutableSortedDictionary<Slug, Need> Needs { get; init; } = ImmutableSortedDictionary<Slug, Need>.Empty;

    /// <summary>What the owners of products asked back, answered or not, by id.</summary>
    public ImmutableSortedDictionary<Slug, RecallRequest> RecallRequests { get; init; } = ImmutableSortedDictionary<Slug, RecallRequest>.Empty;

    /// <summary>Uses of clauses by which capacity is taken back, by id, each with how far it came.</summary>
    public ImmutableSortedDictionary<Slug, ReclaimCase> Reclaims { get; init; } = ImmutableSortedDictionary<Slug, ReclaimCase>.Empty;
    public ImmutableSortedDictionary<Slug, Contract> Contracts { get; init; } = ImmutableSortedDictionary<Slug, Contract>.Empty;

    /// <summary>The last draft saved under an id, signed since or not.</summary>
    public ImmutableSortedDictionary<Slug, Terms> Drafts { get; init; } = ImmutableSortedDictionary<Slug, Terms>.Empty;

    /// <summary>Quotes by the id that their contract bears or will bear.</summary>
    public ImmutableSortedDictionary<Slug, Quote> Quotes { get; init; } = ImmutableSortedDictionary<Slug, Quote>.Empty;

    /// <summary>The facts that took a draft, quote or contract from stage to stage, in order.</summary>
    public ImmutableDictionary<Slug, ImmutableList<Fact>> Steps { get; init; } = ImmutableDictionary<Slug, ImmutableList<Fact>>.Empty;

    public ImmutableDictionary<Slug, PoolTotals> Totals { get; init; } = ImmutableDictionary<Slug, PoolTotals>.Empty;
    public ImmutableSortedDictionary<string, Assumption> Assumptions { get; init; } = ImmutableSortedDictionary<string, Assumption>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Issued invoices by contract and in order of issue, and payments by invoice.</summary>
    public Receivables Receivables { get; init; } = Receivables.None;

    /// <summary>Reminders of overdue invoices in order of sending, by invoice.</summary>
    public ImmutableDictionary<string, ImmutableList<Reminder>> Reminders { get; init; } = ImmutableDictionary<string, ImmutableList<Reminder>>.Empty;

    /// <summary>What schedulers were read back to enforce, by cluster.</summary>
    public ImmutableSortedDictionary<Slug, ClusterState> Clusters { get; init; } = ImmutableSortedDictionary<Slug, ClusterState>.Empty;

    /// <summary>The last closed month; months close in order and without gaps.</summary>
    public YearMonth? ClosedThrough { get; init; }

    /// <summary>The general ledger kept elsewhere, and who did which step of a close.</summary>
    public Closing Closing { get; init; } = Closing.None;

    /// <summary>The first month that was ever closed; null while none is.</summary>
    public YearMonth? FirstClosed { get; init; }

    /// <summary>The accounting month in which something of a month is posted: that month while it is open, else the first that is.</summary>
    public YearMonth PostedIn(YearMonth month) => ClosedThrough is { } closed && month <= closed ? closed.PlusMonths(1) : month;

    /// <summary>The display names of parties: digests of erasable exhibits, never the names themselves.</summary>
    public ImmutableSortedDictionary<Slug, string> PartyNames { get; init; } = ImmutableSortedDictionary<Slug, string>.Empty;

    /// <summary>What stands on paper about parties: digests of erasable exhibits, never the details themselves.</summary>
    public ImmutableSortedDictionary<Slug, string> PartyDetails { get; init; } = ImmutableSortedDictionary<Slug, string>.Empty;

    /// <summary>The values of published indices by index and month; of two for one month the later said.</summary>
    public ImmutableDictionary<(string Index, YearMonth Month), decimal> Indices { get; init; } = Observations.None.Indices;

    /// <summary>The accounting policies stated, in order.</summary>
    public ImmutableArray<AccountingPolicy> Accounting { get; init; } = [];

    /// <summary>What capacity costs, how its use was measured, and how both are presented.</summary>
    public Outlays Outlays { get; init; } = Outlays.None;
    /// <summary>What was said for reports about the book rather than of what it holds, in order.</summary>
    public ImmutableList<Fact> Disclosures { get; init; } = [];

    /// <summary>The customers that came to belong to us, and since when.</summary>
    public ImmutableSortedDictionary<Slug, LocalDate> Acquired { get; init; } = ImmutableSortedDictionary<Slug, LocalDate>.Empty;

    /// <summary>Where usage is measured, as last described.</summary>
    public ImmutableSortedDictionary<Slug, UsageSource> Sources { get; init; } = ImmutableSortedDictionary<Slug, UsageSource>.Empty;

    /// <summary>The last seal of each source and month.</summary>
    public ImmutableDictionary<(Slug Source, YearMonth Month), UsageSealed> Seals { get; init; } = ImmutableDictionary<(Slug, YearMonth), UsageSealed>.Empty;

    /// <summary>Every seal of every source, in order: revisions stay.</summary>
    public ImmutableList<Sealing> Sealings { get; init; } = [];

    /// <summary>Incidents, maintenance and curtailments.</summary>
    public Incidents Incidents { get; init; } = Incidents.None;

    /// <summary>The conditions of nodes that were seen, by id.</summary>
    public ImmutableDictionary<string, NodeCondition> Conditions { get; init; } = ImmutableDictionary<string, NodeCondition>.Empty;

    /// <summary>The block in which the node of a condition stands, by the condition's id.</summary>
    internal ImmutableDictionary<string, Slug> Standing { get; init; } = ImmutableDictionary<string, Slug>.Empty;

    /// <summary>The contracts whose clauses judge the conditions of nodes.</summary>
    public ImmutableSortedSet<Slug> Judging { get; init; } = [];

    /// <summary>The contracts whose buyers have a right to extend; whether it has lapsed depends on the date.</summary>
    public ImmutableSortedSet<Slug> Optioned { get; init; } = [];

    /// <summary>The contracts with a clause that follows a published index.</summary>
    public ImmutableSortedSet<Slug> Indexed { get; init; } = [];

    /// <summary>The contracts with clauses that bear on what is signed with others.</summary>
    public ImmutableSortedSet<Slug> Bearing { get; init; } = [];

    /// <summary>The zone in which dates of a pool or of a class of pools are kept: that of the first such pool's site, else the book's.</summary>
    public Calendar CalendarOf(Slug home) => Fleet.Pools.Values.FirstOrDefault(pool => pool.Id == home || pool.Class == home) is { } pool ? Fleet.CalendarOf(pool) : Calendar;

    /// <summary>The party whose book this is.</summary>
    public Slug Owner => Opened?.Owner ?? default;

    /// <summary>The calendar in which the book's own dates (reports, closes) are kept.</summary>
    public Calendar Calendar => Opened?.Calendar ?? Calendar.Utc;

    /// <summary>The book once one more fact has been said. The fact's position is the next one.</summary>
    public Book With(Fact fact)
    {
        if (fact.Position != Position + 1) throw new InvalidOperationException($"Fact {fact.Position} does not follow position {Position}.");
        var said = fact.Body.Apply(this, fact) with { Position = fact.Position, RecordedAt = Instant.Max(RecordedAt, fact.RecordedAt) };
        return fact.Body.StepOf is { } of ? said with { Steps = said.Steps.SetItem(of, said.Steps.GetValueOrDefault(of, []).Add(fact)) } : said;
    }

    /// <summary>The book once these facts have been said: the same as one after another, but invoices in a row, of which a close says thousands, are taken up together.</summary>
    public Book With(IEnumerable<Fact> facts)
    {
        var (book, row) = (this, new List<Fact>());
        foreach (var fact in facts)
        {
            if (fact.Body is not InvoiceIssued) (book, row) = (book.Issued(row).With(fact), []);
            else if (fact.Position == book.Position + row.Count + 1) row.Add(fact);
            else throw new InvalidOperationException($"Fact {fact.Position} does not follow position {book.Position + row.Count}.");
        }
        return book.Issued(row);
    }

    Book Issued(IReadOnlyList<Fact> row) => row.Count == 0 ? this : this with
    {
        Receivables = Receivables.With(row.Select(fact => ((InvoiceIssued)fact.Body).Invoice)),
        Position = row[^1].Position,
        RecordedAt = row.Select(fact => fact.RecordedAt).Append(RecordedAt).Max(),
    };

    /// <summary>Whether we sell under these terms; otherwise we buy, which adds supply and owes money.</summary>
    public bool Sells(Terms terms) => terms.Buyer != Owner;

    /// <summary>All contracts in the order of their ids.</summary>
    public IReadOnlyList<Contract> AllContracts => Walk.All;

    /// <summary>The contracts by what says when their months may be invoiced: one entry for all that are alike.</summary>
    public IReadOnlyList<InvoicedAlike> Invoicing => Walk.Alike;

    /// <summary>The next month to close: after the last closed, or the first in which a contract that we sell serves; null when there is neither.</summary>
    public YearMonth? FirstOpen => ClosedThrough?.PlusMonths(1) ?? Invoicing.Where(alike => alike.IsSold).Select(alike => (YearMonth?)alike.From.ToYearMonth()).Min();

    ContractWalk Walk => _walk is { } walk && walk.IsOf(Contracts, Owner) ? walk : _walk = new(Contracts, Owner);

    ContractWalk? _walk; // read and written whole, as a reference

    /// <summary>The contracts that we sell.</summary>
    public IEnumerable<Contract> Sold => AllContracts.Where(contract => Sells(contract.Terms));

    /// <summary>The contracts that we sell and that follow a published index.</summary>
    public IEnumerable<Contract> SoldByIndex => Indexed.Select(id => Contracts[id]).Where(contract => Sells(contract.Terms));

    /// <summary>The contracts that are with others on a date: those of customers that belong to us by then are left out.</summary>
    public IEnumerable<Contract> SoldToOthers(LocalDate on) => Acquired.IsEmpty ? Sold : Sold.Where(contract => contract.IsExternal(on));

    /// <summary>The contracts that we buy.</summary>
    public IEnumerable<Contract> Bought => AllContracts.Where(contract => !Sells(contract.Terms));

    /// <summary>The blocks that are with a contract at an instant: made over to it, used, or being drained.</summary>
    public IEnumerable<HandoverBlock> BlocksOf(Slug contract, Instant at) =>
        Blocks.Values.Where(block => block.StateAt(at).IsWithContract() && block.ContractAt(at) == contract);

    /// <summary>The totals of a pool.</summary>
    public PoolTotals TotalsOf(Slug pool) => Totals.GetValueOrDefault(pool, PoolTotals.None);

    /// <summary>The book with a contract put in the place of what it was before, and the pool totals moved by the difference.</summary>
    public Book WithContract(Contract contract)
    {
        contract = contract with { Indices = Indices, Accounting = Accounting, Acquired = Acquired };
        var judges = contract.Versions.Any(version => version.Terms.Legs.Any(leg => leg is Sla { States: not null }));
        if (judges) contract = contract with { Conditions = this.Judged(contract, Conditions.Values) };
        var totals = Contracts.TryGetValue(contract.Id, out var before) ? Moved(Totals, before, -1) : Totals;
        var options = Sells(contract.Terms) && contract.Terms.Legs.Any(leg => leg is Extension option && option.IsFor(Side.Buyer))
            ? Optioned.Add(contract.Id) : Optioned.Remove(contract.Id);
        var bearing = contract.Versions.Any(version => version.Terms.Legs.Any(leg => leg.BearsOnOthers)) ? Bearing.Add(contract.Id) : Bearing.Remove(contract.Id);
        return this with
        {
            Contracts = Contracts.SetItem(contract.Id, contract),
            Totals = Moved(totals, contract, 1),
            Optioned = options,
            Indexed = contract.FollowsIndices ? Indexed.Add(contract.Id) : Indexed.Remove(contract.Id),
            Bearing = bearing,
            Judging = judges ? Judging.Add(contract.Id) : Judging.Remove(contract.Id),
        };
    }

    /// <summary>The book with these accounting policies, and every contract with them.</summary>
    public Book WithAccounting(ImmutableArray<AccountingPolicy> stated) => this with
    {
        Accounting = stated,
        Contracts = Contracts.SetItems(Contracts.Values.Select(contract => KeyValuePair.Create(contract.Id, contract with { Accounting = stated })).ToList()),
    };

    /// <summary>The book with a party that belongs to us from a date on, and every contract with what is known of that.</summary>
    public Book WithAcquired(Slug party, LocalDate from)
    {
        var acquired = Acquired.SetItem(party, from);
        return this with
        {
            Acquired = acquired,
            Contracts = Contracts.SetItems(Contracts.Values.Select(contract => KeyValuePair.Create(contract.Id, contract with { Acquired = acquired })).ToList()),
        };
    }

    /// <summary>What customers that belong to us hold of a pool, from the days on which they do: committed as before, and own use.</summary>
    public Timeline<long> HeldInside(Slug pool) => Acquired.IsEmpty ? Timeline<long>.Always(0)
        : Sold.SelectMany(contract => HeldInside(contract, pool)).Aggregate(Timeline<long>.Always(0), (sum, held) => sum.Zip(held, (a, b) => a + b));

    /// <summary>Whether a party belongs to us on a date.</summary>
    public bool IsOurs(Slug party, LocalDate on) => Acquired.TryGetValue(party, out var since) && since <= on;

    /// <summary>The account on which a customer's invoices stand: one that belongs to us owes inside the group.</summary>
    public LedgerAccount OwedBy(Slug customer, Slug contract) =>
        Acquired.ContainsKey(customer) ? LedgerAccount.WithinGroup(customer, contract) : LedgerAccount.Receivable(customer, contract);

    static IEnumerable<Timeline<long>> HeldInside(Contract contract, Slug pool) =>
        contract.DaysInside is { Length: > 0 } days
        ? contract.Capacity.Where(commitment => commitment.Pool == pool).Select(commitment => commitment.Within(days, contract.Terms.Calendar).Map(gpus => gpus.Count)) : [];

    /// <summary>The book without a contract: what an amendment of it is tested against.</summary>
    public Book WithoutContract(Slug id) => !Contracts.TryGetValue(id, out var found) ? this
        : this with { Contracts = Contracts.Remove(id), Totals = Moved(Totals, found, -1) } with
        { Optioned = Optioned.Remove(id), Indexed = Indexed.Remove(id), Bearing = Bearing.Remove(id), Judging = Judging.Remove(id) };

    /// <summary>
    /// The book with what open quotes hold at an instant, and what buyers may still claim by rights to extend, taken for committed: what a sale is tested against. It has the held
    /// quotes among its contracts, so it serves to answer about capacity and not about money.
    /// </summary>
    /// <param name="except">An id whose quote is left out, since it is what is being offered.</param>
    public Book Holding(Instant now, Slug? except = null)
    {
        var held = Quotes.Values.Where(quote => quote.Contract != except && quote.Latest.Holds && quote.IsOpen(now))
            .Aggregate(this, (book, quote) => book.WithContract(quote.Latest.AsContract));
        return held.Optioned.Where(id => id != except).Select(id => held.Contracts[id])
            .Select(contract => (contract, Longest: contract.WithOptions(contract.Terms.Calendar.DateOf(now))))
            .Where(pair => pair.Longest.Versions.Length > pair.contract.Versions.Length)
            .Aggregate(held, (book, pair) => book.WithContract(pair.Longest));
    }

    /// <summary>The book under another policy: forecasts and the handover days after every contract follow it.</summary>
    public Book WithPolicy(Policy policy)
    {
        var bare = this with { Policy = policy, Totals = ImmutableDictionary<Slug, PoolTotals>.Empty };
        var demand = Demand.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Under(policy.Paths, policy.Seed));
        return Contracts.Values.Aggregate(bare, (book, contract) => book with { Totals = book.Moved(book.Totals, contract, 1) }) with { Demand = demand };
    }

    ImmutableDictionary<Slug, PoolTotals> Moved(ImmutableDictionary<Slug, PoolTotals> totals, Contract contract, int sign)
    {
        var handover = Period.FromDays(Policy.HandoverDays);
        foreach (var inPool in contract.Capacity.GroupBy(commitment => commitment.Pool))
        {
            var pool = totals.GetValueOrDefault(inPool.Key, PoolTotals.None);
            totals = totals.SetItem(inPool.Key, Sells(contract.Terms)
                ? pool.AddSold([.. inPool], Fleet.Pools[inPool.Key].Draw, handover, contract.Terms.Calendar, sign)
                : inPool.Aggregate(pool, (sum, commitment) => sum.AddBought(commitment, sign)));
        }
        return totals;
    }
}

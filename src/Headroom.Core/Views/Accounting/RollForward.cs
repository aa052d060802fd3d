using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// How balances came from the opening of an accounting month to its closing: receivables, contract assets, contract and customer liabilities, unapplied cash and
/// the revenue recognised so far, each movement by its cause. It is the sum of the ledger's postings, and shown against what the documents and the contracts come to.
/// </summary>
/// <param name="IsClosed">Whether the month is closed; else it is shown as it stands, or as a close now would leave it.</param>
/// <param name="Lines">By kind, contract and customer, as finely as they are posted.</param>
/// <param name="Ties">For every contract what was billed, accreted and recognised by the closing; empty while the month is not closed.</param>
/// <param name="Open">For every customer what its documents leave open at the closing; empty while the month is not closed.</param>
public sealed record RollForward(YearMonth Month, bool IsClosed, ImmutableArray<RollLine> Lines, ImmutableArray<ContractTie> Ties, ImmutableArray<CustomerTie> Open)
{
    /// <summary>The kinds of balances, in the order of reports.</summary>
    public static ImmutableArray<AccountKind> Kinds { get; } =
        [AccountKind.Receivable, AccountKind.IntercompanyReceivable, AccountKind.ContractAsset, AccountKind.ContractLiability, AccountKind.CustomerLiability,
            AccountKind.UnappliedCash, AccountKind.Revenue, AccountKind.IntercompanyRevenue];

    /// <summary>Whether every tie holds to the cent.</summary>
    public bool Holds => Ties.All(tie => tie.Difference == 0) && Open.All(tie => tie.Difference == 0);

    /// <param name="facts">All facts from the first on; a close that is only supposed may stand at the end.</param>
    public static RollForward Of(IEnumerable<Fact> facts, YearMonth month)
    {
        var (run, rows) = (new LedgerRun(), new Rows(month));
        Book? closed = null;
        foreach (var fact in facts)
        {
            foreach (var entry in run.After(fact)) rows.Add(entry);
            if (fact.Body is MonthClosed { Month: var done } && done == month) closed = run.Book;
            else if (fact.Body is MonthReopened { Month: var again } && again == month) closed = null;
        }
        var lines = rows.Lines();
        return new(month, closed is not null, lines, closed is null ? [] : ContractTie.Of(closed, month, lines), closed is null ? [] : CustomerTie.Of(closed, month, lines));
    }

    /// <summary>What of it is of one contract, of one customer, or of both; null for any. The account of a customer is of no contract.</summary>
    public RollForward Only(Slug? contract, Slug? customer) => contract is null && customer is null ? this : this with
    {
        Lines = [.. Lines.Where(line => (contract is null || line.Contract == contract) && (customer is null || line.Customer == customer))],
        Ties = [.. Ties.Where(tie => (contract is null || tie.Contract == contract) && (customer is null || tie.Customer == customer))],
        Open = [.. Open.Where(tie => contract is null && (customer is null || tie.Customer == customer))],
    };

    /// <summary>The refusal of a contract or a customer that the book does not have, with the nearest that it has; null when it has them.</summary>
    public static Refusal? Unknown(Book book, Slug? contract, Slug? customer)
    {
        Refusal? Of(string what, Slug? asked, IEnumerable<Slug> known) => asked is null || known.Contains(asked.Value) ? null
            : new Refusal(RefusalCode.NotFound, what, $"There is no {what} '{asked}'; nearest are {string.Join(", ", Figures.Nearest(known.Select(id => id.ToString()), asked.Value.ToString()))}.");
        return Of("contract", contract, book.Contracts.Keys)
            ?? Of("customer", customer, book.AllContracts.SelectMany(each => each.Versions).Select(version => version.Terms.Buyer));
    }

    /// <summary>The lines of each kind and currency added up.</summary>
    public ImmutableArray<RollLine> Whole => Added(_ => true, line => line with { Contract = null, Customer = null });

    /// <summary>The lines of each contract; unapplied cash belongs to customers and is not among them.</summary>
    public ImmutableArray<RollLine> ByContract => Added(line => line.Contract is not null, line => line with { Customer = null });

    /// <summary>The lines of each customer.</summary>
    public ImmutableArray<RollLine> ByCustomer => Added(line => line.Customer is not null, line => line with { Contract = null });

    ImmutableArray<RollLine> Added(Func<RollLine, bool> which, Func<RollLine, RollLine> seen) =>
        [.. Lines.Where(which).GroupBy(line => seen(line with { Movements = [], Opening = 0 })).Select(same => same.Key.Adding(same)).OrderBy(line => line, RollLine.InOrder)];

    /// <summary>The postings of the kinds while they are added up.</summary>
    sealed class Rows(YearMonth month)
    {
        readonly Dictionary<RollLine, decimal> _openings = [];
        readonly Dictionary<RollLine, Dictionary<LedgerCause, decimal>> _movements = [];

        public void Add(LedgerEntry entry)
        {
            if (entry.Month > month) return;
            foreach (var posting in entry.Postings.Where(posting => Kinds.Contains(posting.On.Kind)))
            {
                var key = new RollLine(posting.On.Kind, posting.On.Contract, posting.On.Customer, posting.Currency, 0, []);
                var amount = RollLine.IsDebit(key.Kind) ? posting.Amount : -posting.Amount;
                if (entry.Month < month) _openings[key] = _openings.GetValueOrDefault(key) + amount;
                else
                {
                    if (!_movements.TryGetValue(key, out var causes)) _movements[key] = causes = [];
                    causes[entry.Cause] = causes.GetValueOrDefault(entry.Cause) + amount;
                }
            }
        }

        public ImmutableArray<RollLine> Lines() =>
            [.. _openings.Keys.Union(_movements.Keys).Select(key => key with
            {
                Opening = _openings.GetValueOrDefault(key),
                Movements = RollLine.Sorted(_movements.GetValueOrDefault(key, [])),
            }).Where(line => line.Opening != 0 || line.Movements.Length > 0).OrderBy(line => line, RollLine.InOrder)];
    }
}

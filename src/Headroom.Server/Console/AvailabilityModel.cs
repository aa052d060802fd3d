using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Journal;
using Headroom.Metering.Conditions;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the page of availability shows: a contract's month by the table that it agreed, beside what its buyer measured, and what follows.</summary>
/// <param name="Contract">Null where no contract promises availability.</param>
/// <param name="Contracts">Those that promise availability, at most <see cref="MostContracts"/>.</param>
/// <param name="Bills">The lines of invoices by which the month's credit was given.</param>
public sealed record AvailabilityModel(Surroundings Around, Contract? Contract, YearMonth Month, ImmutableArray<AvailabilityMonth> Clauses, ImmutableArray<Slug> Contracts,
    ImmutableArray<(string Invoice, InvoiceLine Line)> Bills)
{
    const int MostContracts = 24, MostMonths = 6;

    /// <summary>At most so many conditions are listed; the table as CSV has all.</summary>
    public const int MostConditions = 100;

    /// <summary>The disputes that the buyer's figures opened, by clause.</summary>
    public ImmutableDictionary<string, Dispute> Disputes { get; private init; } = ImmutableDictionary<string, Dispute>.Empty;

    /// <summary>Events of conditions that came in the month and were refused, whichever contract they were of.</summary>
    public IReadOnlyList<RefusedUse> Refused { get; private init; } = [];

    internal static AvailabilityModel? Of(Asked asked)
    {
        var (book, input) = (asked.Book, asked.Input);
        var promising = book.Contracts.Values.Where(contract => contract.Versions.Any(version => version.Terms.Legs.OfType<Sla>().Any())).Select(contract => contract.Id)
            .Take(MostContracts).ToImmutableArray();
        var contract = input.Has("contract") ? asked.Contract : promising.IsEmpty ? null : book.Contracts[promising[0]];
        var month = input.Has("month") ? input.Month("month") : asked.Today.ToYearMonth().PlusMonths(-1);
        if (input.Faults.Count > 0) return null;
        if (contract is null) return new(Surroundings.Of(asked), null, month, [], [], []);
        var clauses = AvailabilityMonth.Of(contract, month, contract.Terms.Calendar.DateOf(asked.Now).PlusDays(-1)).ToImmutableArray();
        return new(Surroundings.Of(asked), contract, month, clauses, promising, [.. BillsOf(book, contract, month, clauses)])
        {
            Refused = RefusedConditions.Of(asked.Desk.Keeper.Journal.Usage, month),
            Disputes = clauses.Where(clause => clause.Theirs?.Dispute is not null).ToImmutableDictionary(clause => clause.Clause.Name,
                clause => book.Receivables.Disputes.ById[clause.Theirs!.Dispute!]),
        };
    }

    static IEnumerable<(string, InvoiceLine)> BillsOf(Book book, Contract contract, YearMonth month, ImmutableArray<AvailabilityMonth> clauses) =>
        book.Receivables.InvoicesOf(contract.Id).Where(invoice => !book.Receivables.Voided.ContainsKey(invoice.Number!))
            .SelectMany(invoice => invoice.Lines.Where(line => line.Period == month && line.Amount != 0 && clauses.Any(clause => clause.Clause.Name == line.Charge))
                .Select(line => (invoice.Number!, line)));

    /// <summary>Months to choose from: the one shown, those before it and the next if it has begun.</summary>
    public IEnumerable<YearMonth> Months
    {
        get
        {
            var last = Month < Around.Today.ToYearMonth() ? Month.PlusMonths(1) : Month;
            return Enumerable.Range(0, MostMonths).Select(back => last.PlusMonths(back + 1 - MostMonths));
        }
    }

    /// <summary>The address of another contract's or month's page.</summary>
    public string Link(Slug contract, YearMonth month) =>
        FormattableString.Invariant($"/availability?contract={contract}&month={Json.Text(month)}{(Around.IsEarlier ? $"&position={Around.Position}" : "")}");

    /// <summary>The view of the API that shows the same.</summary>
    public string Api => $"/v1/contracts/{Contract!.Id}/availability/{Json.Text(Month)}";
}

using System.Collections.Immutable;
using System.Text;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Terms;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the list of contracts shows.</summary>
/// <param name="Next">The cursor of the next page, or null.</param>
public sealed record ContractsModel(Surroundings Around, LocalDate At, ImmutableArray<ContractRow> Rows, string? Next)
{
    internal static ContractsModel? Of(Asked asked)
    {
        var at = asked.At;
        var page = asked.Page(asked.Book.Contracts.Values, contract => contract.Id.ToString());
        return asked.Input.Faults.Count > 0 ? null
            : new(Surroundings.Of(asked), at, [.. page.Items.Select(contract => ContractRow.Of(asked, contract, at))], page.Next);
    }
}

/// <summary>One contract in the list.</summary>
public sealed record ContractRow(Contract Contract, string Party, bool Sells, Exposure Exposure, Backlog Backlog)
{
    internal static ContractRow Of(Asked asked, Contract contract, LocalDate at)
    {
        var sells = asked.Book.Sells(contract.Terms);
        return new(contract, Surroundings.NameOf(asked, sells ? contract.Terms.Buyer : contract.Terms.Seller), sells, Exposure.Of(asked.Book, contract, at),
            Backlog.Of(contract, at));
    }
}

/// <summary>What the page of one contract shows.</summary>
/// <param name="Dates">What comes next, in order of date.</param>
/// <param name="Chart">Capacity, fees and exits over time, as JSON for the chart.</param>
/// <param name="Invoices">Issued invoices with what is open on each.</param>
/// <param name="Revenue">Under every policy; empty for a contract that we buy.</param>
public sealed record ContractModel(
    Surroundings Around, ContractRow Row, string Seller, string Buyer, LocalDate At, ImmutableArray<Agenda> Dates, string Chart,
    ImmutableArray<(Invoice Invoice, decimal Open)> Invoices, ImmutableArray<RevenueUnderPolicy> Revenue)
{
    /// <summary>Where the contract stands; null before anything was said of it.</summary>
    public Lifecycle? Life { get; init; }

    /// <summary>What is or was taken back of it.</summary>
    public ImmutableArray<ReclaimProgress> Reclaims { get; init; } = [];

    /// <summary>What the form that led here recorded.</summary>
    public RecordedFacts Recorded { get; init; } = RecordedFacts.None;

    /// <summary>Where its accounts stand; null for a contract that we buy.</summary>
    public ContractBalances? Balances { get; init; }

    /// <summary>What is left to perform and disclosed; null for a contract that we buy.</summary>
    public Rpo? Obligations { get; init; }

    public Contract Contract => Row.Contract;
    public Terms Terms => Row.Contract.Terms;

    internal static ContractModel? Of(Asked asked)
    {
        var (contract, at, recorded) = (asked.Contract, asked.At, RecordedFacts.Of(asked));
        if (contract is null || asked.Input.Faults.Count > 0) return null;
        var book = asked.Book;
        return new(
            Surroundings.Of(asked), ContractRow.Of(asked, contract, at), Surroundings.NameOf(asked, contract.Terms.Seller), Surroundings.NameOf(asked, contract.Terms.Buyer), at,
            !Agenda.IsOpen(book, contract, at) ? []
            : [.. Agenda.Of(book, contract, at).Concat(IncidentDates.Of(book, at, asked.Now).Where(item => item.Contract == contract.Id)).OrderBy(item => item.Date)],
            ChartOf(contract, at),
            [.. book.Receivables.InvoicesOf(contract.Id).Select(invoice => (invoice, book.Receivables.OpenOf(invoice)))],
            book.Sells(contract.Terms) ? RevenueUnderPolicy.All(contract, at) : [])
        {
            Recorded = recorded,
            Life = Lifecycle.Of(book, contract.Id, at),
            Reclaims = [.. book.Reclaims.Values.Where(reclaim => reclaim.Contract == contract.Id).Select(reclaim => ReclaimProgress.Of(book, reclaim))],
            Balances = book.Sells(contract.Terms) ? ContractBalances.Of(book, contract, at) : null,
            Obligations = book.Sells(contract.Terms) ? Rpo.Of(contract, at) : null,
        };
    }

    /// <summary>Steps of capacity and of the monthly fee, the days on which either side could end, and the last day.</summary>
    static string ChartOf(Contract contract, LocalDate at)
    {
        var (fees, calendar) = (Exposure.Recurring(contract, at), contract.Terms.Calendar);
        var reserved = contract.Schedule(at).ReservedInAll;
        var end = contract.LastDay.PlusDays(1);
        return Encoding.UTF8.GetString(Json.Bytes(json => json.Map(() =>
        {
            json.WriteString("currency", contract.Terms.Currency.Code);
            json.Date("from", contract.Versions[0].Terms.From);
            json.Date("end", end);
            json.Date("at", at);
            json.List("capacity", reserved.Changes, change => json.Map(() => { json.Date("from", calendar.DateOf(change)); json.WriteNumber("gpus", reserved.At(change).Count); }));
            json.List("fee", fees.Changes.Where(date => date < end),
                date => json.Map(() => { json.Date("from", date); json.WriteNumber("amount", Monthly(fees, date, contract.Terms.Currency)); }));
            json.List("marks", Marks(contract, at), mark => json.Map(() => { json.Date("date", mark.Date); json.WriteString("what", mark.What); }));
        })));
    }

    // A whole month at the rate of a date: daily amounts differ from month to month, the fee does not.
    static decimal Monthly(Cumulative fees, LocalDate date, Currency currency) =>
        (fees.PerDayOn(date) * CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month)).Round(currency.Digits);

    static IEnumerable<(LocalDate Date, string What)> Marks(Contract contract, LocalDate at)
    {
        yield return (at, "today");
        if (contract.Notice is { } notice)
        {
            yield return (notice.Served, "notice served");
            yield return (notice.LastDay, "last day served");
            yield break;
        }
        foreach (var exit in contract.ExitsOn(at))
        {
            if (exit.ServeFrom > at) yield return (exit.ServeFrom, $"notice from ({Words.Of(Words.Exits, exit.By)})");
            if (exit.LastDayIfServed(at) < contract.LastDay) yield return (exit.LastDayIfServed(at), $"earliest exit ({Words.Of(Words.Exits, exit.By)})");
        }
    }
}

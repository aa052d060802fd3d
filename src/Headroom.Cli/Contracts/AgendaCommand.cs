using System.CommandLine;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Calendars;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>agenda</c>: the next dates of contracts, as a table or an iCalendar feed.</summary>
static class AgendaCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("agenda", "The next dates on which something must or can happen under contracts, and what each does to capacity and money.", clock, Run,
        Common.Text("--contract", "Only this contract's."), Common.Option("--ical", "Print an iCalendar feed (RFC 5545)."), Common.At(), Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var only = session.Input.Has("contract") ? session.Contract(book) : null;
        var at = session.At(keeper, book);
        if (session.Faults.Count > 0) return Output.Refused;
        var items = book.Contracts.Values.Where(contract => only is null || contract.Id == only.Id).Where(contract => Agenda.IsOpen(book, contract, at))
            .SelectMany(contract => Agenda.Of(book, contract, at))
            .Concat(IncidentDates.Of(book, at, keeper.Now(book)).Where(item => only is null || item.Contract == only.Id))
            .Concat(only is null ? book.Quotes.Values.SelectMany(quote => Agenda.Of(quote, book.Calendar.StartOf(at))) : []).OrderBy(item => item.Date).ToList();
        if (!session.Flag("ical"))
            return session.Output.Print(json => AgendaJson.Write(json, at, items), console => Text(console, $"Next dates from {Json.Text(at)}", items));
        return session.Output.Raw(ICalendar.Text(items, keeper.Now(book)));
    });

    /// <summary>Dates as a table: whether something will or can happen, and what it does to capacity and money.</summary>
    public static void Text(IAnsiConsole console, string title, IEnumerable<Agenda> items)
    {
        var table = Show.Table(console, title, "date", "contract", "", "~what", ">GPUs", ">amount", "", "");
        foreach (var item in items)
            table.Row(Json.Text(item.Date), item.Contract?.ToString() ?? "", item.IsChoice ? "can" : "will", Show.Plain(item.What),
                item.GpusChange.Count == 0 ? "" : item.GpusChange.Count.ToString("+#,##0;-#,##0", System.Globalization.CultureInfo.InvariantCulture),
                item.Amount is { } amount ? Show.Money(amount, item.Currency) : "", item.Amount is null ? "" : item.Currency?.Code ?? "",
                item.Amount is null ? "" : Show.Amount(item.AmountOf));
        console.Write(table);
    }
}

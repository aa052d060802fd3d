using System.CommandLine;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>bill unbilled</c>, <c>bill orders</c> and <c>invoice why</c>: why something is, or is not, on an invoice.</summary>
static class UnbilledCommands
{
    public static Command Unbilled(IClock clock) => Common.Of("unbilled", "Whatever is due by a date and has no invoice line, with its reason. Amounts add up to due less billed.",
        clock, ShowUnbilled,
        Common.Text("--contract", "Only this contract's."), Common.At(), Common.Position());

    public static Command Orders(IClock clock) =>
        Common.Of("orders", "Customers' purchase orders, with what has been billed under each against its limit.", clock, ShowOrders, Common.Position());

    public static Command Why(IClock clock) => Common.Of("why", "Open an invoice's lines to their cause: clause, rates, facts in the journal, and what was billed before.",
        clock, ShowWhy,
        Common.Argument("invoice", "Its number, such as INV-0000001."), Common.Text("--line", "Only this line, from 1."), Common.Position());

    static int ShowUnbilled(Session session) => session.View((keeper, book) =>
    {
        var (only, at) = (session.Input.Has("contract") ? session.Contract(book) : null, session.At(keeper, book));
        if (session.Faults.Count > 0) return Output.Refused;
        var items = Core.Views.Unbilled.Of(book, at, keeper.Now(book)).Where(item => only is null || item.Contract == only.Id).ToList();
        return session.Output.Print(json => json.Map(() => { json.Date("at", at); InvoicingJson.Unbilled(json, items); }), console =>
        {
            var table = Show.Table(console, $"Not billed at {Json.Text(at)}", "contract", "payer", "charge", "month", ">amount", "", "why");
            foreach (var item in items)
                table.Row(item.Contract.ToString(), item.Payer.ToString(), item.Charge, Json.Text(item.Month), Show.Money(item.Amount, item.Currency), item.Currency.Code,
                    item.Why);
            console.Write(table);
            foreach (var sum in items.GroupBy(item => item.Currency.Code).OrderBy(group => group.Key, StringComparer.Ordinal))
                Show.Line(console, $"due less billed: {Show.Money(sum.Sum(item => item.Amount), sum.First().Currency)} {sum.Key}");
        });
    });

    static int ShowOrders(Session session) => session.View((_, book) =>
    {
        var orders = OrderUse.Of(book).ToList();
        return session.Output.Print(json => json.Map(() => InvoicingJson.Orders(json, orders)), console =>
        {
            var table = Show.Table(console, "Purchase orders, before tax and late interest", "contract", "number", "from", ">limit", ">invoices", ">billed",
                ">above the limit", "");
            foreach (var use in orders)
                table.Row(use.Contract.ToString(), use.Order.Number, Json.Text(use.Order.From), use.Order.Limit is { } limit ? Show.Money(limit, use.Currency) : "none",
                    Show.Gpus(use.Invoices), Show.Money(use.Billed, use.Currency), Show.Money(use.Above, use.Currency), use.Currency.Code);
            console.Write(table);
        });
    });

    static int ShowWhy(Session session) => session.View((keeper, book) =>
    {
        var (number, line) = (session.Input.Text("invoice", 40), session.Input.Has("line") ? session.Input.Whole("line", 1, 10_000, "") : 0);
        if (session.Faults.Count > 0) return Output.Refused;
        if (!book.Receivables.Invoices.TryGetValue(number, out var invoice))
            return session.Output.Refuse([new Refusal(RefusalCode.NotFound, "invoice", $"There is no invoice '{number}'.")]);
        if (line > invoice.Lines.Length)
            return session.Output.Refuse([new Refusal(RefusalCode.NotFound, "line", $"{number} has {invoice.Lines.Length} lines, not {line}.")]);
        var causes = LineCause.Of(keeper.Facts(0, book.Position), invoice).Where(cause => line == 0 || cause.Number == line).ToList();
        return session.Output.Print(json => json.Map(() => InvoicingJson.Causes(json, invoice, causes)),
            console => { foreach (var cause in causes) Text(console, cause, invoice.Currency); });
    });

    static void Text(Spectre.Console.IAnsiConsole console, LineCause cause, Core.Units.Currency currency)
    {
        var table = Show.Table(console, $"line {cause.Number}: {cause.Line.Text} {Show.Money(cause.Line.Amount, currency)}", "what", "", ">amount");
        foreach (var stretch in cause.Basis.Stretches)
            table.Row($"{Json.Text(stretch.From)} to {Json.Text(stretch.Through)}",
                stretch.Days == 1 ? "on that day" : FormattableString.Invariant($"{stretch.Days} days at {stretch.ShownPerDay:#,##0.00####} a day"),
                Show.Money(stretch.Rounded, currency));
        foreach (var (fact, move) in cause.Facts)
            table.Row($"fact {fact.Position}", $"{fact.Body.Kind} {fact.Body.About} moved what is due by", Show.Money(move, currency));
        table.Row("due", "", Show.Money(cause.Due, currency));
        foreach (var (invoice, amount) in cause.Basis.Before) table.Row($"less {invoice}", "billed before", Show.Money(-amount, currency));
        table.Row("this line", "", Show.Money(cause.Line.Amount, currency));
        console.Write(table);
        if (cause.Availability is { } availability) AvailabilityCommands.Conditions(console, availability.Hours!);
        if (cause.Says is { } says) Show.Line(console, $"Clause {says}.");
        foreach (var words in cause.Workings.Where(words => words != cause.Says)) Show.Line(console, $"  {words}");
    }
}

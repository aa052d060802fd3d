using System.CommandLine;
using Headroom.Core.Views;
using Headroom.Documents;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>statement</c>: customers' accounts with running balances and ageing.</summary>
static class StatementCommand
{
    public static Command Build(IClock clock) => Common.Of("statement", "Statements of account: invoices, payments, running balance, and what is open by how long it is past due.",
        clock, Run,
        Common.Text("--customer", "Only this customer's."), Common.At(), Filing.Pdf, Filing.Html, Filing.To, Filing.Paper, Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var only = session.Input.IdOrNone("customer");
        var at = session.At(keeper, book);
        if (session.Faults.Count > 0) return Output.Refused;
        var statements = Statement.Of(book, at).Where(statement => only is null || statement.Customer == only).ToList();
        if (session.Flag("pdf") || session.Flag("html"))
        {
            var (papers, head) = (new Papers(keeper), Session.HeadAt(keeper, book.Position));
            return Filing.Write(session, statements.Select(statement => papers.Account(book, statement, head)).Select(paper => (paper.FileName, paper.Sheet)), statements.Count,
                session.Flag("pdf"));
        }
        return session.Output.Print(json => StatementJson.List(json, statements), console => { foreach (var statement in statements) Text(console, statement); });
    });

    static void Text(IAnsiConsole console, Statement statement)
    {
        var table = Show.Table(console, $"Account of {statement.Customer} at {Json.Text(statement.At)} in {statement.Currency}", "date", "what", ">amount", ">balance");
        foreach (var line in statement.Lines) table.Row(Json.Text(line.Date), line.Text, Show.Money(line.Amount, statement.Currency), Show.Money(line.Balance, statement.Currency));
        console.Write(table);
        var ageing = statement.Ageing;
        string Of(decimal amount) => Show.Money(amount, statement.Currency);
        console.WriteLine(
            $"open {Of(ageing.Open)}: not due {Of(ageing.NotDue)}, 1-30 days {Of(ageing.To30)}, 31-60 {Of(ageing.To60)}, 61-90 {Of(ageing.To90)}, over 90 {Of(ageing.Over90)}, disputed {Of(ageing.Disputed)}");
        if (statement.OursSince is { } since) console.WriteLine($"belongs to us since {Json.Text(since)}: all of it is owed inside the group");
        if (statement.Unapplied != 0) console.WriteLine($"less unapplied cash {Of(statement.Unapplied)}: balance {Of(statement.Balance)}");
    }
}

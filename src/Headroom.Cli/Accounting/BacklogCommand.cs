using System.CommandLine;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>backlog</c>: fees for service after a date, stated and enforceable.</summary>
static class BacklogCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("backlog", "Backlog at a date: stated, and enforceable through the earliest exit by either side.", clock, Run, AccountingCommands.Framework(), Common.At(),
            Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var (at, framework) = (session.At(keeper, book), AccountingCommands.Framework(session));
        if (session.Faults.Count > 0) return Output.Refused;
        return session.Output.Print(json => RevenueJson.Backlogs(json, book, book.Sold, at, framework: framework), console =>
        {
            var table = Show.Table(console, $"Backlog at {Json.Text(at)}", "contract", ">stated", ">enforceable", ">share", "enforceable through", ">RPO", ">left out",
                ">disclosed", "");
            var backlogs = book.SoldToOthers(at).Select(contract => Backlog.Of(contract, at)).ToList();
            var obligations = book.SoldToOthers(at).ToDictionary(contract => contract.Id, contract => Rpo.Of(contract, at, framework));
            foreach (var (backlog, rpo) in backlogs.Select(backlog => (backlog, obligations[backlog.Contract])))
                table.Row(backlog.Contract.ToString(), Show.Money(backlog.Stated, backlog.Currency), Show.Money(backlog.Enforceable, backlog.Currency),
                    backlog.Stated == 0 ? "-" : Show.Percent(backlog.Enforceable / backlog.Stated), Json.Text(backlog.EnforceableThrough),
                    Show.Money(rpo.Unsatisfied, backlog.Currency), Show.Money(rpo.Unsatisfied - rpo.Disclosed, backlog.Currency), Show.Money(rpo.Disclosed, backlog.Currency),
                    backlog.Currency.Code);
            foreach (var group in backlogs.GroupBy(backlog => backlog.Currency))
                table.Row("total", Show.Money(group.Sum(backlog => backlog.Stated), group.Key), Show.Money(group.Sum(backlog => backlog.Enforceable), group.Key), "", "",
                    Show.Money(group.Sum(backlog => obligations[backlog.Contract].Unsatisfied), group.Key),
                    Show.Money(group.Sum(backlog => obligations[backlog.Contract].Unsatisfied - obligations[backlog.Contract].Disclosed), group.Key),
                    Show.Money(group.Sum(backlog => obligations[backlog.Contract].Disclosed), group.Key), group.Key.Code);
            console.Write(table);
            foreach (var contract in book.Sold.Where(contract => !contract.IsExternal(at)))
                console.WriteLine(
                    $"{contract.Id}: {contract.TermsOn(at).Buyer} belongs to us; its {Show.Money(Backlog.Of(contract, at).Stated, contract.Terms.Currency)} {contract.Terms.Currency} are in no total");
            AccountingCommands.Policies(console, book.Sold, at, framework);
            TermsCommand.Assumptions(console, book, contractsOnly: true);
        });
    });
}

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
    public static Command Build(IClock clock) => Common.Of("backlog", "Backlog at a date: stated, and enforceable through the earliest exit by either side.", clock, Run, Common.At(), Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var at = session.At(keeper, book);
        return session.Output.Print(json => RevenueJson.Backlogs(json, book, book.Sold, at), console =>
        {
            var table = Show.Table(console, $"Backlog at {Json.Text(at)}", "contract", ">stated", ">enforceable", ">share", "enforceable through", "");
            var backlogs = book.Sold.Select(contract => Backlog.Of(contract, at)).ToList();
            foreach (var backlog in backlogs)
                table.Row(backlog.Contract.ToString(), Show.Money(backlog.Stated), Show.Money(backlog.Enforceable),
                    backlog.Stated == 0 ? "-" : Show.Percent(backlog.Enforceable / backlog.Stated), Json.Text(backlog.EnforceableThrough), backlog.Currency.Code);
            foreach (var group in backlogs.GroupBy(backlog => backlog.Currency))
                table.Row("total", Show.Money(group.Sum(backlog => backlog.Stated)), Show.Money(group.Sum(backlog => backlog.Enforceable)), "", "", group.Key.Code);
            console.Write(table);
            TermsCommand.Assumptions(console, book, contractsOnly: true);
        });
    });
}

using System.CommandLine;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>revenue</c>: what was and will be earned under every policy, the stated one marked.</summary>
static class RevenueCommand
{
    public static Command Build(IClock clock) => Common.Of("revenue", "Revenue by month under every recognition policy, with RPO.", clock, Run,
        Common.Text("--contract", "Only this contract's."), AccountingCommands.Framework(), Common.At(), Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var only = session.Input.Has("contract") ? session.Contract(book) : null;
        var (at, framework) = (session.At(keeper, book), AccountingCommands.Framework(session));
        if (session.Faults.Count > 0) return Output.Refused;
        var contracts = book.Sold.Where(contract => only is null || contract.Id == only.Id).ToList();
        return session.Output.Print(json => RevenueJson.Write(json, book, contracts, at, framework: framework), console =>
        {
            foreach (var contract in contracts)
            {
                console.WriteLine(
                    $"{contract.Id}: billed {Show.Money(ContractBalances.BilledBy(book, contract, at), contract.Terms.Currency)} {contract.Terms.Currency} for service through {Json.Text(at)}");
                foreach (var days in contract.DaysInside.Where(days => days.From <= at))
                    console.WriteLine(
                        $"{contract.TermsOn(days.From).Buyer} belongs to us since {Json.Text(days.From)}: {Show.Money(Recognition.Of(contract, contract.RevenueOn(at), at).Inside(at), contract.Terms.Currency)} {contract.Terms.Currency} earned since is no revenue of the group");
                TermsCommand.Revenue(console, contract.Terms.Currency, at, RevenueUnderPolicy.All(contract, at));
                TermsCommand.Assumptions(console, contract.Terms.Assumptions);
            }
            AccountingCommands.Policies(console, contracts, at, framework);
        });
    });
}

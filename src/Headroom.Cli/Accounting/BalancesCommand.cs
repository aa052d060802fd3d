using System.CommandLine;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>balances</c>: contract assets and liabilities at a date.</summary>
static class BalancesCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("balances", "Contract assets, contract liabilities and customer liabilities at a date.", clock, Run, AccountingCommands.Framework(), Common.At(),
            Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var (at, framework) = (session.At(keeper, book), AccountingCommands.Framework(session));
        if (session.Faults.Count > 0) return Output.Refused;
        return session.Output.Print(json => BalancesJson.Write(json, book, book.Sold, at, framework: framework), console =>
        {
            var table = Show.Table(console, $"Contract balances at {Json.Text(at)}: billed - given + interest - revenue = contract liability + customer liability - contract asset",
                "contract", "customer", ">billed", ">given", ">interest", ">revenue", ">contract asset", ">contract liability", ">customer liability", "");
            var balances = ContractBalances.Of(book, at).ToList();
            foreach (var each in balances) Row(table, each.Contract.ToString(), each.Customer.ToString(), each.Amounts);
            foreach (var (customer, sum) in ContractBalances.ByCustomer(balances)) Row(table, "all", customer.ToString(), sum);
            foreach (var sum in ContractBalances.Totals(balances)) Row(table, "total", "", sum);
            console.Write(table);
            AccountingCommands.Policies(console, book.Sold, at, framework);
            TermsCommand.Assumptions(console, book, contractsOnly: true);
        });
    });

    static void Row(Table table, string contract, string customer, BalanceAmounts amounts)
    {
        decimal[] figures = [amounts.Billed, amounts.Given, amounts.Accreted, amounts.Recognised, amounts.ContractAsset, amounts.ContractLiability, amounts.CustomerLiability];
        table.Row([contract, customer, .. figures.Select(figure => Show.Money(figure, amounts.Currency)), amounts.Currency.Code]);
    }
}

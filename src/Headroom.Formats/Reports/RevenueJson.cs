using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>Revenue of contracts under every policy side by side, and backlog of contracts, as JSON.</summary>
public static class RevenueJson
{
    public static void Write(Utf8JsonWriter json, Book book, IEnumerable<Contract> contracts, LocalDate at) => json.Map(() =>
    {
        json.Date("at", at);
        json.WriteNumber("position", book.Position);
        json.List("contracts", contracts, contract => json.Map(() =>
        {
            json.WriteString("contract", contract.Id.ToString());
            json.WriteString("currency", contract.Terms.Currency.Code);
            json.Amount("billed", book.Receivables.TotalBilled(contract.Id), contract.Terms.Currency);
            json.List("policies", Enum.GetValues<RevenuePolicy>(), policy => ExplanationJson.Revenue(json, RevenueUnderPolicy.Of(contract, policy, at)));
        }));
    });

    public static void Backlogs(Utf8JsonWriter json, Book book, IEnumerable<Contract> contracts, LocalDate at) => json.Map(() =>
    {
        var backlogs = contracts.Select(contract => Backlog.Of(contract, at)).ToList();
        json.Date("at", at);
        json.WriteNumber("position", book.Position);
        json.List("contracts", backlogs, backlog => json.Map(() => BacklogJson.Fields(json, backlog)));
        json.List("totals", backlogs.GroupBy(backlog => backlog.Currency).OrderBy(group => group.Key.Code), group => json.Map(() =>
        {
            json.WriteString("currency", group.Key.Code);
            json.WriteNumber("stated", group.Sum(backlog => backlog.Stated));
            json.WriteNumber("enforceable", group.Sum(backlog => backlog.Enforceable));
        }));
    });
}

using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using Headroom.Core.Views.Disclosure;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>Revenue of contracts under every policy side by side, and backlog of contracts, as JSON.</summary>
public static class RevenueJson
{
    /// <param name="next">Where the next page begins, when this is not the last.</param>
    public static void Write(Utf8JsonWriter json, Book book, IEnumerable<Contract> contracts, LocalDate at, string? next = null, Framework framework = Framework.UsGaap) =>
        json.Map(() =>
    {
        if (next is not null) json.WriteString("next", next);
        json.Date("at", at);
        json.WriteNumber("position", book.Position);
        AccountingJson.Framework(json, framework);
        json.List("contracts", contracts, contract => json.Map(() =>
        {
            json.WriteString("contract", contract.Id.ToString());
            json.WriteString("currency", contract.Terms.Currency.Code);
            json.Amount("billed", ContractBalances.BilledBy(book, contract, at), contract.Terms.Currency);
            if (Recognition.Of(contract, contract.RevenueOn(at), at) is { DaysInside.IsEmpty: false } seen)
                json.Amount("intercompany-revenue", seen.Inside(at), contract.Terms.Currency);
            AccountingJson.Policy(json, contract, at, framework);
            AccountingJson.Obligations(json, Rpo.Of(contract, at, framework));
            json.List("policies", RevenueUnderPolicy.All(contract, at), policy => ExplanationJson.Revenue(json, policy));
        }));
    });

    /// <param name="contracts">All that the totals are of.</param>
    /// <param name="page">Those that are listed; all when null.</param>
    /// <param name="next">Where the next page begins, when this is not the last.</param>
    public static void Backlogs(Utf8JsonWriter json, Book book, IEnumerable<Contract> contracts, LocalDate at, IReadOnlyList<Contract>? page = null, string? next = null,
        Framework framework = Framework.UsGaap) => json.Map(() =>
    {
        if (next is not null) json.WriteString("next", next);
        var listed = page?.Select(contract => contract.Id).ToHashSet();
        var backlogs = contracts.Select(contract => Backlog.Of(contract, at)).ToList();
        json.Date("at", at);
        json.WriteNumber("position", book.Position);
        AccountingJson.Framework(json, framework);
        json.List("contracts", backlogs.Where(backlog => listed is null || listed.Contains(backlog.Contract)), backlog => json.Map(() =>
        {
            BacklogJson.Fields(json, backlog);
            if (!book.Contracts[backlog.Contract].IsExternal(at)) json.WriteBoolean("is-intercompany", true);
            AccountingJson.Policy(json, book.Contracts[backlog.Contract], at, framework);
            AccountingJson.Obligations(json, Rpo.Of(book.Contracts[backlog.Contract], at, framework));
        }));
        json.List("totals", backlogs.Where(backlog => book.Contracts[backlog.Contract].IsExternal(at)).GroupBy(backlog => backlog.Currency).OrderBy(group => group.Key.Code),
            group => json.Map(() =>
        {
            json.WriteString("currency", group.Key.Code);
            json.WriteNumber("stated", group.Sum(backlog => backlog.Stated));
            json.WriteNumber("enforceable", group.Sum(backlog => backlog.Enforceable));
        }));
    });
}

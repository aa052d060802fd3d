using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using Headroom.Core.Views.Disclosure;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>Contract balances at a date as JSON, with their sums by customer and by currency.</summary>
public static class BalancesJson
{
    /// <param name="contracts">All that the sums are of.</param>
    /// <param name="page">Those that are listed; all when null.</param>
    /// <param name="next">Where the next page begins, when this is not the last.</param>
    public static void Write(Utf8JsonWriter json, Book book, IEnumerable<Contract> contracts, LocalDate at, IReadOnlyList<Contract>? page = null, string? next = null,
        Framework framework = Framework.UsGaap) => json.Map(() =>
    {
        if (next is not null) json.WriteString("next", next);
        var listed = page?.Select(contract => contract.Id).ToHashSet();
        var balances = contracts.Select(contract => ContractBalances.Of(book, contract, at)).ToList();
        json.Date("at", at);
        json.WriteNumber("position", book.Position);
        AccountingJson.Framework(json, framework);
        json.List("contracts", balances.Where(each => listed is null || listed.Contains(each.Contract)), each => json.Map(() => Contract(json, each)));
        json.List("customers", ContractBalances.ByCustomer(balances), each => json.Map(() =>
        {
            json.WriteString("customer", each.Customer.ToString());
            Sums(json, each.Sum);
        }));
        json.List("totals", ContractBalances.Totals(balances), sum => json.Map(() => Sums(json, sum)));
    });

    static void Contract(Utf8JsonWriter json, ContractBalances balances)
    {
        json.WriteString("contract", balances.Contract.ToString());
        json.WriteString("customer", balances.Customer.ToString());
        Sums(json, balances.Amounts);
    }

    /// <summary>The seven amounts in one currency.</summary>
    public static void Sums(Utf8JsonWriter json, BalanceAmounts amounts)
    {
        json.WriteString("currency", amounts.Currency.Code);
        json.Amount("billed", amounts.Billed, amounts.Currency);
        if (amounts.Given != 0) json.Amount("given-to-customer", amounts.Given, amounts.Currency);
        json.Amount("interest-accreted", amounts.Accreted, amounts.Currency);
        json.Amount("recognised", amounts.Recognised, amounts.Currency);
        json.Amount("contract-asset", amounts.ContractAsset, amounts.Currency);
        json.Amount("contract-liability", amounts.ContractLiability, amounts.Currency);
        json.Amount("customer-liability", amounts.CustomerLiability, amounts.Currency);
    }
}

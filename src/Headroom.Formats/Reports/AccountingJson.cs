using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using Headroom.Core.Views.Disclosure;
using Headroom.Formats.Facts;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>The policy that reports of revenue and backlog stand on, in the words of a framework, as JSON.</summary>
public static class AccountingJson
{
    /// <summary>The framework of a report, and what it calls the figures.</summary>
    public static void Framework(Utf8JsonWriter json, Framework framework)
    {
        json.WriteString("framework", Words.Of(Words.Frameworks, framework));
        json.Map("wording", () => { foreach (var (figure, name) in Wordings.All(framework)) json.WriteString(figure, name); });
    }

    /// <summary>The policy that holds for a contract on a date, its elections, and who stated it.</summary>
    public static void Policy(Utf8JsonWriter json, Contract contract, LocalDate at, Framework framework) => json.Map("accounting", () =>
    {
        var (stated, policy) = (contract.PolicyOn(at), contract.RevenueOn(at));
        if (contract.Terms.Class is { } name) json.WriteString("class", name.ToString());
        json.WriteString("policy", Words.Of(Words.Policies, policy));
        json.WriteString("says", Wordings.Of(policy, framework));
        json.List("elections", Rpo.Elected(stated?.Elections ?? [], framework), election => json.Map(() =>
        {
            json.WriteString("election", Words.Of(Words.RpoElections, election));
            json.WriteString("says", Wordings.Of(election, framework));
        }));
        if (stated is null) { json.WriteNull("stated"); return; }
        json.Map("stated", () => AccountingFormat.Write(json, stated));
    });

    /// <summary>RPO before and after the elections.</summary>
    public static void Obligations(Utf8JsonWriter json, Rpo rpo) => json.Map("rpo", () =>
    {
        json.WriteNumber("enforceable-price", rpo.Price);
        json.WriteNumber("recognised", rpo.Recognised);
        json.WriteNumber("unsatisfied", rpo.Unsatisfied);
        json.List("left-out", rpo.Excluded, excluded => json.Map(() =>
        {
            json.WriteString("election", Words.Of(Words.RpoElections, excluded.Election));
            json.WriteNumber("amount", excluded.Amount);
        }));
        json.WriteNumber("disclosed", rpo.Disclosed);
    });

    /// <summary>Every policy that was stated, in order, and the classes that contracts name.</summary>
    public static void Policies(Utf8JsonWriter json, Book book, Framework framework) => json.Map(() =>
    {
        json.WriteNumber("position", book.Position);
        json.WriteString("framework", Words.Of(Words.Frameworks, framework));
        json.List("policies", book.Accounting, policy => json.Map(() =>
        {
            AccountingFormat.Write(json, policy);
            if (policy.Revenue is { } revenue) json.WriteString("says", Wordings.Of(revenue, framework));
            json.WriteNumber("contracts", book.Sold.Count(policy.IsAbout));
        }));
        json.List("classes", book.Sold.GroupBy(contract => contract.Terms.Class).OrderBy(group => group.Key?.ToString(), StringComparer.Ordinal), group => json.Map(() =>
        {
            if (group.Key is { } name) json.WriteString("class", name.ToString()); else json.WriteNull("class");
            json.WriteNumber("contracts", group.Count());
        }));
    });

    /// <summary>The assessments of a contract, the last first, with what the answers come to.</summary>
    public static void Leases(Utf8JsonWriter json, Contract contract) => json.List("lease-assessments", contract.Leases.Reverse(), lease => json.Map(() =>
    {
        AccountingFormat.Write(json, lease);
        json.WriteString("finding", lease.Finding);
    }));
}

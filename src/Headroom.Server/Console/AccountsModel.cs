using System.Collections.Immutable;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the list of accounts shows: what is open by age, each customer and currency by itself.</summary>
/// <param name="Totals">Of all accounts of a currency, also of those on other pages.</param>
/// <param name="Next">The cursor of the next page, or null.</param>
public sealed record AccountsModel(Surroundings Around, LocalDate At, ImmutableArray<AgeingRow> Rows, ImmutableArray<AgeingRow> Totals, string? Next)
{
    internal static AccountsModel? Of(Asked asked)
    {
        var at = asked.At;
        var all = Statement.Of(asked.Book, at).ToList();
        var page = asked.Page(all, statement => $"{statement.Customer} {statement.Currency}");
        return asked.Input.Faults.Count > 0 ? null
            : new(Surroundings.Of(asked), at, [.. page.Items.Select(statement => AgeingRow.Of(statement, Surroundings.NameOf(asked, statement.Customer)))],
                [.. all.GroupBy(statement => statement.Currency).OrderBy(group => group.Key.Code).Select(AgeingRow.OfAll)], page.Next);
    }
}

/// <summary>What is open on an account, or on all of a currency, by age.</summary>
/// <param name="Customer">Whose account it is; null for all together.</param>
public sealed record AgeingRow(string Name, Slug? Customer, Currency Currency, Ageing Ageing, decimal Unapplied, decimal Balance)
{
    internal static AgeingRow Of(Statement statement, string name) =>
        new(name, statement.Customer, statement.Currency, statement.Ageing, statement.Unapplied, statement.Balance);

    internal static AgeingRow OfAll(IGrouping<Currency, Statement> statements) => new($"all in {statements.Key}", null, statements.Key,
        statements.Select(statement => statement.Ageing).Aggregate((sum, ageing) => sum + ageing), statements.Sum(statement => statement.Unapplied),
        statements.Sum(statement => statement.Balance));
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headroom.Cli.Tests.Focus;

/// <summary>What the model of FOCUS 1.4 says of each column, held against every row of every example.</summary>
public sealed partial class FocusModelTests
{
    static readonly Dictionary<string, string> Named = new()
    {
        ["billing-period"] = "Billing Period",
        ["contract-commitment"] = "Contract Commitment",
        ["cost-and-usage"] = "Cost and Usage",
        ["invoice-detail"] = "Invoice Detail",
    };

    [Theory]
    [InlineData("clauses"), InlineData("mixed-fleet"), InlineData("colossus")]
    public void Every_mandatory_column_is_there_and_every_other_is_known_in_order(string example)
    {
        var model = Model();
        foreach (var rows in FocusBooks.Of(example)[0].All)
        {
            var known = model.Columns(Named[rows.Dataset]).ToDictionary(column => column.Id, column => column.Rules);
            var (own, custom) = (rows.Columns.TakeWhile(column => !column.StartsWith("x_", StringComparison.Ordinal)).ToList(),
                rows.Columns.SkipWhile(column => !column.StartsWith("x_", StringComparison.Ordinal)).ToList());

            Assert.Empty(known.Where(column => Word(column.Value, "feature_level") == "Mandatory").Select(column => column.Key).Except(own));
            Assert.Empty(own.Except(known.Keys));
            Assert.Equal(own.Order(StringComparer.Ordinal), own);
            Assert.All(custom, column => Assert.Matches("^x_[A-Z][A-Za-z0-9]*$", column));
            Assert.DoesNotContain(own, column => known[column].GetProperty("deprecated").GetBoolean());
        }
    }

    [Theory]
    [InlineData("clauses"), InlineData("mixed-fleet"), InlineData("colossus"), InlineData("choices")]
    public void Every_value_is_of_its_columns_type_and_among_those_allowed(string example)
    {
        var model = Model();
        var checkedValues = 0;
        foreach (var month in FocusBooks.Of(example))
            foreach (var rows in month.All)
                foreach (var (id, rules) in model.Columns(Named[rows.Dataset]).Where(column => rows.Columns.Contains(column.Id)))
                    foreach (var row in rows.Rows)
                    {
                        Assert.True(Fault(id, row[id], rules) is not { } fault, $"{month.Customer} {month.Month} {rows.Dataset} {id}: {Fault(id, row[id], rules)}");
                        checkedValues++;
                    }
        Assert.True(checkedValues > 1000);
    }

    [Theory]
    [InlineData("clauses"), InlineData("mixed-fleet")]
    public void Every_subcategory_of_a_service_stands_under_its_category(string example)
    {
        var model = Model();
        Assert.All(FocusBooks.Of(example).SelectMany(month => month.Costs.Rows), row => Assert.Equal(model.ParentOf(row["ServiceSubcategory"]!), row["ServiceCategory"]));
    }

    /// <summary>What is wrong with a value by its column's rules, or null.</summary>
    static string? Fault(string id, string? value, JsonElement rules)
    {
        if (value is null) return rules.GetProperty("allows_nulls").GetBoolean() ? null : "is not there";
        if (value.Trim().Length == 0) return "is blank";
        if (rules.GetProperty("allowed_values") is { ValueKind: JsonValueKind.Array } allowed && !allowed.EnumerateArray().Any(word => word.GetString() == value))
            return $"'{value}' is not allowed";
        if (Word(rules, "data_type") == "Decimal" && !Number().IsMatch(value)) return $"'{value}' is no decimal";
        if (Word(rules, "value_format") == "Decimal (non-negative)" && value.StartsWith('-')) return $"{value} is negative";
        if (rules.GetProperty("numeric_range") is { ValueKind: JsonValueKind.Array } range
            && (decimal.Parse(value) < range[0].GetDecimal() || decimal.Parse(value) > range[1].GetDecimal())) return $"{value} is out of range";
        return Word(rules, "value_format") switch
        {
            "Date/Time" => Time().IsMatch(value) ? null : $"'{value}' is no instant in UTC",
            "Currency" => Currency().IsMatch(value) ? null : $"'{value}' is no currency code",
            "Unit" => Unit().IsMatch(value) ? null : $"'{value}' is no unit",
            "Expected Format" when id == "ContractCommitmentDurationType" => Duration().IsMatch(value) ? null : $"'{value}' is no duration",
            "JSON Object" => JsonDocument.Parse(value).RootElement.ValueKind == JsonValueKind.Object ? null : "is no JSON object",
            "Key-Value" => JsonDocument.Parse(value).RootElement.EnumerateObject().All(field => field.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
                ? null : "nests",
            _ => null,
        };
    }

    static FocusModel Model()
    {
        Assert.SkipWhen(FocusModel.Found is null,
            "focus_1_4_model.json is not in a folder 'shared' beside or above the repository; put it there to check columns, types and allowed values.");
        return FocusModel.Found!;
    }

    static string? Word(JsonElement rules, string name) => rules.GetProperty(name).GetString();

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?$")]
    private static partial Regex Number();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")]
    private static partial Regex Time();

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex Currency();

    [GeneratedRegex("^([0-9]+ )?[A-Za-z]+(-[A-Za-z]+)*(/([0-9]+ )?[A-Za-z]+)?$")]
    private static partial Regex Unit();

    [GeneratedRegex("^([0-9]+) (Minute|Hour|Day|Week|Month|Quarter|Year)s?$")]
    private static partial Regex Duration();
}

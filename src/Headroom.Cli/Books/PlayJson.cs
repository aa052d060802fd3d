using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Journal.Scenarios;

namespace Headroom.Cli;

/// <summary>A played life as JSON.</summary>
static class PlayJson
{
    public static void Write(Utf8JsonWriter json, Book book, IReadOnlyList<PlayedMonth> months, bool clean) => json.Map(() =>
    {
        json.List("months", months, month => json.Map(() =>
        {
            json.WriteString("month", Json.Text(month.Month));
            json.List("pools", month.Use, use => OverviewJson.Use(json, use));
            json.List("money", month.Money, money => json.Map(() =>
            {
                json.WriteString("currency", money.Currency.Code);
                json.WriteNumber("billed", money.Billed);
                json.WriteNumber("paid", money.Paid);
                json.WriteNumber("earned", money.Earned);
                json.WriteNumber("backlog-enforceable", money.Enforceable);
                json.WriteNumber("backlog-stated", money.Stated);
            }));
        }));
        json.List("totals", months.SelectMany(month => month.Money).GroupBy(money => money.Currency), group => json.Map(() =>
        {
            json.WriteString("currency", group.Key.Code);
            json.WriteNumber("billed", group.Sum(money => money.Billed));
            json.WriteNumber("paid", group.Sum(money => money.Paid));
            json.WriteNumber("earned", group.Sum(money => money.Earned));
        }));
        json.WriteNumber("position", book.Position);
        json.WriteBoolean("journal-verified", clean);
        AssumptionsJson.Write(json, book.Assumptions.Values.Concat(book.Contracts.Values.SelectMany(contract => contract.Terms.Assumptions)));
    });
}

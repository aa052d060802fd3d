using System.Text.Json;
using Headroom.Core.Views;

namespace Headroom.Formats.Reports;

/// <summary>Statements of account and their ageing as JSON.</summary>
public static class StatementJson
{
    public static void List(Utf8JsonWriter json, IEnumerable<Statement> statements, string? next = null) => json.Map(() =>
    {
        if (next is not null) json.WriteString("next", next);
        json.List("statements", statements, statement => json.Map(() =>
    {
        json.WriteString("customer", statement.Customer.ToString());
        json.WriteString("currency", statement.Currency.Code);
        json.Date("at", statement.At);
        if (statement.OursSince is { } since) json.Date("intercompany-since", since);
        json.List("lines", statement.Lines, line => json.Map(() =>
        {
            json.Date("date", line.Date);
            json.WriteString("text", line.Text);
            json.WriteNumber("amount", line.Amount);
            json.WriteNumber("balance", line.Balance);
        }));
        json.WriteNumber("balance", statement.Balance);
        json.WriteNumber("unapplied", statement.Unapplied);
        json.Map("ageing", () =>
        {
            json.WriteNumber("not-due", statement.Ageing.NotDue);
            json.WriteNumber("to-30-days", statement.Ageing.To30);
            json.WriteNumber("to-60-days", statement.Ageing.To60);
            json.WriteNumber("to-90-days", statement.Ageing.To90);
            json.WriteNumber("over-90-days", statement.Ageing.Over90);
            json.WriteNumber("disputed", statement.Ageing.Disputed);
        });
    }));
    });
}

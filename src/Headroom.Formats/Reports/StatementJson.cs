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
            json.Amount("amount", line.Amount, statement.Currency);
            json.Amount("balance", line.Balance, statement.Currency);
        }));
        json.Amount("balance", statement.Balance, statement.Currency);
        json.Amount("unapplied", statement.Unapplied, statement.Currency);
        json.Map("ageing", () =>
        {
            json.Amount("not-due", statement.Ageing.NotDue, statement.Currency);
            json.Amount("to-30-days", statement.Ageing.To30, statement.Currency);
            json.Amount("to-60-days", statement.Ageing.To60, statement.Currency);
            json.Amount("to-90-days", statement.Ageing.To90, statement.Currency);
            json.Amount("over-90-days", statement.Ageing.Over90, statement.Currency);
            json.Amount("disputed", statement.Ageing.Disputed, statement.Currency);
        });
    }));
    });
}

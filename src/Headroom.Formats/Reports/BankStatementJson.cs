using System.Text.Json;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>A bank statement with what its lines are proposed to be and what became of them, as JSON.</summary>
public static class BankStatementJson
{
    /// <summary>The fields of the report, into an open map.</summary>
    /// <param name="entries">Each line's proposal, and what became of it when it was to be recorded.</param>
    public static void Write(Utf8JsonWriter json, BankStatement statement, IReadOnlyList<(BankMatch Match, Refusal? Refusal)> entries)
    {
        json.List("lines", entries, entry => json.Map(() => Line(json, entry.Match, entry.Refusal)));
        json.List("balances", statement.Balances, balance => json.Map(() =>
        {
            json.WriteString("account", balance.Account);
            json.WriteString("currency", balance.Currency);
            json.WriteNumber("opening", balance.Opening);
            json.WriteNumber("entries", balance.Entries);
            json.WriteNumber("closing", balance.Closing);
        }));
        json.List("grades", Enum.GetValues<MatchGrade>(), grade => json.Map(() =>
        {
            json.WriteString("grade", Word(grade));
            json.WriteNumber("lines", entries.Count(entry => entry.Match.Grade == grade));
        }));
        json.WriteNumber("not-booked", statement.NotBooked);
    }

    /// <summary>A grade as it is written everywhere.</summary>
    public static string Word(MatchGrade grade) => grade.ToString().ToLowerInvariant();

    static void Line(Utf8JsonWriter json, BankMatch match, Refusal? refusal)
    {
        var (line, currency) = (match.Line, Currency.Of(match.Line.Currency));
        json.WriteString("line", line.Place);
        json.Date("booked", line.Booked);
        Amount("amount", line.Amount);
        json.WriteString("currency", line.Currency);
        json.WriteString("grade", Word(match.Grade));
        json.WriteString("reason", match.Reason);
        json.WriteString("customer", match.Customer?.ToString());
        json.List("pays", match.Pays, part => json.Map(() => { json.WriteString("invoice", part.Invoice); Amount("amount", part.Amount); }));
        json.WriteString("refund-of", match.RefundOf);
        json.WriteString("return-of", match.ReturnOf?.ToString());
        json.WriteString("returned-refund-of", match.ReturnedRefundOf);
        json.Date("on", match.IsProposed ? match.On : (LocalDate?)null);
        Amount("unapplied", match.Unapplied);
        json.WriteString("bank-reference", line.Reference);
        json.WriteString("remittance", line.Remittance);
        json.WriteString("creditor-reference", line.CreditorReference);
        json.WriteString("end-to-end", line.EndToEnd);
        json.WriteString("payer", line.Counterparty);
        json.WriteBoolean("reversal", line.IsReversal);
        json.WriteString("refused", refusal?.Says);

        // A currency that is not known here has the digits that the bank wrote.
        void Amount(string name, decimal amount)
        {
            if (currency is null) json.WriteNumber(name, amount);
            else json.Amount(name, amount, currency);
        }
    }
}

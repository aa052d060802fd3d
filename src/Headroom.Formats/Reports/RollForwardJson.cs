using System.Text.Json;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Ledgers;

namespace Headroom.Formats.Reports;

/// <summary>The roll-forward of a month as JSON: in whole, by contract, by customer, and how it ties.</summary>
public static class RollForwardJson
{
    /// <param name="supposed">Whether the month is shown as a close now would leave it.</param>
    public static void Write(Utf8JsonWriter json, RollForward rolled, bool supposed, long position) => json.Map(() =>
    {
        json.WriteString("month", Json.Text(rolled.Month));
        json.WriteNumber("position", position);
        json.WriteBoolean("closed", rolled.IsClosed && !supposed);
        json.WriteBoolean("supposed", supposed);
        json.WriteBoolean("ties", rolled.Holds);
        Lines(json, "whole", rolled.Whole);
        Lines(json, "contracts", rolled.ByContract);
        Lines(json, "customers", rolled.ByCustomer);
        json.List("contract-ties", rolled.Ties, tie => json.Map(() =>
        {
            json.WriteString("contract", tie.Contract.ToString());
            json.WriteString("customer", tie.Customer.ToString());
            json.WriteString("currency", tie.Currency.Code);
            foreach (var (name, amount) in new[] { ("billed", tie.Billed), ("interest-accreted", tie.Accreted), ("recognised", tie.Recognised),
                ("contract-liability", tie.Liability),
                ("customer-liability", tie.Refundable), ("contract-asset", tie.Asset), ("difference", tie.Difference) }) json.Amount(name, amount, tie.Currency);
        }));
        json.List("customer-ties", rolled.Open, tie => json.Map(() =>
        {
            json.WriteString("customer", tie.Customer.ToString());
            json.WriteString("currency", tie.Currency.Code);
            foreach (var (name, amount) in new[] { ("open-documents", tie.Open), ("receivable", tie.Receivable), ("unapplied-receipts", tie.Unapplied),
                ("unapplied-cash", tie.UnappliedCash), ("difference", tie.Difference) })
                json.Amount(name, amount, tie.Currency);
        }));
    });

    /// <summary>What a closed month recognised at its close against now.</summary>
    public static void Recognised(Utf8JsonWriter json, IReadOnlyList<RecognisedMonth> contracts) => json.List("contracts", contracts, seen => json.Map(() =>
    {
        json.WriteString("contract", seen.Contract.ToString());
        json.WriteString("month", Json.Text(seen.Month));
        json.WriteString("currency", seen.Currency.Code);
        json.Amount("recognised-at-close", seen.AtClose, seen.Currency);
        json.List("caught-up", seen.CaughtUp, part => json.Map(() =>
        {
            json.WriteString("in", Json.Text(part.In));
            json.Amount("amount", part.Amount, seen.Currency);
        }));
        json.Amount("now", seen.Now, seen.Currency);
        json.Amount("to-catch-up", seen.ToCatchUp, seen.Currency);
    }));

    static void Lines(Utf8JsonWriter json, string name, IEnumerable<RollLine> lines) => json.List(name, lines, line => json.Map(() =>
    {
        if (line.Contract is { } contract) json.WriteString("contract", contract.ToString());
        if (line.Customer is { } customer) json.WriteString("customer", customer.ToString());
        json.WriteString("currency", line.Currency.Code);
        json.WriteString("balance", AccountWords.Of(line.Kind));
        json.Amount("opening", line.Opening, line.Currency);
        json.List("movements", line.Movements, movement => json.Map(() => Movement(json, movement.Cause, movement.Amount, line.Currency)));
        json.Amount("closing", line.Closing, line.Currency);
    }));

    static void Movement(Utf8JsonWriter json, LedgerCause cause, decimal amount, Currency currency)
    {
        json.WriteString("cause", cause.Text);
        json.WriteString("catch-up-of", cause.Of is { } month ? Json.Text(month) : null);
        json.Amount("amount", amount, currency);
    }
}

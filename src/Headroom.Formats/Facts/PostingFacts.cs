using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Formats.Ledgers;

namespace Headroom.Formats.Facts;

/// <summary>Reads and writes what is said about the general ledger kept elsewhere.</summary>
public static class PostingFacts
{
    /// <summary>The kinds that stand here.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["account-map.set.v1", "ledger.posted.v1", "trial-balance.imported.v1"];

    internal static FactBody? Read(string kind, Fields f) => kind switch
    {
        "account-map.set.v1" => new AccountMapSet(AccountMapFormat.Read(f)),
        "ledger.posted.v1" => new LedgerPosted(new(f.Text("batch", 40), f.Month("month"), [.. f.List("lines", 10_000).Select(Line)])),
        "trial-balance.imported.v1" => new TrialBalanceImported(new(f.Date("as-of"), [.. f.List("rows", TrialBalance.MostRows).Select(row =>
            new TrialBalanceRow(row.Text("entity", 60), row.Text("account", 60), row.Text("currency", 10), Amount(row, "balance")))],
            (int)f.Whole("others", 0, int.MaxValue, "rows"), f.Text("source"))),
        _ => null,
    };

    internal static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case AccountMapSet fact: AccountMapFormat.Write(json, fact.Map); return true;
            case LedgerPosted { Batch: var batch }:
                json.WriteString("batch", batch.Id);
                json.WriteString("month", Json.Text(batch.Month));
                json.List("lines", batch.Lines, line => json.Map(() => Write(json, line)));
                return true;
            case TrialBalanceImported { Balance: var balance }:
                json.Date("as-of", balance.AsOf);
                json.WriteString("source", balance.Source);
                json.WriteNumber("others", balance.Others);
                json.List("rows", balance.Rows, row => json.Map(() =>
                {
                    json.WriteString("entity", row.Entity);
                    json.WriteString("account", row.Account);
                    json.WriteString("currency", row.Currency);
                    json.WriteNumber("balance", row.Balance);
                }));
                return true;
            default: return false;
        }
    }

    /// <summary>A line as it is stored and shown; debits are positive.</summary>
    public static void Write(Utf8JsonWriter json, LedgerLine line)
    {
        json.WriteString("entity", line.Key.Entity);
        json.WriteString("account", line.Key.Account);
        json.WriteString("dimensions", line.Key.Dimensions);
        json.WriteString("currency", line.Key.Currency);
        json.WriteNumber("amount", line.Amount);
        json.WriteString("for", line.Key.For?.ToString());
        json.WriteString("kind", line.Key.Kind is { } kind ? AccountWords.Of(kind) : null);
    }

    static LedgerLine Line(Fields f) => new(
        new(Slug.TryParse(f.Text("for", "")), f.Text("kind", "").Length > 0 ? f.Word("kind", AccountWords.All) : null, f.Text("entity", 60), f.Text("account", 60),
            f.Text("dimensions", "", 2_000), f.Text("currency", 10)),
        Amount(f, "amount"));

    static decimal Amount(Fields f, string name) => f.Decimal(name, -Money.Most * 1000, Money.Most * 1000, "");
}

using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Facts;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>What goes to the general ledger and what it says, and the steps of closes, as JSON.</summary>
public static class PostingJson
{
    /// <summary>A month in the general ledger: batches that went there, and lines that have not yet.</summary>
    public static void Postings(Utf8JsonWriter json, YearMonth month, IEnumerable<LedgerBatch> batches, ImmutableArray<LedgerLine> toPost)
    {
        json.WriteString("month", Json.Text(month));
        json.List("to-post", toPost, line => json.Map(() => PostingFacts.Write(json, line)));
        json.List("batches", batches, batch => json.Map(() => Batch(json, batch)));
    }

    /// <summary>One batch with its debits, its lines in debit and credit as general ledgers import them.</summary>
    public static void Batch(Utf8JsonWriter json, LedgerBatch batch)
    {
        json.WriteString("batch", batch.Id);
        json.WriteString("month", Json.Text(batch.Month));
        json.Date("date", RecognisedPart.Last(batch.Month));
        json.List("lines", batch.Lines.Index(), each => json.Map(() => Line(json, batch, each.Index, each.Item)));
        json.List("totals", batch.Debits, total => json.Map(() => { json.WriteString("currency", total.Currency); json.WriteNumber("debits", total.Debits); }));
    }

    /// <summary>The lines of batches one after another, each with its batch: what a general ledger imports.</summary>
    public static void Lines(Utf8JsonWriter json, IEnumerable<LedgerBatch> batches) =>
        json.List("lines", batches.SelectMany(batch => batch.Lines.Index().Select(each => (Batch: batch, each.Index, each.Item))), each => json.Map(() =>
        {
            json.WriteString("batch", each.Batch.Id);
            json.WriteString("month", Json.Text(each.Batch.Month));
            json.Date("date", RecognisedPart.Last(each.Batch.Month));
            Line(json, each.Batch, each.Index, each.Item);
        }));

    static void Line(Utf8JsonWriter json, LedgerBatch batch, int index, LedgerLine line)
    {
        json.WriteString("line", FormattableString.Invariant($"{batch.Id}-{index + 1}"));
        json.WriteString("entity", line.Key.Entity);
        json.WriteString("account", line.Key.Account);
        json.WriteString("dimensions", line.Key.Dimensions);
        json.WriteString("currency", line.Key.Currency);
        Amount(json, "debit", Math.Max(0, line.Amount), line.Key.Currency);
        Amount(json, "credit", Math.Max(0, -line.Amount), line.Key.Currency);
        json.WriteString("for", line.Key.For?.ToString());
        json.WriteString("kind", line.Key.Kind is { } kind ? LedgerAccount.WordOf(kind) : null);
    }

    /// <summary>A trial balance tied out, account by account.</summary>
    public static void TieOuts(Utf8JsonWriter json, TrialBalance theirs, ImmutableArray<TieOut> accounts)
    {
        json.Date("as-of", theirs.AsOf);
        json.WriteString("source", theirs.Source);
        json.WriteNumber("others", theirs.Others);
        json.WriteBoolean("ties", accounts.All(account => account.Difference == 0));
        json.List("accounts", accounts, account => json.Map(() =>
        {
            json.WriteString("entity", account.Entity);
            json.WriteString("account", account.Account);
            json.WriteString("currency", account.Currency);
            Amount(json, "theirs", account.Theirs, account.Currency);
            Amount(json, "ours", account.Ours, account.Currency);
            Amount(json, "difference", account.Difference, account.Currency);
            Amount(json, "posted", account.Posted, account.Currency);
            Amount(json, "to-post", account.ToPost, account.Currency);
            Amount(json, "not-ours", account.NotOurs, account.Currency);
            json.WriteString("why", string.Join("; ", account.Why));
        }));
    }

    /// <summary>An amount with the digits of its currency; one that is not known here has those that the general ledger wrote.</summary>
    static void Amount(Utf8JsonWriter json, string name, decimal amount, string currency)
    {
        if (Currency.Of(currency) is { } known) json.Amount(name, amount, known);
        else json.WriteNumber(name, amount);
    }

    /// <summary>The steps of a month's close.</summary>
    public static void Steps(Utf8JsonWriter json, Book book, YearMonth month)
    {
        json.WriteString("month", Json.Text(month));
        json.WriteBoolean("closed", month <= book.ClosedThrough);
        json.List("steps", CloseChecklist.Of(book, month), step => json.Map(() =>
        {
            json.WriteString("step", step.Step.Id.ToString());
            json.WriteString("name", step.Step.Name);
            json.WriteString("when", step.Step.IsAfterClose ? "after-close" : "before-close");
            json.WriteBoolean("needs-review", step.Step.NeedsReview);
            json.WriteBoolean("done", step.IsDone);
            json.WriteString("missing", step.Missing);
            Mark(json, "prepared", step.Work?.Prepared);
            Mark(json, "reviewed", step.Work?.Reviewed);
            json.WriteString("seen", step.Seen);
        }));
    }

    static void Mark(Utf8JsonWriter json, string name, StepMark? mark) => json.Map(name, () =>
    {
        json.WriteString("by", mark?.By.ToString());
        json.WriteString("at", mark is null ? null : Json.Text(mark.At));
        json.WriteString("note", mark?.Note);
    });
}

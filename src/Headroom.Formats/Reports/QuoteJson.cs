using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using Headroom.Formats.Facts;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>Drafts and quotes as JSON.</summary>
public static class QuoteJson
{
    /// <summary>A quote with all its versions, and where it stands.</summary>
    public static void Write(Utf8JsonWriter json, Book book, Quote quote, Instant now) => json.Map(() =>
    {
        Summary(json, quote, now);
        if (Lifecycle.Of(book, quote.Contract, quote.Latest.Terms.Calendar.DateOf(now)) is { } life) json.Map("lifecycle", () => LifecycleJson.Fields(json, life));
        json.List("versions", quote.Versions, version => json.Map(() =>
        {
            json.WriteNumber("version", version.Number);
            json.WriteString("state", Words.Of(Words.QuoteStates, quote.StateOf(version, now)));
            json.Time("made-at", version.MadeAt);
            json.Date("expires", version.ExpiresOn);
            json.WriteBoolean("holds", version.Holds);
            DealFormat.Approval(json, version.Approved);
            if (version.Ended is { } ended) json.WriteString("reason", ended.Reason);
            if (version.Number > 1)
                json.List("changes", Difference.Between(quote.Versions[version.Number - 2].Terms, version.Terms), change => json.Map(() =>
                {
                    json.WriteString("field", change.Field);
                    json.WriteString("was", change.Was);
                    json.WriteString("is", change.Is);
                }));
            json.WritePropertyName("terms");
            TermsWriter.Write(json, version.Terms);
        }));
    });

    /// <summary>Quotes, a line each; whether the open ones would be accepted now; and what they oversubscribe together.</summary>
    public static void List(Utf8JsonWriter json, IEnumerable<Quote> quotes, OpenQuotes open, Instant now, string? next = null)
    {
        json.List("quotes", quotes, quote => json.Map(() =>
        {
            Summary(json, quote, now);
            if (open.Fitting.FirstOrDefault(each => each.Quote == quote) is { Quote: not null, Refusal: var refusal, Favoured: var favoured })
            {
                json.WriteBoolean("would-be-accepted", refusal is null);
                if (refusal is not null) { json.WritePropertyName("refusal"); RefusalJson.Write(json, refusal); }
                if (!favoured.IsEmpty) json.List("lowers", favoured, cost => Lowers(json, cost));
            }
        }));
        json.List("oversubscribed-together", open.Together, each => json.Map(() =>
        {
            json.WriteString("where", each.Where.ToString());
            json.Date("from", each.From);
            json.Date("through", each.Through);
            json.WriteNumber("short-by", each.ShortBy);
            json.WriteString("unit", each.Unit);
            json.List("quotes", each.Quotes, quote => json.WriteStringValue(quote.ToString()));
        }));
        json.WriteString("next", next);
    }

    static void Lowers(Utf8JsonWriter json, FavouredCost cost) => json.Map(() =>
    {
        json.WriteString("contract", cost.Contract.ToString());
        json.WriteString("holder", cost.Holder.ToString());
        json.WriteString("clause", cost.Clause.Name);
        json.Date("from", cost.From);
        json.WriteNumber("price", cost.Price.ToDecimal());
        json.WriteString("per", Words.Of(Words.GpuUnits, cost.Clause.Per));
        json.WriteNumber("stated", cost.Stated);
        json.WriteNumber("enforceable", cost.Enforceable);
        json.WriteString("currency", cost.Currency.Code);
    });

    static void Summary(Utf8JsonWriter json, Quote quote, Instant now)
    {
        var (version, terms) = (quote.Latest, quote.Latest.Terms);
        json.WriteString("contract", quote.Contract.ToString());
        json.WriteString("seller", terms.Seller.ToString());
        json.WriteString("buyer", terms.Buyer.ToString());
        json.WriteNumber("version", version.Number);
        json.WriteString("state", Words.Of(Words.QuoteStates, quote.StateOf(version, now)));
        json.Date("expires", version.ExpiresOn);
        json.WriteBoolean("holds", version.Holds);
        json.Date("from", terms.From);
        json.Date("through", terms.Through);
        json.WriteNumber("gpus", MostGpus(version));
        json.WriteNumber("total", TotalOf(version));
        json.WriteString("currency", terms.Currency.Code);
    }

    /// <summary>The most GPUs that a version reserves at any time.</summary>
    public static long MostGpus(QuoteVersion version) => version.AsContract.Schedule(null).ReservedInAll is var line
        ? line.Changes.Select(change => line.At(change).Count).Append(0).Max() : 0;

    /// <summary>All fees of the term that a version offers.</summary>
    public static decimal TotalOf(QuoteVersion version) => InvoicedPrice.Total(version.AsContract.Schedule(null), version.Terms.Currency.Digits);
}

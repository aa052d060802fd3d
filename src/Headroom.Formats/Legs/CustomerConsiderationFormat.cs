using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>consideration: NAME</c>: what the seller gives the buyer beside the invoices, and the days whose revenue it reduces.</summary>
static class CustomerConsiderationFormat
{
    const int MostPayments = 60;

    public static LegFormat Format { get; } = LegFormat.Of("consideration", Read, Write);

    static CustomerConsideration Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var given = leg.List("give", MostPayments).Select(payment =>
        {
            var read = (payment.Date("on"), Assumptions.Value(payment, "amount", assumptions, 0, Money.Most, ""));
            payment.Done();
            return read;
        });
        var consideration = new CustomerConsideration(leg.Text("consideration", 60), leg.Word("kind", Words.Considerations), [.. given], null, null);
        if (leg.MapOrNone("reduces") is not { } reduces) return consideration;
        consideration = consideration with { From = reduces.DateOrNone("from"), Through = reduces.DateOrNone("through") };
        reduces.Done();
        return consideration;
    }

    static void Write(Utf8JsonWriter json, CustomerConsideration consideration)
    {
        json.WriteString("consideration", consideration.Name);
        json.WriteString("kind", Words.Of(Words.Considerations, consideration.Kind));
        json.List("give", consideration.Payments, payment => json.Map(() => { json.Date("on", payment.On); json.WriteNumber("amount", payment.Amount); }));
        if (consideration.From is null && consideration.Through is null) return;
        json.Map("reduces", () =>
        {
            if (consideration.From is { } from) json.Date("from", from);
            if (consideration.Through is { } through) json.Date("through", through);
        });
    }
}

using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>prepayment: NAME</c>, what is paid ahead and over which months it is credited.</summary>
static class PrepaymentFormat
{
    const int MostPayments = 60;

    public static LegFormat Format { get; } = LegFormat.Of("prepayment", Read, Write);

    static Prepayment Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var payments = leg.List("pay", MostPayments).Select(payment =>
        {
            var read = (payment.Date("on"), Assumptions.Value(payment, "amount", assumptions, 0, Money.Most, ""));
            payment.Done();
            return read;
        });
        var credit = leg.Map("credit");
        var prepayment = new Prepayment(leg.Text("prepayment", 60), [.. payments], credit.Month("from"), (int)credit.Whole("months", 1, 240, "months"));
        credit.Done();
        return leg.MapOrNone("financing") is { } financing ? prepayment with { Financing = Financing(financing, assumptions) } : prepayment;
    }

    static Financing Financing(Fields fields, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var financing = fields.Has("waived") ? new Financing(0, fields.Word("waived", Words.FinancingWaivers))
            : new Financing(Assumptions.Value(fields, "rate", assumptions, 0, 1, "(share)"));
        fields.Done();
        return financing;
    }

    static void Write(Utf8JsonWriter json, Prepayment prepayment)
    {
        json.WriteString("prepayment", prepayment.Name);
        json.List("pay", prepayment.Payments, payment => json.Map(() => { json.Date("on", payment.On); json.WriteNumber("amount", payment.Amount); }));
        json.Map("credit", () => { json.WriteString("from", Json.Text(prepayment.CreditFrom)); json.WriteNumber("months", prepayment.CreditMonths); });
        if (prepayment.Financing is not { } financing) return;
        json.Map("financing", () =>
        {
            if (financing.Waived is { } waived) json.WriteString("waived", Words.Of(Words.FinancingWaivers, waived));
            else json.WriteNumber("rate", financing.Rate);
        });
    }
}

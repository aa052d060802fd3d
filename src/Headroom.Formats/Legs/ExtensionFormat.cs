using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Legs;

/// <summary><c>extension: NAME</c>, who may prolong the term by how much, when it must be said, and what the fees become.</summary>
static class ExtensionFormat
{
    public static LegFormat Format { get; } = LegFormat.Of("extension", (leg, _, _) => Read(leg), Write);

    static Extension Read(Fields leg)
    {
        var notice = leg.Map("notice");
        var (opens, closes) = (ExitFormat.Length(notice, "opens"), ExitFormat.Length(notice, "closes"));
        notice.Done();
        return new Extension(leg.Text("extension", 60), leg.Word("by", Words.Exits), Periods.Months(leg, "for"), opens, closes,
            (int)leg.Whole("times", 1, 10, "times", 1), leg.MapOrNone("fee") is { } fee ? Fee(fee) : null);
    }

    static ExtensionFee Fee(Fields fee)
    {
        var read = fee.OneOf("rate", "charge") == "rate" ? new ExtensionFee(fee.Share("rate", -0.5m, 1), null, null)
            : new ExtensionFee(null, fee.Text("charge", 60), fee.Decimal("amount", 0, Money.Most, "a month"));
        fee.Done();
        return read;
    }

    static void Write(Utf8JsonWriter json, Extension extension)
    {
        json.WriteString("extension", extension.Name);
        json.WriteString("by", Words.Of(Words.Exits, extension.By));
        json.WriteString("for", $"{extension.Months} months");
        json.Map("notice", () => { json.WriteString("opens", extension.Opens.ToString()); json.WriteString("closes", extension.Closes.ToString()); });
        if (extension.Times != 1) json.WriteNumber("times", extension.Times);
        if (extension.Fee is not { } fee) return;
        json.Map("fee", () =>
        {
            if (fee.Rate is { } rate) json.WriteNumber("rate", rate);
            else { json.WriteString("charge", fee.Charge); json.WriteNumber("amount", fee.Amount ?? 0); }
        });
    }
}

using System.Collections.Immutable;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Formats.Valuation;

/// <summary>
/// The market's curve in one line of a form: what a GPU-hour costs, as one figure or by date (<c>2026-04-01=2.40,2027-04-01=2.00</c>), and its change a year after the last of
/// them. Only what is expected is stated; nothing is said of how far it strays.
/// </summary>
public static class CurveInput
{
    /// <summary>The outlook that the fields <c>market</c> and <c>market-change</c> state; what is at fault is noted among them.</summary>
    public static Outlook Read(Fields f, Currency currency)
    {
        ImmutableArray<(LocalDate?, decimal)> table = [.. f.Words("market", Curve.MostPoints).Select(step => Point(f, step))];
        for (var i = 1; i < table.Length; i++)
            if (table[i].Item1 is not { } date || !(date > (table[i - 1].Item1 ?? Fields.Earliest)))
                f.Fault("market", RefusalCode.DatesUpsideDown, "Of several figures each has its date, and dates ascend.");
        var change = f.Has("market-change") ? f.Share("market-change", -0.9m, 4) : 0;
        return new("stated in the form", currency, PriceBasis.GpuHour, new(table.Length == 0 ? [(null, 0)] : table, change, 0, 0), null);
    }

    static (LocalDate?, decimal) Point(Fields f, string step)
    {
        var parts = step.Split('=');
        if (parts.Length == 1) return (null, f.Decimal("market", parts[0], 0, Money.Most, ""));
        var date = LocalDatePattern.Iso.Parse(parts[0]);
        if (parts.Length != 2 || !date.Success) f.Fault("market", RefusalCode.Malformed, $"'{Fields.Short(step)}' is no point of a curve; write 2026-04-01=2.40.");
        return (date.Success ? date.Value : Fields.Earliest, parts.Length == 2 ? f.Decimal("market", parts[1], 0, Money.Most, "") : 0);
    }
}

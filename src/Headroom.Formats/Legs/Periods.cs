using Headroom.Core.Units;

namespace Headroom.Formats.Legs;

/// <summary>Reads a number of calendar months, written "3 months" or "1 year".</summary>
static class Periods
{
    /// <summary>1 to 240 months; a fault and one month otherwise.</summary>
    public static int Months(Fields leg, string name)
    {
        var text = leg.Text(name, 20);
        var parts = text.Split(' ');
        var unit = parts is [_, "month" or "months"] ? 1 : parts is [_, "year" or "years"] ? 12 : 0;
        if (unit == 0)
        {
            if (text.Length > 0) leg.Fault(name, RefusalCode.UnknownUnit, $"'{text}' is not a number of months; write it as '3 months' or '1 year'.");
            return 1;
        }
        var count = leg.Decimal(name, parts[0], 1, 240 / unit, parts[1]);
        if (count != decimal.Truncate(count)) leg.Fault(name, RefusalCode.OutOfRange, $"'{text}' is not a whole number of {parts[1]}.");
        return (int)decimal.Truncate(count) * unit;
    }
}

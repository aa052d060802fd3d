using Headroom.Core.Units;

namespace Headroom.Formats.Focus;

/// <summary>FOCUS words for what contracts call by names of their own.</summary>
static class FocusWords
{
    /// <summary>Services by a word in the charge's name; what has none of these words is GPU capacity.</summary>
    static readonly (string Word, Offering Offering)[] Offerings =
    [
        ("storage", new("Storage", "Storage", "Other (Storage)")),
        ("network", new("Network", "Networking", "Other (Networking)")),
        ("support", new("Support", "Management and Governance", "Support")),
        ("energy", new("Energy", "Other", "Other (Other)")),
        ("power", new("Energy", "Other", "Other (Other)")),
        ("interest", new("Late interest", "Other", "Other (Other)")),
    ];

    static readonly Offering Capacity = new("GPU capacity", "Compute", "Other (Compute)");

    /// <summary>Parts of units that are not written with one capital.</summary>
    static readonly Dictionary<string, string> Short = new()
    { ["gpu"] = "GPU", ["gpus"] = "GPUs", ["cpu"] = "CPU", ["cpus"] = "CPUs", ["kwh"] = "kWh", ["mwh"] = "MWh", ["kw"] = "kW", ["gb"] = "GB", ["tb"] = "TB", ["pb"] = "PB" };

    /// <summary>The service that a charge is for.</summary>
    public static Offering OfferingOf(string charge) =>
        Offerings.Where(known => charge.Contains(known.Word, StringComparison.OrdinalIgnoreCase)).Select(known => known.Offering).FirstOrDefault(Capacity);

    /// <summary>An amount with the digits of its currency, however it was entered.</summary>
    public static decimal Exact(decimal amount, Currency currency) => amount + new decimal(0, 0, 0, false, (byte)currency.Digits);

    /// <summary>A meter as a unit: gpu-hours is GPU-Hours, kwh is kWh.</summary>
    public static string Unit(string meter) =>
        string.Join('-', meter.Split('-').Select(part => Short.GetValueOrDefault(part, part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..])));
}

/// <summary>What is sold, in FOCUS a service, with its place among FOCUS's categories.</summary>
sealed record Offering(string Name, string Category, string Subcategory);

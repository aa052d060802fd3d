namespace Headroom.Server.Console;

/// <summary>A section of the console: the pages that one of its users goes between. A page that is not in a section is reached from one that is.</summary>
/// <param name="Name">As the bar shows it.</param>
/// <param name="Pages">By path, in the order shown; the section's own link leads to the first.</param>
sealed record Section(string Name, params (string Path, string Name)[] Pages)
{
    /// <summary>All sections, in the order of the bar.</summary>
    public static readonly IReadOnlyList<Section> All =
    [
        new("Overview", ("/", "Overview")),
        new("Sell", ("/headroom", "Headroom"), ("/demand", "Own demand"), ("/inquiries", "Inquiry"), ("/quotes", "Quotes"), ("/quotes/portfolio", "Portfolio"),
            ("/what-if", "What if")),
        new("Contracts", ("/contracts", "Contracts"), ("/purchases", "Purchases"), ("/rights", "Rights"), ("/parties", "Parties"), ("/indices", "Indices")),
        new("Billing", ("/invoices", "Invoices"), ("/accounts", "Accounts"), ("/invoices/open-matters", "Open matters"), ("/bank", "Bank statements")),
        new("Reports", ("/months", "Close"), ("/returns", "Returns"), ("/disclosure", "Disclosure")),
        new("Delivery", ("/clusters", "Clusters"), ("/blocks", "Blocks"), ("/usage", "Usage"), ("/availability", "Availability")),
        new("Journal", ("/journal", "Journal")),
    ];

    /// <summary>The section that holds the page of this path, or null.</summary>
    public static Section? Of(string path) => All.FirstOrDefault(section => section.Pages.Any(page => page.Path == path));
}

namespace Headroom.Formats.Tests.Schemas;

/// <summary>Account maps that are right, and such as schema and reader both refuse.</summary>
static class AccountMaps
{
    const string Least = "entity: US01\naccounts: { receivable: \"1200\", revenue: 4000 }\n";

    /// <summary>The least there is, and what the page of the format shows.</summary>
    public static string[] Right => [Least, File.ReadAllText(Path.Combine(Validator.Root, "docs/formats/account-map.md")).Split("```yaml\n")[1].Split("```")[0]];

    public static string[] Wrong =>
    [
        Least.Replace("entity: US01\n", "", StringComparison.Ordinal),
        Least.Replace("receivable:", "receivables:", StringComparison.Ordinal),
        Least.Replace("1200", "12;00", StringComparison.Ordinal),
        Least + "year-starts: 13\n",
        Least + "rules: [{ account: revenue, contract: a-b }]\n",
        Least + "dimensions: [{ name: project, from: site }]\n",
        Least + "entities: { Not An Id: US02 }\n",
        Least + "more: 1\n",
    ];
}

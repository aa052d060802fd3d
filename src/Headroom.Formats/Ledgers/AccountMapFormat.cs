using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Ledgers;

/// <summary>Reads and writes account maps, in files, requests and facts alike (docs/formats/account-map.md).</summary>
public static class AccountMapFormat
{
    const int MostCode = 60;

    static readonly (string Word, DimensionOf Meaning)[] Sources =
        [("contract", DimensionOf.Contract), ("customer", DimensionOf.Customer), ("jurisdiction", DimensionOf.Jurisdiction)];

    /// <summary>A whole document.</summary>
    public static Parsed<AccountMap> Read(Node node)
    {
        var faults = new List<Refusal>();
        var fields = Fields.Of(node, faults);
        var map = Read(fields);
        fields.Done();
        return Parsed<AccountMap>.Of(map, faults);
    }

    /// <summary>The fields of a map.</summary>
    public static AccountMap Read(Fields f) => new(Code(f, "entity"), Accounts(f.Map("accounts")))
    {
        Entities = f.MapOrNone("entities") is { } entities ? Codes(entities) : ImmutableSortedDictionary<Slug, string>.Empty,
        Rules = [.. f.ListOrNone("rules", AccountMap.Most).Select(rule =>
        {
            var read = new AccountRule(rule.Word("account", AccountWords.All), rule.IdOrNone("contract"), rule.IdOrNone("customer"), rule.IdOrNone("jurisdiction"),
                Code(rule, "to"));
            rule.Done();
            return read;
        })],
        Dimensions = [.. f.ListOrNone("dimensions", AccountMap.MostDimensions).Select(dimension =>
        {
            var read = new Dimension(Code(dimension, "name"), dimension.Word("from", Sources),
                dimension.MapOrNone("values") is { } values ? Codes(values) : ImmutableSortedDictionary<Slug, string>.Empty,
                dimension.Has("none") ? Code(dimension, "none") : null);
            dimension.Done();
            return read;
        })],
        BetweenEntities = f.Has("between-entities") ? Code(f, "between-entities") : null,
        YearStarts = (int)f.Whole("year-starts", 1, 12, "(month)", 1),
    };

    public static void Write(Utf8JsonWriter json, AccountMap map)
    {
        json.WriteString("entity", map.Entity);
        json.Map("accounts", () => { foreach (var (kind, code) in map.Accounts) json.WriteString(AccountWords.Of(kind), code); });
        if (!map.Entities.IsEmpty) json.Map("entities", () => { foreach (var (contract, code) in map.Entities) json.WriteString(contract.ToString(), code); });
        if (!map.Rules.IsEmpty) json.List("rules", map.Rules, rule => json.Map(() =>
        {
            json.WriteString("account", AccountWords.Of(rule.Kind));
            if (rule.Contract is { } contract) json.WriteString("contract", contract.ToString());
            if (rule.Customer is { } customer) json.WriteString("customer", customer.ToString());
            if (rule.Jurisdiction is { } jurisdiction) json.WriteString("jurisdiction", jurisdiction.ToString());
            json.WriteString("to", rule.Account);
        }));
        if (!map.Dimensions.IsEmpty) json.List("dimensions", map.Dimensions, dimension => json.Map(() =>
        {
            json.WriteString("name", dimension.Name);
            json.WriteString("from", Words.Of(Sources, dimension.From));
            if (!dimension.Values.IsEmpty) json.Map("values", () => { foreach (var (id, code) in dimension.Values) json.WriteString(id.ToString(), code); });
            if (dimension.None is { } none) json.WriteString("none", none);
        }));
        if (map.BetweenEntities is { } between) json.WriteString("between-entities", between);
        if (map.YearStarts != 1) json.WriteNumber("year-starts", map.YearStarts);
    }

    static ImmutableSortedDictionary<AccountKind, string> Accounts(Fields f)
    {
        var accounts = AccountWords.All.Where(word => f.Has(word.Word)).ToImmutableSortedDictionary(word => word.Meaning, word => Code(f, word.Word));
        f.Done();
        return accounts;
    }

    // Names here are ids of the book, and may be any.
    static ImmutableSortedDictionary<Slug, string> Codes(Fields f)
    {
        var names = f.Entries().Select(entry => entry.Name).ToList();
        if (names.Count > AccountMap.Most) f.Fault("", RefusalCode.TooLarge, $"There are {names.Count} entries; at most {AccountMap.Most} are accepted.");
        foreach (var name in names.Where(name => Slug.TryParse(name) is null)) f.Fault(name, RefusalCode.Malformed, $"This is not an id: {Slug.Rule}.");
        return names.Where(name => Slug.TryParse(name) is not null).ToImmutableSortedDictionary(Slug.Of, name => Code(f, name));
    }

    static string Code(Fields f, string name)
    {
        var code = f.Text(name, MostCode);
        if (code.Any(letter => char.IsControl(letter) || letter is ';' or '='))
            f.Fault(name, RefusalCode.Malformed, "A code has no semicolon, no equals sign and no control character.");
        return code;
    }
}

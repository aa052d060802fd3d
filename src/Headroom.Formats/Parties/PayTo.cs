using System.Numerics;
using System.Text.Json;
using Headroom.Core.Units;

namespace Headroom.Formats.Parties;

/// <summary>Where a party is paid. One of <paramref name="Iban"/> and <paramref name="Account"/> is there.</summary>
/// <param name="Bank">The bank's name, 1 to 100 characters.</param>
/// <param name="Iban">By ISO 13616, without spaces; its check digits hold. Null where accounts have no such number.</param>
/// <param name="Account">The account's number where it has no IBAN, 1 to 34 characters; else null.</param>
/// <param name="Routing">What names the bank within its country, such as an ABA number, 1 to 34 characters, or null.</param>
/// <param name="Bic">By ISO 9362: 8 or 11 letters and digits, or null.</param>
/// <param name="Reference">What a payer states before the number of the document, 1 to 35 characters, or null.</param>
public sealed record PayTo(string Bank, string? Iban, string? Account, string? Routing, string? Bic, string? Reference)
{
    const int LeastIban = 15, MostIban = 34;

    internal static PayTo Read(Fields f)
    {
        var pay = new PayTo(Line.OrNull(f, "bank", 100) ?? f.Text("bank"), IbanOf(f), Line.OrNull(f, "account", 34), Line.OrNull(f, "routing", 34), BicOf(f),
            Line.OrNull(f, "reference", 35));
        if (f.Has("iban") == f.Has("account")) f.Fault("iban", RefusalCode.Malformed, "Say the IBAN, or the account where there is none; one of the two.");
        f.Done();
        return pay;
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteString("bank", Bank);
        if (Iban is not null) json.WriteString("iban", Iban);
        if (Account is not null) json.WriteString("account", Account);
        if (Routing is not null) json.WriteString("routing", Routing);
        if (Bic is not null) json.WriteString("bic", Bic);
        if (Reference is not null) json.WriteString("reference", Reference);
    }

    static string? IbanOf(Fields f)
    {
        if (!f.Has("iban")) return null;
        var iban = f.Text("iban", 60).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        // A slip in an account's number sends money astray; its check digits find it here.
        if (iban.Length > 0 && !IsIban(iban))
            f.Fault("iban", RefusalCode.Malformed, "This is no IBAN: two letters, two check digits and the account, 15 to 34 in all, and the check digits must hold (ISO 13616).");
        return iban;
    }

    static bool IsIban(string iban) =>
        iban.Length is >= LeastIban and <= MostIban && iban.All(char.IsAsciiLetterOrDigit) && char.IsAsciiLetter(iban[0]) && char.IsAsciiLetter(iban[1])
        && char.IsAsciiDigit(iban[2]) && char.IsAsciiDigit(iban[3])
        && BigInteger.Parse(string.Concat((iban[4..] + iban[..4]).Select(letter => char.IsAsciiDigit(letter) ? $"{letter}" : $"{letter - 'A' + 10}")),
            System.Globalization.CultureInfo.InvariantCulture) % 97 == 1;

    static string? BicOf(Fields f)
    {
        if (!f.Has("bic")) return null;
        var bic = f.Text("bic", 20).ToUpperInvariant();
        if (bic.Length > 0 && !(bic.Length is 8 or 11 && bic.All(char.IsAsciiLetterOrDigit) && bic[4..6].All(char.IsAsciiLetter)))
            f.Fault("bic", RefusalCode.Malformed, "A BIC has 8 or 11 letters and digits, the fifth and sixth of which name the country (ISO 9362).");
        return bic;
    }
}

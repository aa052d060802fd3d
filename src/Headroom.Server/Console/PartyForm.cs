using Headroom.Formats;
using Headroom.Formats.Parties;

namespace Headroom.Server.Console;

/// <summary>The form of a party's details: each input is a field of the file of a party, and the reader of that file checks them.</summary>
public static class PartyForm
{
    /// <summary>The most bytes of the form as it is sent.</summary>
    internal const int MostBytes = 16 << 10;

    const string Address = "address";

    static readonly (string Name, string Says)[] Details = [("legal-name", "Legal name"), ("tax-number", "Tax number"), ("invoices-to", "E-mail address for invoices")];

    static readonly (string Name, string Says)[] Pay =
        [("bank", "Bank"), ("iban", "IBAN"), ("account", "or account number"), ("routing", "Routing number"), ("bic", "BIC"), ("reference", "Reference before the number")];

    /// <summary>The inputs of one line in order, with what is known already; the address, of several lines, is not among them.</summary>
    public static IEnumerable<(string Name, string Says, string? Value)> Inputs(PartyDetails? known) => Details.Select(input => (input.Name, input.Says, input.Name switch
    {
        "legal-name" => known?.LegalName,
        "tax-number" => known?.TaxNumber,
        _ => known?.InvoicesTo,
    }));

    /// <summary>The inputs on where it is paid.</summary>
    public static IEnumerable<(string Name, string Says, string? Value)> PayInputs(PayTo? known) => Pay.Select(input => (input.Name, input.Says, input.Name switch
    {
        "bank" => known?.Bank,
        "iban" => known?.Iban,
        "account" => known?.Account,
        "routing" => known?.Routing,
        "bic" => known?.Bic,
        _ => known?.Reference,
    }));

    /// <summary>The details that the form states; null with faults noted.</summary>
    internal static PartyDetails? Read(Fields form)
    {
        var details = Texts(Details);
        if (form.Text(Address, "", MostBytes) is { Length: > 0 } address)
            details[Address] = new ListNode(Address, 0,
                [.. address.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => new TextNode(Address, 0, line))]);
        if (Texts(Pay) is { Count: > 0 } pay) details["pay-to"] = new MapNode("pay-to", 0, pay);
        form.Done();
        var read = PartyDetails.Read(new MapNode("", 0, details));
        form.Faults.AddRange(read.Faults);
        return read.Value;

        Dictionary<string, Node> Texts((string Name, string Says)[] inputs) => inputs.Select(input => (input.Name, Text: form.Text(input.Name, "", MostBytes)))
            .Where(field => field.Text.Length > 0)
            .ToDictionary(field => field.Name, Node (field) => new TextNode(field.Name, 0, field.Text));
    }
}

using Headroom.Core.Units;
using Headroom.Formats.Parties;

namespace Headroom.Documents.Paper;

/// <summary>One side of a document as it stands on paper: what it is called, and the lines under that. What is not known leaves no gap.</summary>
/// <param name="Name">Its legal name, else its display name, else its id.</param>
/// <param name="Details">What else is known of it, or null when nothing was said or it was erased.</param>
public sealed record PartyBlock(Slug Party, string Name, PartyDetails? Details)
{
    /// <param name="name">The display name, or null.</param>
    public static PartyBlock Of(Slug party, string? name, PartyDetails? details) => new(party, details?.LegalName ?? name ?? party.ToString(), details);

    /// <summary>What stands under the seller's name: address and tax number, or the id where neither is known.</summary>
    internal Markup Letterhead => Details is null ? Id : Markup.Of($"{Address}{Tax}");

    /// <summary>What stands under the buyer's name: address, tax number, id unless it is the name already, and where its invoices are sent.</summary>
    internal Markup Addressed => Markup.Of($"{Address}{Tax}{Id}{Email}");

    Markup Email => Details?.InvoicesTo is { } email ? Markup.Of($"<p class=\"quiet\"><bdi>{email}</bdi></p>") : Markup.None;

    Markup Address => Details is { Address: { Length: > 0 } lines } ? Markup.Of($"<p class=\"address\">{lines.Select(line => Markup.Of($"<bdi>{line}</bdi>"))}</p>") : Markup.None;

    Markup Tax => Details?.TaxNumber is { } number ? Markup.Of($"<p class=\"quiet\">Tax number <bdi>{number}</bdi></p>") : Markup.None;

    // Where the name is the id already, it stands once.
    Markup Id => Name == Party.ToString() ? Markup.None : Markup.Of($"<p class=\"quiet\">{(Details is null ? "" : "Account ")}{Party.ToString()}</p>");

    /// <summary>Where to pay, with what to state; nothing when it was not said.</summary>
    internal Markup PayTo(string number)
    {
        if (Details?.PayTo is not { } pay) return Markup.None;
        var reference = pay.Reference is { } own ? $"{own} {number}" : number;
        var rows = new (string Name, string? Value)[]
        {
            ("Pay to", Name), ("Bank", pay.Bank), ("IBAN", pay.Iban is { } iban ? InFours(iban) : null), ("Account", pay.Account), ("Routing", pay.Routing), ("BIC", pay.Bic),
            ("Reference", reference),
        };
        return Markup.Of(
            $"<dl class=\"pay\">{rows.Where(row => row.Value is not null).Select(row => Markup.Of($"<div><dt>{row.Name}</dt><dd><bdi>{row.Value}</bdi></dd></div>\n"))}</dl>");
    }

    // As ISO 13616 prints it: in groups of four.
    static string InFours(string iban) => string.Join(' ', iban.Chunk(4).Select(group => new string(group)));
}

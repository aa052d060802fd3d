using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Headroom.Core.Documents;
using Headroom.Core.Units;

namespace Headroom.Formats.Banking;

/// <summary>
/// Reads an ISO 20022 bank-to-customer statement (camt.053, any version). Booked entries only; an entry that is a batch comes apart into its
/// transactions where their amounts add up to it. Opening balance + booked entries = closing balance, or the file is refused. A document type
/// definition is refused before anything of it is read, and nothing outside the file is ever fetched.
/// </summary>
static class Camt053
{
    /// <summary>How deep elements may lie; a statement needs about 14 levels.</summary>
    const int MostDepth = 40;

    const string Family = "urn:iso:std:iso:20022:tech:xsd:camt.";

    /// <summary>Words that banks write where they have no reference.</summary>
    static readonly HashSet<string> NoReference = new(StringComparer.OrdinalIgnoreCase) { "NOTPROVIDED", "NOT PROVIDED", "NONREF", "NOREF", "NONE" };

    /// <summary>The statement, or the first fault with its line.</summary>
    public static Parsed<BankStatement> Read(byte[] bytes)
    {
        try
        {
            if (Deep(bytes) is { } deep) return deep;
            using var reader = Open(bytes);
            return Statements(XDocument.Load(reader, LoadOptions.SetLineInfo).Root!);
        }
        catch (XmlException fault)
        {
            return Node.At(new(RefusalCode.Malformed, "file", $"This is not XML that is accepted here: {BankStatements.Plain(fault.Message)}"),
            fault.LineNumber);
        }
    }

    static XmlReader Open(byte[] bytes) => XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = BankStatements.MostBytes,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    /// <summary>Looks through the file once before it is built up: what nests too deep is refused.</summary>
    static Refusal? Deep(byte[] bytes)
    {
        using var reader = Open(bytes);
        while (reader.Read())
            if (reader.Depth > MostDepth)
                return Node.At(new(RefusalCode.TooLarge, "file", $"Elements lie more than {MostDepth} deep, which no statement needs."), ((IXmlLineInfo)reader).LineNumber);
        return null;
    }

    static Parsed<BankStatement> Statements(XElement root)
    {
        var space = root.Name.NamespaceName;
        if (root.Name.LocalName != "Document" || !space.StartsWith(Family + "053.", StringComparison.Ordinal))
            return Fault(root, "file", $"A camt.053 statement is expected ({Family}053...); this is '{Fields.Short(root.Name.LocalName)}' of '{Fields.Short(space)}'.");
        var statements = root.Of("BkToCstmrStmt").SelectMany(message => message.Of("Stmt")).ToList();
        if (statements.Count == 0) return Fault(root, "Stmt", "There is no statement in this file.");
        var (lines, balances, waiting) = (new List<BankLine>(), new List<BankBalance>(), 0);
        foreach (var statement in statements)
        {
            var number = 0;
            var booked = 0m;
            var currency = statement.At("Acct", "Ccy")?.Value.Trim() ?? "";
            foreach (var element in statement.Of("Ntry"))
            {
                var place = string.Create(CultureInfo.InvariantCulture, $"{(statements.Count > 1 ? $"statement {statements.IndexOf(statement) + 1} " : "")}entry {++number}");
                if ((element.At("Sts", "Cd") ?? element.At("Sts"))?.Value.Trim() is var status && status != "BOOK")
                {
                    if (status is null or "") return Fault(element, place, "The entry has no status; BOOK is expected for what was booked.");
                    waiting++;
                    continue;
                }
                if (!CamtEntry.Read(element, place, NoReference).TryGet(out var entry, out var fault)) return fault;
                booked += entry.Amount;
                if (currency.Length == 0) currency = entry.Currency;
                if (entry.Currency != currency) return Fault(element, place, $"The entry is in {entry.Currency} on an account in {Fields.Short(currency)}.");
                lines.AddRange(entry.Lines);
                if (lines.Count > BankStatements.MostLines)
                    return Fault(element, "file", $"There are more than {BankStatements.MostLines} bookings, which is the most that is accepted.");
            }
            if (!Balance(statement, currency, booked).TryGet(out var balance, out var wrong)) return wrong;
            balances.Add(balance);
        }
        return new BankStatement([.. balances], BankStatements.Referenced(lines)) { NotBooked = waiting };
    }

    /// <summary>The balances of a statement, which must say the same as its entries. A statement in several parts has interim ones (ITBD).</summary>
    static Parsed<BankBalance> Balance(XElement statement, string currency, decimal booked)
    {
        var all = statement.Of("Bal").Select(balance => (Code: balance.At("Tp", "CdOrPrtry", "Cd")?.Value.Trim() ?? "", Element: balance)).ToList();
        var interim = all.Where(balance => balance.Code == "ITBD").Select(balance => balance.Element).ToList();
        var opening = One("OPBD") ?? One("PRCD") ?? (One("CLBD") is null && interim.Count < 2 ? null : interim.FirstOrDefault());
        var closing = One("CLBD") ?? (opening == interim.LastOrDefault() ? null : interim.LastOrDefault());
        if (opening is null) return Fault(statement, "Bal", "The statement has no opening booked balance (OPBD or PRCD).");
        if (closing is null) return Fault(statement, "Bal", "The statement has no closing booked balance (CLBD).");
        if (!CamtEntry.Stated(opening, "opening balance", mayBeZero: true).TryGet(out var from, out var fault)
            || !CamtEntry.Stated(closing, "closing balance", mayBeZero: true).TryGet(out var to, out fault)) return fault;
        if (from.Currency != to.Currency || (currency.Length > 0 && from.Currency != currency))
            return Fault(closing, "Bal",
                $"The balances are in {from.Currency} and {to.Currency}, the entries in {(currency.Length > 0 ? Fields.Short(currency) : from.Currency)}.");
        var account = BankStatements.Plain((statement.At("Acct", "Id", "IBAN") ?? statement.At("Acct", "Id", "Othr", "Id"))?.Value ?? "");
        if (from.Amount + booked == to.Amount)
            return new BankBalance(account.Length <= BankStatements.MostReference ? account : account[..BankStatements.MostReference], from.Currency, from.Amount, booked,
                to.Amount);
        return Fault(closing, "Bal",
            $"Opening {Json.Text(from.Amount)} and booked entries {Json.Text(booked)} come to {Json.Text(from.Amount + booked)}, not to the closing {Json.Text(to.Amount)} {from.Currency}.")
            .With("opening", from.Amount).With("entries", booked).With("closing", to.Amount).With("difference", to.Amount - from.Amount - booked);

        XElement? One(string code) => all.FirstOrDefault(balance => balance.Code == code).Element;
    }

    internal static Refusal Fault(XElement at, string field, string says) => Node.At(new(RefusalCode.Malformed, field, says), ((IXmlLineInfo)at).LineNumber);

    /// <summary>The children of a name, of whichever version.</summary>
    internal static IEnumerable<XElement> Of(this XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    /// <summary>The first element at a path, or null.</summary>
    internal static XElement? At(this XElement element, params string[] path) => path.Aggregate((XElement?)element, (found, name) => found?.Of(name).FirstOrDefault());
}

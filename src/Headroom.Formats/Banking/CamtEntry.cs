using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Formats.Banking;

/// <summary>One booked entry of a camt.053 statement, and the lines that it comes apart into.</summary>
/// <param name="Amount">With its sign: money out is negative, as its own indicator says. A reversal has the sign of what it does, not of what it undoes.</param>
sealed record CamtEntry(decimal Amount, string Currency, ImmutableArray<BankLine> Lines)
{
    /// <summary>The entry, or what is wrong with it.</summary>
    /// <param name="noReference">Words that stand for no reference.</param>
    public static Parsed<CamtEntry> Read(XElement element, string place, IReadOnlySet<string> noReference)
    {
        if (!Stated(element, place, mayBeZero: false).TryGet(out var amount, out var fault)) return fault;
        if ((Date(element, "BookgDt") ?? Date(element, "ValDt")) is not { } booked) return Camt053.Fault(element, place, "The entry has no booking date and no value date.");
        var entry = new BankLine(place, booked, amount.Amount, amount.Currency, Reference(element.At("AcctSvcrRef"), noReference), "")
        {
            IsReversal = element.At("RvslInd")?.Value.Trim() is "true" or "1",
        };
        var transactions = element.Of("NtryDtls").SelectMany(details => details.Of("TxDtls")).ToList();
        var lines = transactions.Count <= 1 ? [] : Apart(entry, transactions, noReference);
        if (lines.Count == 0) lines = [transactions.Aggregate(entry, (line, transaction) => With(line, transaction, noReference))];
        if (lines is [{ Remittance: "" } plain]) lines = [plain with { Remittance = Plain(element.At("AddtlNtryInf")) }];
        foreach (var line in lines)
            if (line.Remittance.Length > BankStatements.MostText
                || new[] { line.Reference, line.CreditorReference, line.EndToEnd, line.Counterparty }.Any(text => text.Length > BankStatements.MostReference))
                return Camt053.Fault(element, place,
                    $"A text of the entry is too long; at most {BankStatements.MostText} characters of remittance and {BankStatements.MostReference} of a reference or name are accepted.");
        return new CamtEntry(amount.Amount, amount.Currency, [.. lines]);
    }

    /// <summary>An amount with its currency and sign.</summary>
    public static Parsed<(decimal Amount, string Currency)> Stated(XElement element, string place, bool mayBeZero) =>
        !Plain(element.At("Amt"), out var amount, out var currency) || (amount == 0 && !mayBeZero)
        ? Camt053.Fault(element, place, $"'{Fields.Short(element.At("Amt")?.Value ?? "")}' is not an amount with a currency; write <Amt Ccy=\"USD\">625000000.00</Amt>.")
        : element.At("CdtDbtInd")?.Value.Trim() switch
        {
            "CRDT" => (amount, currency),
            "DBIT" => (-amount, currency),
            var other => Camt053.Fault(element, place, $"'{Fields.Short(other ?? "")}' is not CRDT or DBIT."),
        };

    /// <summary>The transactions of a batch, each a line of its own; none when their amounts are not stated or do not add up to the entry.</summary>
    static List<BankLine> Apart(BankLine entry, List<XElement> transactions, IReadOnlySet<string> noReference)
    {
        var lines = new List<BankLine>();
        foreach (var transaction in transactions)
        {
            if (!Plain(transaction.At("Amt") ?? transaction.At("AmtDtls", "TxAmt", "Amt"), out var amount, out var currency) || amount == 0 || currency != entry.Currency)
                return [];
            var sign = transaction.At("CdtDbtInd")?.Value.Trim() is { } indicator ? indicator == "CRDT" ? 1 : -1 : Math.Sign(entry.Amount);
            lines.Add(With(entry with { Place = string.Create(CultureInfo.InvariantCulture, $"{entry.Place}.{lines.Count + 1}"), Amount = sign * amount }, transaction,
                noReference));
        }
        return lines.Sum(line => line.Amount) == entry.Amount ? lines : [];
    }

    /// <summary>A line with what a transaction says beside its amount; several add their words.</summary>
    static BankLine With(BankLine line, XElement transaction, IReadOnlySet<string> noReference)
    {
        var texts = transaction.Of("RmtInf").SelectMany(remittance => remittance.Of("Ustrd")
            .Concat(remittance.Of("Strd").SelectMany(structured => structured.Of("RfrdDocInf").SelectMany(document => document.Of("Nb")).Concat(structured.Of("AddtlRmtInf")))))
            .Select(Plain);
        var creditor = transaction.Of("RmtInf").SelectMany(remittance => remittance.Of("Strd")).Select(structured => Plain(structured.At("CdtrRefInf", "Ref")))
            .Where(reference => reference.Length > 0);
        var (party, own) = (line.Amount > 0 ? "Dbtr" : "Cdtr", Reference(transaction.At("Refs", "AcctSvcrRef"), noReference));
        return line with
        {
            Reference = own.Length > 0 && line.Place.Contains('.', StringComparison.Ordinal) ? own : line.Reference.Length > 0 ? line.Reference : own,
            Remittance = string.Join(' ', texts.Prepend(line.Remittance).Where(text => text.Length > 0)),
            CreditorReference = string.Join(',', creditor.Prepend(line.CreditorReference).Where(text => text.Length > 0)),
            EndToEnd = line.EndToEnd.Length > 0 ? line.EndToEnd : Reference(transaction.At("Refs", "EndToEndId"), noReference),
            Counterparty = line.Counterparty.Length > 0 ? line.Counterparty : Plain(transaction.At("RltdPties", party, "Nm") ?? transaction.At("RltdPties", party, "Pty", "Nm")),
            IsReversal = line.IsReversal || transaction.At("RtrInf") is not null,
        };
    }

    static LocalDate? Date(XElement element, string name) => (element.At(name, "Dt") ?? element.At(name, "DtTm"))?.Value.Trim() is { Length: >= 10 } text
        ? BankStatements.Date(text[..10]) : null;

    static string Reference(XElement? element, IReadOnlySet<string> noReference) => Plain(element) is var text && noReference.Contains(text) ? "" : text;

    static string Plain(XElement? element) => BankStatements.Plain(element?.Value ?? "");

    static bool Plain(XElement? element, out decimal amount, out string currency)
    {
        currency = element?.Attribute("Ccy")?.Value ?? "";
        return decimal.TryParse(element?.Value.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount) && amount <= Money.Most
            && BankStatements.IsCurrency(currency);
    }
}

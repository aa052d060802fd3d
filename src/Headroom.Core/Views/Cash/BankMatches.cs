using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What the lines of a bank statement are proposed to be, given the book. Certain ones come first, then likely ones that name documents, then
/// amounts are compared, each in the order of the file and again until nothing new is found; what one line is proposed to pay is not open
/// for another. So the proposals together never pay more than is open, nor more than came; no certain one rests on a likely one; and once they
/// are recorded, the same statement has nothing more to propose. What has several readings or none is left to a person, with the reason.
/// </summary>
public sealed class BankMatches
{
    /// <summary>How many days a receipt without a bank reference may lie from a line and still be thought the same money.</summary>
    public const int SameMoneyDays = 5;

    /// <summary>How often the lines of a kind are gone through at most; each time but the last at least one of them was matched.</summary>
    public const int MostRounds = 20;

    readonly Book _book;
    readonly OpenItems _open;
    readonly IReadOnlyDictionary<string, Slug> _parties;
    readonly LocalDate _today;
    readonly ILookup<(string, decimal), Receipt> _unreferenced;

    BankMatches(Book book, IReadOnlyDictionary<string, Slug> parties, LocalDate today)
    {
        (_book, _parties, _today, _open) = (book, parties, today, new(book));
        _unreferenced = book.Receivables.Cash.Receipts.Values.Where(receipt => receipt.BankReference is null).ToLookup(receipt => (receipt.Currency.Code, receipt.Amount));
    }

    /// <summary>A proposal for each line, in the order of the lines.</summary>
    /// <param name="parties">Customers by the names under which a bank may know them, in capitals; ids are known without it.</param>
    /// <param name="today">The day on which it is asked; a line of a later day is not recorded in a real book.</param>
    public static ImmutableArray<BankMatch> Of(Book book, ImmutableArray<BankLine> lines, IReadOnlyDictionary<string, Slug> parties, LocalDate today)
    {
        var all = new BankMatches(book, parties, today);
        var matches = lines.Select(all.Aside).ToArray();
        var settled = matches.Select(match => match is not null).ToArray();
        Settle(all.Named, MatchGrade.Certain);
        Settle(all.Named, MatchGrade.Likely);
        Settle(line => all.Named(line) ?? all.ByAmount(line), MatchGrade.Likely);
        return [.. matches.Select(match => match!)];

        void Settle(Func<BankLine, BankMatch?> propose, MatchGrade through)
        {
            for (var (round, found) = (0, true); found && round < MostRounds; round++)
            {
                found = false;
                foreach (var i in Enumerable.Range(0, lines.Length).Where(i => !settled[i]))
                {
                    matches[i] = propose(lines[i]);
                    if (matches[i] is not { IsProposed: true } match || match.Grade > through) continue;
                    matches[i] = match with { Grade = through };
                    all._open.Claim(match);
                    (settled[i], found) = (true, true);
                }
            }
        }
    }

    /// <summary>What can be said of a line before looking at what it pays; null for most.</summary>
    BankMatch? Aside(BankLine line)
    {
        var cash = _book.Receivables.Cash;
        if (cash.BankReferences.TryGetValue(line.Reference, out var bearer))
            return IsSame(line, bearer)
                ? Left(MatchGrade.Recorded, $"is recorded as {bearer}")
                with
                { Customer = Slug.TryParse(bearer) is { } id && cash.Receipts.TryGetValue(id, out var receipt) ? receipt.Payer : null }
                : Left(MatchGrade.Ambiguous, $"bears the bank reference of {bearer}, which is of another amount");
        if (Currency.Of(line.Currency) is not { } currency) return Left(MatchGrade.None, $"is in {line.Currency}, which this book does not know");
        if (line.Amount != ((Rational)line.Amount).Round(currency.Digits)) return Left(MatchGrade.None, $"has more digits than {currency} has: {currency.Digits}");
        if (_book.Opened is not { Sandbox: true } && line.Booked > _today) return Left(MatchGrade.None, "is dated after today");
        var known = _unreferenced[(line.Currency, line.Amount)].FirstOrDefault(receipt => Math.Abs(Period.DaysBetween(receipt.Received, line.Booked)) <= SameMoneyDays);
        return known is null ? null
            : Left(MatchGrade.Ambiguous, $"may be recorded already as {known.Id}, of the same amount and without a bank reference") with { Customer = known.Payer };

        BankMatch Left(MatchGrade grade, string reason) => new(line, grade, reason);
    }

    bool IsSame(BankLine line, string bearer)
    {
        var cash = _book.Receivables.Cash;
        return Slug.TryParse(bearer) is { } id && cash.Receipts.TryGetValue(id, out var receipt) && receipt.BankReference == line.Reference
            ? receipt.Amount == line.Amount && receipt.Currency.Code == line.Currency
            : cash.Refunds.Any(refund => refund.BankReference == line.Reference && refund.Amount == -line.Amount && refund.Currency.Code == line.Currency);
    }

    /// <summary>The proposal of a line that names documents of ours; null when it names none.</summary>
    BankMatch? Named(BankLine line)
    {
        var receivables = _book.Receivables;
        if (line.Amount < 0) return MoneyOut(line);
        if (line.IsReversal) return new ReturnedRefund(receivables.Cash, _open).Of(line);
        var documents = Remittance.Invoices(line).Where(receivables.Invoices.ContainsKey).Select(number => receivables.Invoices[number]).ToList();
        var names = string.Join(", ", documents.Select(invoice => invoice.Number));
        if (documents.Count == 0) return ByOrder(line);
        if (documents.Select(invoice => invoice.Buyer).Distinct().Count() > 1) return Left($"names {names}, which are of several customers");
        var customer = documents[0].Buyer;
        if (documents.FirstOrDefault(invoice => invoice.Currency.Code != line.Currency) is { } other)
            return Left($"names {other.Number}, which is in {other.Currency} and not in {line.Currency}");
        if (documents.FirstOrDefault(invoice => receivables.Voided.ContainsKey(invoice.Number!)) is { } gone) return Left($"names {gone.Number}, which is void");
        if (documents.FirstOrDefault(invoice => invoice.IsCreditNote && receivables.OpenOf(invoice) != 0) is { } note)
            return Left($"names {note.Number}, a credit note that is still to be set off or given back");
        var on = documents.Max(invoice => LocalDate.Max(invoice.Issued, line.Booked));
        var open = _open.Left(documents, on);
        return open.Count == 0 ? Left($"names {names}, of which nothing is open: perhaps paid twice") : Paying(line, customer, open, on, $"names {names}");

        BankMatch Left(string reason) =>
            new(line, MatchGrade.Ambiguous, reason) { Customer = documents.Select(invoice => invoice.Buyer).Distinct().Take(2).ToList() is [var only] ? only : null };
    }

    /// <summary>Money that went: given back by us, or a payment that the bank took back.</summary>
    BankMatch MoneyOut(BankLine line)
    {
        var repaid = line.IsReversal ? null : new Repayment(_book.Receivables, _open).Of(line);
        return repaid is { IsProposed: true } ? repaid : new ReturnedPayment(_book.Receivables, _open).Of(line) ?? repaid!;
    }

    /// <summary>The proposal of a line that names a purchase order which open invoices bear; null when it names none.</summary>
    BankMatch? ByOrder(BankLine line)
    {
        var orders = _open.Orders.Where(order => Remittance.Names(line, order)).ToList();
        var bearing = orders.SelectMany(order => _open.Bearing(order, line.Currency)).DistinctBy(invoice => invoice.Number).OrderBy(invoice => invoice.Due).ToList();
        if (bearing.Count == 0) return null;
        var (says, customer) = ($"names the order {string.Join(", ", orders)}", bearing[0].Buyer);
        if (bearing.Any(invoice => invoice.Buyer != customer)) return new(line, MatchGrade.Ambiguous, $"{says}, which several customers use");
        var on = bearing.Max(invoice => LocalDate.Max(invoice.Issued, line.Booked));
        var open = _open.Left(bearing, on);
        var exact = open.Where(item => item.Open == line.Amount).Take(2).ToList();
        if (exact.Count == 1) return Paying(line, customer, exact, on, says);
        return open.Count == 0 ? null : open.Count == 1 || open.Sum(item => item.Open) == line.Amount ? Paying(line, customer, open, on, says)
            : new BankMatch(line, MatchGrade.Ambiguous, $"{says}, which {open.Count} open invoices bear; none is of this amount alone") { Customer = customer };
    }

    /// <summary>What money pays of the documents it names: all of them, part of the only one, or more than they ask for.</summary>
    BankMatch Paying(BankLine line, Slug customer, List<(Invoice Invoice, decimal Open)> open, LocalDate on, string says)
    {
        var (asked, left) = (open.Sum(item => item.Open), new BankMatch(line, MatchGrade.Ambiguous, "") { Customer = customer });
        if (line.Amount < asked && open.Count > 1) return left with { Reason = $"{says}, of which {Text(asked, line)} is open: which of them is paid short is not said" };
        if (line.Amount < asked)
            return Proposed(line, MatchGrade.Likely, $"{says} and pays part of it: {Text(asked, line)} is open", customer, [(open[0].Invoice, line.Amount)], on);
        if (line.Amount == asked) return Proposed(line, MatchGrade.Certain, $"{says} and pays all that is open to the cent", customer, open, on);
        var more = new SumSearch(line.Amount - asked);
        more.Try(_open.Of(customer, line.Currency, line.Booked).Where(item => open.All(known => known.Invoice.Number != item.Invoice.Number)), least: 1);
        return more is { Found: [var rest], IsCutShort: false }
            ? Proposed(line, MatchGrade.Likely, $"{says}; with {string.Join(", ", rest.Select(item => item.Invoice.Number))} of {customer} it comes to the cent", customer,
                [.. open, .. rest], on)
            : Proposed(line, MatchGrade.Likely, $"{says} and pays more than the {Text(asked, line)} that is open; the rest stays unapplied", customer, open, on);
    }

    /// <summary>The proposal of a line that names nothing: by its amount, among the invoices of its payer or of all.</summary>
    BankMatch ByAmount(BankLine line)
    {
        var payer = Payer(line);
        var unknown = Remittance.Invoices(line) is [var number, ..] ? $"names {number}, which the book does not have; " : "";
        var exact = _open.Exactly(line.Amount, line.Currency, line.Booked).Where(item => payer is null || item.Invoice.Buyer == payer).ToList();
        if (exact.Count == 1)
            return Proposed(line, MatchGrade.Likely, $"{unknown}is what is open of {exact[0].Invoice.Number}, and of no other{(payer is null ? "" : $" of {payer}")}",
                exact[0].Invoice.Buyer, exact, line.Booked);
        if (exact.Count > 1)
            return new(line, MatchGrade.Ambiguous, $"{unknown}is what is open of each of {string.Join(", ", exact.Take(5).Select(item => item.Invoice.Number))}")
            { Customer = payer };
        var sums = new SumSearch(line.Amount);
        foreach (var customer in payer is { } one ? [one] : _open.Customers(line.Currency, line.Amount)) sums.Try(_open.Of(customer, line.Currency, line.Booked), least: 2);
        return sums switch
        {
            { Found: [var items], IsCutShort: false } =>
                Proposed(line, MatchGrade.Likely, $"{unknown}is the sum of {string.Join(", ", items.Select(item => item.Invoice.Number))}, and of no others",
                    items[0].Invoice.Buyer, [.. items], line.Booked),
            { Found.Count: > 0 } => new(line, MatchGrade.Ambiguous, $"{unknown}is the sum of several invoices in more than one way") { Customer = payer },
            _ when payer is { } known => new(line, MatchGrade.Ambiguous, $"{unknown}comes from {known} and fits none of its open invoices") { Customer = known },
            _ => new(line, MatchGrade.None, $"{unknown}fits no open invoice"),
        };
    }

    Slug? Payer(BankLine line) => line.Counterparty.Length == 0 ? null
        : _parties.TryGetValue(line.Counterparty.ToUpperInvariant(), out var party) ? party
        : Slug.TryParse(line.Counterparty.ToLowerInvariant()) is { } id && _open.IsCustomer(id) ? id : null;

    static BankMatch Proposed(BankLine line, MatchGrade grade, string reason, Slug customer, List<(Invoice Invoice, decimal Amount)> pays, LocalDate on) =>
        new(line, grade, reason) { Customer = customer, On = on, Pays = [.. pays.Select(part => (part.Invoice.Number!, part.Amount))] };

    static string Text(decimal amount, BankLine line) => new Money(amount, Currency.Of(line.Currency)!).ToString();
}

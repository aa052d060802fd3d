using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>An invoice as it is posted, or posted back when it is made void.</summary>
/// <param name="On">The date of the posting.</param>
public sealed record Document(Invoice Invoice, LocalDate On, long Position, bool IsVoid);

/// <summary>
/// The double entries of contracts: what is billed, and what is earned at the close of a month. What becomes known of earlier months only after they were closed is
/// posted in the month that closes, each earlier month by its name. For one reader and one pass.
/// </summary>
public sealed class ContractLedger
{
    readonly Dictionary<Slug, Standing> _standing = [];

    /// <summary>Where a contract stands.</summary>
    public ContractPosition PositionOf(Slug contract) => _standing.TryGetValue(contract, out var standing) ? standing.Position : default;

    /// <summary>The entries of a document: for each account and month of service the sum of its lines.</summary>
    internal IEnumerable<LedgerEntry> Billed(Book book, Document document)
    {
        var invoice = document.Invoice;
        var month = book.PostedIn(invoice.Period);
        var text =
            $"{(document.IsVoid ? "void: " : "")}{(invoice.IsCreditNote ? "credit note" : "invoice")} {invoice.Number}, {invoice.Contract} {InvoiceLine.Month(invoice.Period)}";
        if (book.Contracts.TryGetValue(invoice.Contract, out var contract))
            foreach (var entry in Handed(contract, month, document.Position)) yield return entry;
        foreach (var lines in invoice.Lines.GroupBy(line => (Beside: BesideOf(line, invoice), Cause: CauseOf(line, document, month))))
        {
            var amount = (document.IsVoid ? -1 : 1) * lines.Sum(line => line.Amount);
            if (amount == 0) continue;
            var receivable = new Posting(book.OwedBy(invoice.Buyer, invoice.Contract), amount, invoice.Currency);
            yield return LedgerRun.In(month, new(document.On, lines.Key.Cause.Of is { } of ? $"{text}, catch-up of {InvoiceLine.Month(of)}" : text, document.Position,
                [receivable, .. lines.Key.Beside is { } beside ? [new Posting(beside, -amount, invoice.Currency)]
                    : Moving(invoice.Contract, invoice.Buyer, invoice.Currency, amount)])
            { Cause = lines.Key.Cause });
        }
    }

    /// <summary>The account of a line that is no service; null for service.</summary>
    static LedgerAccount? BesideOf(InvoiceLine line, Invoice invoice) => line.IsService ? null
        : LateInterest.IsCharge(line.Charge) ? new(AccountKind.LateInterest) { Contract = invoice.Contract, Customer = invoice.Buyer }
        : LedgerAccount.Tax(Tax.JurisdictionOf(line.Charge)) with { Contract = invoice.Contract, Customer = invoice.Buyer };

    static LedgerCause CauseOf(InvoiceLine line, Document document, YearMonth month) => new(
        document.IsVoid ? LedgerMove.MadeVoid
            : document.Invoice.Credits is not null || document.Invoice.IsCreditNote ? LedgerMove.Credited
            : line.IsService ? LedgerMove.Billed
            : LateInterest.IsCharge(line.Charge) ? LedgerMove.LateInterestBilled : LedgerMove.TaxBilled,
        line.Period < month ? line.Period : null);

    /// <summary>The entries of all contracts at the close of a month. What was earned is computed on all cores; it is posted in the order of the contracts.</summary>
    internal IEnumerable<LedgerEntry> Closed(IEnumerable<Contract> contracts, YearMonth month, long position) => contracts.ToArray().AsParallel().AsOrdered()
        .Select(contract => (contract, Parts: RevenueByMonth.Recognised(contract, month, _standing.GetValueOrDefault(contract.Id)?.Closed))).ToList()
        .SelectMany(each => Closed(each.contract, month, position, each.Parts));

    /// <summary>The entries of one: to whom it went, and what was earned, of earlier months first.</summary>
    IEnumerable<LedgerEntry> Closed(Contract contract, YearMonth month, long position, IReadOnlyList<RecognisedPart> parts)
    {
        foreach (var entry in Handed(contract, month, position)) yield return entry;
        var (id, before) = (contract.Id, _standing[contract.Id].Closed);
        foreach (var entry in Given(contract, month, position)) yield return entry;
        foreach (var entry in Recognised(contract, month, parts, 1, position, "")) yield return entry;
        _standing[id] = _standing[id] with
        {
            Closed = new(contract, month, (before?.Earned ?? 0) + parts.Sum(part => part.Revenue), (before?.Accreted ?? 0) + parts.Sum(part => part.Interest), before)
            { Inside = (before?.Inside ?? 0) + parts.Sum(part => part.Inside) },
        };
        var (customer, standing) = (_standing[id].Customer, _standing[id].Position);
        var held = standing.Holding(standing.Net <= 0 ? 0 : ContractBalances.GivenBack(contract, LastOf(month)));
        if (held == standing) yield break;
        _standing[id] = _standing[id] with { Position = held };
        yield return new(LastOf(month), $"what {customer} would be given back under {id} {InvoiceLine.Month(month)}", position,
            [.. Postings(id, customer, contract.Terms.Currency, standing, held)])
        { Cause = new(LedgerMove.Reclassified) };
    }

    /// <summary>What was given to the customer by the month's end and not posted yet.</summary>
    IEnumerable<LedgerEntry> Given(Contract contract, YearMonth month, long position)
    {
        if (!contract.Versions.Any(version => version.Terms.Legs.Any(leg => leg is CustomerConsideration))) yield break;
        var (id, customer, currency) = (contract.Id, _standing[contract.Id].Customer, contract.Terms.Currency);
        var given = RevenueByMonth.SeenAt(contract, month).GivenBy(LastOf(month));
        var amount = given - _standing[id].Given;
        if (amount == 0) yield break;
        _standing[id] = _standing[id] with { Given = given };
        yield return new(LastOf(month), $"given to {customer} under {id} {InvoiceLine.Month(month)}", position,
            [.. Moving(id, customer, currency, -amount), new Posting(LedgerAccount.Of(AccountKind.Consideration, id, customer), -amount, currency)])
        { Cause = new(LedgerMove.GivenToCustomer) };
    }

    /// <summary>A contract belongs to who is its buyer at the month's end: what stands on it goes over by an entry of its own.</summary>
    IEnumerable<LedgerEntry> Handed(Contract contract, YearMonth month, long position)
    {
        var (id, last) = (contract.Id, LastOf(month));
        var buyer = contract.TermsOn(last).Buyer;
        var before = _standing.GetValueOrDefault(id, new(buyer, default, null));
        _standing[id] = before with { Customer = buyer };
        if (before.Customer == buyer || before.Position == default) yield break;
        yield return new(last, $"{id} from {before.Customer} to {buyer}", position,
            [.. Postings(id, before.Customer, contract.Terms.Currency, before.Position, default), .. Postings(id, buyer, contract.Terms.Currency, default, before.Position)])
        { Cause = new(LedgerMove.Assigned) };
    }

    /// <summary>The entries that take a close back when its month is opened again: what it recognised, and nothing else.</summary>
    internal IEnumerable<LedgerEntry> Reopened(YearMonth month, long position)
    {
        foreach (var (id, standing) in _standing.Where(each => each.Value.Closed?.Through == month).OrderBy(each => each.Key).ToList())
        {
            var closed = standing.Closed!;
            foreach (var entry in Recognised(closed.Contract, month, RevenueByMonth.Recognised(closed.Contract, month, closed.Earlier), -1, position, "reopened: "))
                yield return entry;
            _standing[id] = _standing[id] with { Closed = closed.Earlier };
        }
    }

    IEnumerable<LedgerEntry> Recognised(Contract contract, YearMonth month, IReadOnlyList<RecognisedPart> parts, int sign, long position, string prefix)
    {
        var (id, currency, customer) = (contract.Id, contract.Terms.Currency, _standing[contract.Id].Customer);
        var moves = parts.SelectMany(part => new[]
        {
            (What: "revenue", part.Of, Amount: -sign * (part.Revenue - part.Inside), Beside: AccountKind.Revenue, Move: LedgerMove.Recognised),
            (What: "revenue within the group", part.Of, Amount: -sign * part.Inside, Beside: AccountKind.IntercompanyRevenue, Move: LedgerMove.Recognised),
            (What: "financing interest", part.Of, Amount: sign * part.Interest, Beside: AccountKind.FinancingInterest, Move: LedgerMove.InterestAccreted),
        }).Where(each => each.Amount != 0);
        // The last is taken back first, so that each goes back to the side, asset or liability, that it came from.
        return (sign < 0 ? moves.Reverse() : moves).Select(each => Entry(each.What, each.Of, each.Amount, each.Beside, each.Move));

        LedgerEntry Entry(string what, YearMonth? of, decimal amount, AccountKind beside, LedgerMove move)
        {
            var text = of is { } earlier
                ? $"{prefix}catch-up of {InvoiceLine.Month(earlier)} in {InvoiceLine.Month(month)}: {what} of {id}" : $"{prefix}{what} of {id} {InvoiceLine.Month(month)}";
            return new(LastOf(month), text, position, [.. Moving(id, customer, currency, amount), new Posting(LedgerAccount.Of(beside, id, customer), amount, currency)])
            { Cause = new(move, of) };
        }
    }

    static LocalDate LastOf(YearMonth month) => month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);

    /// <summary>Moves a contract by what was billed (positive) or earned (negative), on whatever sides of it that falls.</summary>
    IEnumerable<Posting> Moving(Slug contract, Slug customer, Currency currency, decimal amount)
    {
        var standing = _standing.GetValueOrDefault(contract, new(customer, default, null));
        var after = standing.Position.After(amount);
        _standing[contract] = standing with { Position = after };
        return Postings(contract, standing.Customer, currency, standing.Position, after);
    }

    static IEnumerable<Posting> Postings(Slug contract, Slug customer, Currency currency, ContractPosition before, ContractPosition after) => new[]
    {
        (Kind: AccountKind.ContractAsset, Amount: after.Asset - before.Asset),
        (Kind: AccountKind.ContractLiability, Amount: before.Liability - after.Liability),
        (Kind: AccountKind.CustomerLiability, Amount: before.Refundable - after.Refundable),
    }.Where(side => side.Amount != 0).Select(side => new Posting(LedgerAccount.Of(side.Kind, contract, customer), side.Amount, currency));

    /// <summary>Where a contract stands, with whom, and as what it was closed last.</summary>
    sealed record Standing(Slug Customer, ContractPosition Position, ClosedContract? Closed)
    {
        /// <summary>Given to the customer, as far as it is posted.</summary>
        public decimal Given { get; init; }
    }
}

using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Formats.Focus;

/// <summary>
/// What the datasets are made of: a book, the names of its parties, and when its facts were recorded. Everything in a dataset follows from these.
/// </summary>
public sealed class FocusBook
{
    readonly Dictionary<string, (long Position, Instant At)> _issued = new(StringComparer.Ordinal);
    readonly Dictionary<string, Instant> _voided = new(StringComparer.Ordinal);
    readonly Dictionary<YearMonth, Instant> _closed = [];
    readonly Dictionary<Slug, (Instant Signed, Instant Updated)> _signed = [];
    readonly List<(long Position, Slug Contract, Quantity Reading)> _readings = [];
    readonly Func<Slug, string> _nameOf;

    /// <param name="facts">The facts of the book, from its first.</param>
    /// <param name="now">The instant at which it is read: what is not issued yet is drafted as of then.</param>
    /// <param name="nameOf">The display name of a party, or its id.</param>
    public FocusBook(Book book, IEnumerable<Fact> facts, Instant now, Func<Slug, string> nameOf)
    {
        (Book, Now, _nameOf) = (book, now, nameOf);
        foreach (var fact in facts) Take(fact);
    }

    public Book Book { get; }

    public Instant Now { get; }

    public string NameOf(Slug party) => _nameOf(party);

    /// <summary>The parties that can be asked about: who is or was the buyer of a contract that we sell.</summary>
    public IEnumerable<Slug> Customers => Book.Sold.SelectMany(contract => contract.Versions.Select(version => version.Terms.Buyer)).Distinct().Order();

    /// <summary>The contracts of a customer, also those that it has handed on.</summary>
    public IEnumerable<Contract> ContractsOf(Slug customer) =>
        Book.Sold.Where(contract => contract.Versions.Any(version => version.Terms.Buyer == customer));

    /// <summary>The invoices issued to a customer for a month, in the order of their numbers.</summary>
    public IEnumerable<Invoice> Issued(Slug customer, YearMonth month) =>
        Book.Receivables.Invoices.Values.Where(invoice => invoice.Buyer == customer && invoice.Period == month);

    /// <summary>Those of them that stand, and what would be issued when the month is the next to close.</summary>
    public IEnumerable<Invoice> StandingOrDrafted(Slug customer, YearMonth month) => Issued(customer, month).Where(invoice => !IsVoid(invoice))
        .Concat(Book.FirstOpen == month ? Billing.Drafts(Book, month, Now).Where(draft => draft.Buyer == customer) : []);

    /// <summary>Whether an invoice was made void: then it asks for nothing.</summary>
    public bool IsVoid(Invoice invoice) => Book.Receivables.Voided.ContainsKey(invoice.Number!);

    /// <summary>When what is known of an invoice last changed.</summary>
    public Instant UpdatedAt(string number) => _voided.TryGetValue(number, out var at) ? at : IssuedAt(number);

    /// <summary>When an invoice was recorded.</summary>
    public Instant IssuedAt(string number) => _issued[number].At;

    /// <summary>The position of the fact that issued an invoice; null for a draft.</summary>
    public long? PositionOf(Invoice invoice) => invoice.Number is { } number ? _issued[number].Position : null;

    /// <summary>When a month was closed, or null while it is open.</summary>
    public Instant? ClosedAt(YearMonth month) => _closed.TryGetValue(month, out var at) ? at : null;

    /// <summary>When a contract was signed, and when its terms or its end last changed.</summary>
    public (Instant Signed, Instant Updated) RecordedAt(Contract contract) => _signed[contract.Id];

    /// <summary>What a meter was known to read in a month when an invoice went out; of a draft, now. Nothing when nothing was said.</summary>
    public decimal? Read(Invoice invoice, string meter, YearMonth month)
    {
        var until = PositionOf(invoice) ?? long.MaxValue;
        return _readings.Where(read => read.Position < until && read.Contract == invoice.Contract && read.Reading.Meter == meter && read.Reading.Month == month)
            .Select(read => (decimal?)read.Reading.Amount).LastOrDefault();
    }

    /// <summary>The invoice that a line credits, replaces or corrects the first billing of; the line's own when there is none.</summary>
    public string? Corrected(Invoice invoice, InvoiceLine line) => invoice.Credits ?? invoice.Replaces ?? (!line.IsAdjustment ? null : Book.Receivables.Invoices.Values
        .FirstOrDefault(earlier => earlier.Contract == invoice.Contract && earlier.Lines.Any(each => each.Charge == line.Charge && each.Period == line.Period))?.Number)
        ?? invoice.Number;

    void Take(Fact fact)
    {
        switch (fact.Body)
        {
            case InvoiceIssued issued: _issued[issued.Invoice.Number!] = (fact.Position, fact.RecordedAt); break;
            case InvoiceVoided voided: _voided[voided.Voiding.Invoice] = fact.RecordedAt; break;
            case MonthClosed closed: _closed[closed.Month] = fact.RecordedAt; break;
            case ContractSigned signed: _signed[signed.Terms.Contract] = (fact.RecordedAt, fact.RecordedAt); break;
            case ContractAmended amended: _signed[amended.Terms.Contract] = _signed[amended.Terms.Contract] with { Updated = fact.RecordedAt }; break;
            case PartAssigned part:
                _signed[part.As] = (fact.RecordedAt, fact.RecordedAt);
                _signed[part.Contract] = _signed[part.Contract] with { Updated = fact.RecordedAt };
                break;
            case NoticeGiven given: _signed[given.Contract] = _signed[given.Contract] with { Updated = fact.RecordedAt }; break;
            case QuantityObserved observed: _readings.Add((fact.Position, observed.Contract, observed.Quantity)); break;
        }
    }
}

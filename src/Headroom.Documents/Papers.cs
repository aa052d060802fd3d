using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Core.Views.Disclosure;
using Headroom.Documents.Paper;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Documents;

/// <summary>The documents of a book. An issued one is made from the facts up to the one that issued it, so that it is the same whenever it is asked for.</summary>
public sealed class Papers(Bookkeeper keeper)
{
    /// <summary>Issued invoices and credit notes in order, in one pass over the journal.</summary>
    /// <param name="through">The last position looked at.</param>
    public IEnumerable<InvoicePaper> Issued(long through, Func<Invoice, bool> wanted)
    {
        var (book, tree, now) = (Book.Empty, MerkleFrontier.Empty, keeper.CatchUp());
        foreach (var (fact, entry) in keeper.Facts(0, through).Zip(keeper.Journal.Read(0, through)))
        {
            var before = book;
            (book, tree) = (book.With(fact), tree.Append(entry.Leaf));
            if (fact.Body is InvoiceIssued { Invoice: var invoice } && wanted(invoice))
                yield return Marked(InvoicePaper.Of(before, invoice, party => Block(before, now, party), new Witness(fact.Position, tree.Root.ToString())), now);
        }
    }

    /// <summary>One issued document.</summary>
    /// <param name="before">The book just before it was issued.</param>
    /// <param name="head">Where the journal stood once it was.</param>
    public InvoicePaper Issued(Book before, Invoice invoice, Head head)
    {
        var now = keeper.CatchUp();
        return Marked(InvoicePaper.Of(before, invoice, party => Block(before, now, party), Seen(head)), now);
    }

    /// <summary>A draft of the book as it stands.</summary>
    public InvoicePaper Draft(Book book, Invoice draft, Head head) => InvoicePaper.Of(book, draft, party => Block(book, book, party), Seen(head));

    /// <summary>A customer's statement of account.</summary>
    public StatementPaper Account(Book book, Statement statement, Head head) => StatementPaper.Of(book, statement, party => Block(book, book, party), Seen(head));

    /// <summary>The reminders that are due to be sent at a date: one for each customer, issuer and currency.</summary>
    public IEnumerable<ReminderPaper> Reminders(Book book, LocalDate at, Head head) => Dunning.Due(book, at)
        .GroupBy(item => (item.Customer, book.Receivables.Invoices[item.Invoice].Seller, item.Currency))
        .Select(items => ReminderPaper.Of(book, items, at, party => Block(book, book, party), Seen(head)));

    /// <summary>A disclosure pack.</summary>
    public DisclosurePaper Disclosure(Book book, Pack pack, Head head) => new(pack, Block(book, book, book.Owner), Seen(head));

    static Witness Seen(Head head) => new(head.Position, head.Root.ToString());

    // What became of it since: the current book says whether it is void.
    static InvoicePaper Marked(InvoicePaper paper, Book now) => paper.Invoice.Number is { } number && now.Receivables.Voided.TryGetValue(number, out var voiding)
        ? paper with { Voided = voiding, ReplacedBy = now.Receivables.Invoices.Values.FirstOrDefault(later => later.Replaces == number)?.Number } : paper;

    // What held at issue; a party named or described only later stands so, and one whose name and details were erased under its id.
    PartyBlock Block(Book then, Book now, Slug party) => PartyBlock.Of(
        party, NameExhibit.Read(Kept(then.PartyNames, now.PartyNames, party)), DetailsExhibit.Read(Kept(then.PartyDetails, now.PartyDetails, party)));

    ExhibitContent? Kept(IReadOnlyDictionary<Slug, string> then, IReadOnlyDictionary<Slug, string> now, Slug party) =>
        (then.TryGetValue(party, out var exhibit) || now.TryGetValue(party, out exhibit)) && Digest.TryParse(exhibit, out var digest) ? keeper.Journal.GetExhibit(digest) : null;
}

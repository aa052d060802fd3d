using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Documents.Paper;
using Headroom.Journal;
using Headroom.Journal.Keeping;

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
                yield return InvoicePaper.Of(before, invoice, party => NameOf(before, now, party), new Witness(fact.Position, tree.Root.ToString()));
        }
    }

    /// <summary>One issued document.</summary>
    /// <param name="before">The book just before it was issued.</param>
    /// <param name="head">Where the journal stood once it was.</param>
    public InvoicePaper Issued(Book before, Invoice invoice, Head head) => InvoicePaper.Of(before, invoice, party => NameOf(before, keeper.CatchUp(), party), Seen(head));

    /// <summary>A draft of the book as it stands.</summary>
    public InvoicePaper Draft(Book book, Invoice draft, Head head) => InvoicePaper.Of(book, draft, party => NameOf(book, book, party), Seen(head));

    /// <summary>A customer's statement of account.</summary>
    public StatementPaper Account(Book book, Statement statement, Head head) => StatementPaper.Of(book, statement, party => NameOf(book, book, party), Seen(head));

    static Witness Seen(Head head) => new(head.Position, head.Root.ToString());

    // The name that held at issue; a party named only later bears that name, and one whose name was erased its id.
    string NameOf(Book then, Book now, Slug party) =>
        then.PartyNames.TryGetValue(party, out var exhibit) || now.PartyNames.TryGetValue(party, out exhibit)
            ? Kept(exhibit) ?? party.ToString() : party.ToString();

    string? Kept(string exhibit) => Digest.TryParse(exhibit, out var digest) ? NameExhibit.Read(keeper.Journal.GetExhibit(digest)) : null;
}

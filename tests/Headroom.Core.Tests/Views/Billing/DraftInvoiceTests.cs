using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Tests.Commands;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class DraftInvoiceTests
{
    [Fact]
    public void A_draft_says_where_it_stands()
    {
        string[] States(Book book, Instant now) => [.. DraftInvoice.Of(book, Month(2026, 5), now).Select(draft => $"{draft.Contract}: {draft.Says}")];

        Assert.Equal(["anthropic-colossus: draft until 2026-06-01", "quick: draft until 2026-06-01"], States(IssueInvoicesTests.Both, At(2026, 5, 20)));
        Assert.Equal(["anthropic-colossus: in grace until 2026-06-11", "quick: ready"], States(IssueInvoicesTests.Both, At(2026, 6, 10)));
        Assert.Equal(["anthropic-colossus: ready", "quick: issued as INV-0000001"],
            States(IssueInvoicesTests.Both.Told(At(2026, 6, 1), new IssueInvoices(Month(2026, 5), IssueInvoicesTests.Quick)), At(2026, 6, 11)));
    }
}

using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Keeps terms as a draft, which binds nobody and holds nothing. Refused when they contradict themselves or are signed already.</summary>
public sealed record SaveDraft(Terms Terms) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        Terms.Check().Cast<Refusal?>().Append(Check.Opened(book)).Append(Check.New(book.Contracts, Terms.Contract, "contract", "contract")),
        () => new DraftSaved(Terms));
}

using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>Terms were put down as a draft; an earlier draft of the same id is replaced.</summary>
public sealed record DraftSaved(Terms Terms) : FactBody
{
    public override string Kind => "draft.saved.v1";
    public override string About => Terms.Contract.ToString();
    public override Slug? StepOf => Terms.Contract;
    public override Book Apply(Book book, Fact fact) => book with { Drafts = book.Drafts.SetItem(Terms.Contract, Terms) };
}

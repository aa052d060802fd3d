using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>One side served notice; the last day served follows from the terms and is fixed with it.</summary>
public sealed record NoticeGiven(Slug Contract, Notice Notice) : FactBody
{
    public override string Kind => "notice.given.v1";
    public override string About => Contract.ToString();
    public override Slug? StepOf => Contract;
    public override Book Apply(Book book, Fact fact) => book.WithContract(book.Contracts[Contract] with { Notice = Notice });
}

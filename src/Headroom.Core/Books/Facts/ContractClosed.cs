using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>Everything under a contract is done: served, billed, paid, and its capacity is back. Nothing more is said under it.</summary>
public sealed record ContractClosed(Slug Contract) : FactBody
{
    public override string Kind => "contract.closed.v1";
    public override string About => Contract.ToString();
    public override Slug? StepOf => Contract;
    public override Book Apply(Book book, Fact fact) => book.WithContract(book.Contracts[Contract] with { IsClosed = true });
}

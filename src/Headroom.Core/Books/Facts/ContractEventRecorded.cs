using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>Something happened under a contract; each kind of event is a kind of fact of its own.</summary>
public sealed record ContractEventRecorded(Slug Contract, ContractEvent Event) : FactBody
{
    public override string Kind => Event.Kind;
    public override string About => Contract.ToString();
    public override Slug? StepOf => Contract;
    public override Book Apply(Book book, Fact fact) => book.WithContract(Event.Apply(book.Contracts[Contract]));
}

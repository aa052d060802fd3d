using Headroom.Core.Contracts;

namespace Headroom.Core.Books;

/// <summary>Terms were signed. The contract bears the id that its terms name.</summary>
public sealed record ContractSigned(Terms Terms) : FactBody
{
    public override string Kind => "contract.signed.v1";
    public override string About => Terms.Contract.ToString();
    public override Book Apply(Book book, Fact fact) =>
        book.WithContract(new Contract(Terms.Contract, [new TermsVersion(Terms.From, Terms, null)]));
}

using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>Terms were signed. The contract bears the id that its terms name.</summary>
public sealed record ContractSigned(Terms Terms) : FactBody
{
    /// <summary>The version of the quote that led to it, when the signature names one.</summary>
    public QuoteNamed? Quote { get; init; }

    /// <summary>Who took it upon them to sign beyond a limit, when somebody had to.</summary>
    public Approval? Approved { get; init; }

    public override string Kind => "contract.signed.v1";
    public override string About => Terms.Contract.ToString();
    public override Slug? StepOf => Terms.Contract;

    public override Book Apply(Book book, Fact fact)
    {
        var signed = book.WithContract(new Contract(Terms.Contract, [new TermsVersion(Terms.From, Terms, null)])).WithPrice(Terms, Terms.From, fact.RecordedAt);
        return signed.Quotes.TryGetValue(Terms.Contract, out var quote)
            ? signed with { Quotes = signed.Quotes.SetItem(Terms.Contract, quote with { IsSigned = true }) } : signed;
    }
}

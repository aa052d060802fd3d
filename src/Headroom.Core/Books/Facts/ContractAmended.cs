using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>Full new terms hold from a date on, which may lie in the past or in a closed month: the difference is billed in the open one.</summary>
/// <param name="Supersedes">The effective date of the later amendment that this one replaces, when there is one.</param>
public sealed record ContractAmended(Terms Terms, LocalDate From, Treatment Treatment, LocalDate? Supersedes) : FactBody
{
    public override string Kind => "contract.amended.v1";
    public override string About => Terms.Contract.ToString();
    public override Slug? StepOf => Terms.Contract;
    public override Book Apply(Book book, Fact fact) =>
        book.WithContract(book.Contracts[Terms.Contract].Amended(new TermsVersion(From, Terms, Treatment)))
            .WithPrice(Terms, From, fact.RecordedAt, before: book.Contracts[Terms.Contract].TermsOn(From));
}

namespace Headroom.Core.Books;

/// <summary>A source of usage was described, or described anew.</summary>
public sealed record SourceDescribed(UsageSource Source) : FactBody
{
    public override string Kind => "source.described.v1";
    public override string About => Source.Id.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Sources = book.Sources.SetItem(Source.Id, Source) };
}

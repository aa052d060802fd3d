using Headroom.Core.Expenditure;

namespace Headroom.Core.Books;

/// <summary>A pool's use over a month was measured, or measured anew.</summary>
public sealed record UseMeasured(MeasuredUse Measured) : FactBody
{
    public override string Kind => "use.measured.v1";
    public override string About => Measured.Pool.ToString();
    public override Book Apply(Book book, Fact fact) =>
        book with { Outlays = book.Outlays with { Measured = book.Outlays.Measured.SetItem((Measured.Pool, Measured.Month), Measured) } };
}

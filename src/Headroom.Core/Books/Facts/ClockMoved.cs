using NodaTime;

namespace Headroom.Core.Books;

/// <summary>Time passed in a sandbox without anything else being said. Its record time is the instant moved to.</summary>
public sealed record ClockMoved(Instant To) : FactBody
{
    public override string Kind => "clock.moved.v1";
    public override string About => "clock";
    public override Book Apply(Book book, Fact fact) => book;
}

using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>States a figure that is not known, with its range and source. Refused when the value or a variant lies outside the range.</summary>
public sealed record MakeAssumption(Assumption Assumption) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        Assumption.Variants.Select(variant => Check.Range(variant.Value, Assumption.Low, Assumption.High, $"variants.{variant.Key}", Assumption.Unit))
            .Append(Check.Opened(book))
            .Append(Check.Range(Assumption.Value, Assumption.Low, Assumption.High, "value", Assumption.Unit))
            .Append(Assumption.Low <= Assumption.High ? null : new Refusal(RefusalCode.OutOfRange, "range", $"The range of '{Assumption.Name}' is upside down.")),
        () => new AssumptionMade(Assumption));
}

using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Says what a product will need. Refused for a home that is neither pool nor class, dates that do not ascend, and a need that has passed.</summary>
public sealed record FileNeed(Need Need) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        var dates = Need.Steps.Select(step => step.From).ToList();
        return Decision.Of(
            [
                Check.Opened(book), Home(book),
                Check.Range(Need.Steps.Length, 1, Need.MostSteps, "steps", "steps"),
                Need.Certainty is > 0 and <= 1 ? null
                : new Refusal(RefusalCode.OutOfRange, "certainty", $"A certainty of {Need.Certainty} is outside 0 to 1; what is certain not to come is not filed."),
                dates.Zip(dates.Skip(1)).Any(pair => pair.First >= pair.Second) ? new Refusal(RefusalCode.DatesUpsideDown, "steps", "Steps ascend by date.") : null,
                dates.Count > 0 && Need.Through < dates[^1]
                ? new Refusal(RefusalCode.DatesUpsideDown, "through", $"{Check.Text(Need.Through)} is before the last step on {Check.Text(dates[^1])}.") : null,
                book.Opened is not null && Need.Through < book.Calendar.DateOf(now)
                ? new Refusal(RefusalCode.DatesUpsideDown, "through", $"{Check.Text(Need.Through)} has passed; only what is still to come is filed.") : null,
            ],
            () => new NeedFiled(Need));
    }

    Refusal? Home(Book book) => book.Fleet.Pools.Values.Any(pool => pool.Class == Need.Home) ? null : Check.Known(book.Fleet.Pools, Need.Home, "home", "pool or class");
}

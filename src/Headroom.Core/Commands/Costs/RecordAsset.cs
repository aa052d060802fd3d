using Headroom.Core.Books;
using Headroom.Core.Expenditure;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Records capital expenditure, or corrects what was said under its id. Refused for a negative amount, a life of nothing and a place that is not known.</summary>
public sealed record RecordAsset(Asset Asset) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            CostCheck.Home(book, Asset.Home),
            CostCheck.Amount(Asset.Amount, "amount", Asset.Currency),
            Check.Range(Asset.LifeMonths, 1, Asset.MostMonths, "life-months", "months"),
            Asset.Amount >= 0 ? Check.Range(Asset.Salvage, 0, Asset.Amount, "salvage", Asset.Currency.Code) : null,
        ],
        () => new AssetRecorded(Asset));
}

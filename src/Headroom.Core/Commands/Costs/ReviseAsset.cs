using Headroom.Core.Books;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Says that an asset will serve for longer or less long from a date on, or that it is retired. Past months stay as they were. Refused before the asset
/// serves, after it was retired, and for a salvage value above what it is carried at.
/// </summary>
public sealed record ReviseAsset(Slug Asset, AssetRevision Revision) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Outlays.Assets, Asset, "asset", "asset")) is { } missing) return missing;
        var asset = book.Outlays.Assets[Asset];
        var carried = asset.CarriedAt(Revision.From).Round(asset.Currency.Digits);
        return Decision.Of(
            [
                Revision.From >= asset.From ? null
                : new Refusal(RefusalCode.DatesUpsideDown, "from",
                    $"{Check.Text(Revision.From)} lies before '{Asset}' serves from {Check.Text(asset.From)}; to correct it from its beginning, record it again."),
                asset.Revisions.FirstOrDefault(before => before.From > Revision.From) is { } later
                    ? new Refusal(RefusalCode.Superseded, "from",
                        $"'{Asset}' was revised from {Check.Text(later.From)} already; a revision before that would undo it. Record the asset again, or revise it from then on.")
                : null,
                asset.Revisions.FirstOrDefault(before => before.RemainingMonths == 0 && before.From < Revision.From) is { } gone
                    ? new Refusal(RefusalCode.DatesUpsideDown, "from", $"'{Asset}' was retired on {Check.Text(gone.From)}.") : null,
                Check.Range(Revision.RemainingMonths, 0, Expenditure.Asset.MostMonths, "remaining-months", "months"),
                Check.Range(Revision.Salvage, 0, Math.Max(0, carried), "salvage", asset.Currency.Code),
            ],
            () => new AssetRevised(Asset, Revision));
    }
}

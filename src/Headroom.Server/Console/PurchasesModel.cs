using Headroom.Core.Views;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>What the page of purchases shows.</summary>
public sealed record PurchasesModel(Surroundings Around, Purchases Bought)
{
    internal static PurchasesModel Of(Asked asked) => new(Surroundings.Of(asked), Purchases.Of(asked.Book, asked.At, asked.Today));
}

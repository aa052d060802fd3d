using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class ReturnsTests
{
    internal static readonly MonthSpan June = new(Month(2026, 6), Month(2026, 6));
    internal static readonly Slug Chat = Slug.Of("chat");

    // Law: contracts' rows add up to what is sold, pools' rows and the two sites' to the whole, and all that is spent is in one of the pathways or unused.
    [Fact]
    public void Rows_add_up() => Prop.ForAll(CostLife.Any, Gen.Choose(1, 12).ToArbitrary(), (book, month) =>
    {
        var returns = Returns.Of(book, Currency.Usd, new(Month(2026, month), Month(2026, month).PlusMonths(2)), CostLife.Today);
        var (all, both) = (returns.All, returns.Pathways);
        var sites = returns.Sites.Where(site => site.Name != "region").ToList();
        return returns.Contracts.Sum(row => row.Revenue) == all.Revenue && returns.Contracts.Sum(row => row.SoldCost) == all.SoldCost
            && returns.Revenue.Sum(month => month.Amount) == all.Revenue && returns.Pools.Sum(row => row.Revenue) == all.Revenue
            && returns.Pools.Sum(row => row.SoldCost) == all.SoldCost
            && sites.Sum(row => row.Margin) == all.Margin && returns.Sites.Single(site => site.Name == "region").Margin == all.Margin
            && both.OwnCost + both.SoldCost + all.Unused == returns.Costs.Total && both.SoldCost == all.SoldCost
            && returns.Costs.Income.Sum(line => line.Amount) == returns.Costs.Total;
    }).Check(Laws.Seeded.WithMaxTest(300));

    internal static SignContract Half => new(With(Reserving((Start, 110_000)), Fee((Start, 625_000_000m)), AfterLockIn));

    internal static Book Costed => Ready.Told(At(2026, 4, 20), Half, CostSheetTests.Servers, CostSheetTests.Grid, CostSheetTests.Staff);

    internal static Book WithChat =>
        Costed.Told(At(2026, 7, 2),
            new MeasureUse(new(Colossus, Month(2026, 6), null, null, null, ImmutableSortedDictionary<Slug, decimal>.Empty.Add(Chat, 3_600_000m), "accounting")));

    static Returns Of(Book book) => Returns.Of(book, Currency.Usd, June, Day(2026, 7, 2));
}

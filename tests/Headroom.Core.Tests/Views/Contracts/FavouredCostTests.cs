using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class FavouredCostTests
{
    static Terms Terms(string id, Slug buyer, long gpus, decimal price, params Leg[] more) =>
        new(Slug.Of(id), Us, buyer, Chicago, Currency.Usd, Start, Day(2027, 4, 30),
            [new Reserve(Colossus, null, [new ReserveStep(Start, new Gpus(gpus))]), Fee((Start, gpus * price)), .. more]);

    static MostFavoured Clause(LowersFrom from) => new("price", [], GpuUnit.Month, new Comparability(new PoolScope(null, null), null, null, null, null), from);

    static readonly Core.Books.Book Book = Ready.Told(At(2026, 4, 20),
        new SignContract(Terms("one", Buyer, 1_000, 500m, Clause(LowersFrom.Signing), AfterLockIn)),
        new SignContract(Terms("two", Slug.Of("reflection"), 1_000, 480m, Clause(LowersFrom.Notice))));

    static readonly Instant July = At(2026, 7, 1);

    // Law: what is told beforehand is what the backlog of the holders is less by once it is signed, and what they are shown to have given up.
    [Fact]
    public void The_cost_told_is_the_cost_that_comes() =>
        Prop.ForAll(Gen.Choose(1, 600).ToArbitrary(), price =>
        {
            var sale = Terms("sale", Other, 8, price) with { From = Start };
            var signed = Book.Told(July, new SignContract(sale));
            var told = FavouredCost.Of(Book, sale, July).Where(cost => cost.Contract == Slug.Of("one")).Sum(cost => cost.Stated);
            decimal Stated(Core.Books.Book book) => Backlog.Of(book.Contracts[Slug.Of("one")], Day(2026, 7, 1)).Stated;
            return told == Stated(Book) - Stated(signed)
                && told + FavouredCost.GivenUp(Book.Contracts[Slug.Of("one")], Day(2026, 7, 1)) == FavouredCost.GivenUp(signed.Contracts[Slug.Of("one")], Day(2026, 7, 1));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: at 450 on 1 July. One pays 480 since the signature of two and loses 30,000 a month: 30 of July's 31 days, 29,032.26, and nine months, 299,032.26; by the enforceable
    // term through 30 October, 29,032.26 + 60,000 + 30,000 x 30/31. Two would have to claim it and loses as much of its stated term, all of which is enforceable.
    [Fact]
    public void Each_holder_is_told_with_what_it_costs()
    {
        var costs = FavouredCost.Of(Book, Terms("sale", Other, 8, 450m), July).ToList();

        Assert.Equal([("one", 299_032.26m, 118_064.52m), ("two", 299_032.26m, 299_032.26m)], costs.Select(cost => (cost.Contract.ToString(), cost.Stated, cost.Enforceable)));
        Assert.Equal((450m, Day(2026, 7, 1), "anthropic"), (costs[0].Price.ToDecimal(), costs[0].From, costs[0].Holder.ToString()));
        Assert.Empty(FavouredCost.Of(Book, Terms("sale", Other, 8, 500m), July));
    }
}

using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class AcquireCustomerTests
{
    static AcquireCustomer Acquired(Slug party) => new(new CustomerAcquired(party, Day(2026, 8, 14), "8-K"));

    [Fact]
    public void Each_reason_to_refuse()
    {
        var now = At(2026, 8, 20);
        Core.Books.Book.Empty.Refuses(now, Acquired(Buyer), RefusalCode.NotFound, "book");
        SignedBook.Refuses(now, Acquired(Other), RefusalCode.NotFound, "party");
        SignedBook.Refuses(At(2026, 8, 1), Acquired(Buyer), RefusalCode.InTheFuture, "from");
        SignedBook.Told(now, Acquired(Buyer)).Refuses(now, Acquired(Buyer), RefusalCode.AlreadyExists, "party");
    }

    // One question in one place: on the day before it is with others, from the day on it is not, and every view asks the contract.
    [Fact]
    public void Its_contracts_are_with_others_until_the_day_before()
    {
        var book = SignedBook.Told(At(2026, 8, 20), Acquired(Buyer));

        Assert.Equal((true, false), (book.Contracts[Id].IsExternal(Day(2026, 8, 13)), book.Contracts[Id].IsExternal(Day(2026, 8, 14))));
        Assert.Equal((1, 0), (book.SoldToOthers(Day(2026, 8, 13)).Count(), book.SoldToOthers(Day(2026, 8, 14)).Count()));
        Assert.Empty(Core.Views.Overview.Of(book, Day(2026, 8, 20)).Sold);
        Assert.Equal(220_000, Core.Views.Overview.Of(book, Day(2026, 8, 20)).Inside.Single().Gpus.Count);
    }

    // It keeps its place in the pool: nothing more can be sold than before.
    [Fact]
    public void The_contract_stands_and_its_capacity_stays_reserved()
    {
        var book = SignedBook.Told(At(2026, 8, 20), Acquired(Buyer));

        Assert.Equal(Day(2026, 8, 14), book.Acquired[Buyer]);
        Assert.Equal(SignedBook.TotalsOf(Colossus), book.TotalsOf(Colossus));
    }
}

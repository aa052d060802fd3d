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

    [Fact]
    public void The_contract_stands_and_its_capacity_stays_reserved()
    {
        var book = SignedBook.Told(At(2026, 8, 20), Acquired(Buyer));

        Assert.Equal(Day(2026, 8, 14), book.Acquired[Buyer]);
        Assert.Equal(SignedBook.TotalsOf(Colossus), book.TotalsOf(Colossus));
    }
}

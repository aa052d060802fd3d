using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class DeliverCapacityTests
{
    [Fact]
    public void Each_reason_to_refuse_a_delivery()
    {
        Refused(new(Slug.Of("nothing"), Colossus, Start, new Gpus(8)), RefusalCode.NotFound, "contract");
        Refused(new(Id, Colossus, Day(2026, 5, 3), new Gpus(8)), RefusalCode.InTheFuture, "on");
        Refused(new(Id, Colossus, Start, new Gpus(220_001)), RefusalCode.OutOfRange, "gpus");
        Refused(new(Id, Slug.Of("elsewhere"), Start, new Gpus(8)), RefusalCode.NotFound, "pool");
        Refused(new(Id, Colossus, Day(2026, 4, 30), new Gpus(8)), RefusalCode.DatesUpsideDown, "on");
    }

    [Fact]
    public void Deliveries_are_kept_in_order_of_date()
    {
        var book = SignedBook.Told(At(2026, 6, 2), new DeliverCapacity(Id, Colossus, Day(2026, 6, 1), new Gpus(80)), new DeliverCapacity(Id, Colossus, Start, new Gpus(8)));

        Assert.Equal([8L, 80L], book.Contracts[Id].Delivered.Select(delivery => delivery.Gpus.Count));
        Assert.Equal(At(2026, 6, 1), new DeliverCapacity(Id, Colossus, Day(2026, 6, 1), new Gpus(80)).NotBefore(book));
    }

    static void Refused(DeliverCapacity command, RefusalCode code, string field) => SignedBook.Refuses(At(2026, 5, 2), command, code, field);
}

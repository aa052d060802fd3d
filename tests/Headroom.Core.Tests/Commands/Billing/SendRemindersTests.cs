using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class SendRemindersTests
{
    // INV-0000001 is due on 1 July, INV-0000002 on 31 July.
    static readonly Book Dunned = CreditInvoiceTests.Two.Told(At(2026, 7, 1),
        new SetPolicy(Policy.Default with { Dunning = [new(3, "reminder"), new(14, "second reminder"), new(30, "final demand")] }));

    [Fact]
    public void What_was_said_is_not_due_again_until_the_next_step()
    {
        Assert.Empty(Dunning.Due(Dunned, Day(2026, 7, 3)));
        Assert.Equal([("INV-0000001", "reminder", 3)], Dunning.Due(Dunned, Day(2026, 7, 4)).Select(item => (item.Invoice, item.Step, item.DaysPast)));

        var sent = Dunned.Told(At(2026, 7, 4), new SendReminders(null, null));
        Assert.Empty(Dunning.Due(sent, Day(2026, 7, 14)));
        Assert.Equal(["second reminder"], Dunning.Due(sent, Day(2026, 7, 15)).Select(item => item.Step));
        sent.Refuses(At(2026, 7, 5), new SendReminders(null, null), RefusalCode.NothingDue, "customer");
        Dunned.Refuses(At(2026, 7, 5), new SendReminders(null, "INV-0000002"), RefusalCode.NothingDue, "invoice");
    }

    [Fact]
    public void What_is_paid_or_disputed_is_never_asked_for()
    {
        var disputed = Dunned.Told(At(2026, 7, 10), RaiseDisputeTests.May(110m));

        Assert.Equal([(200m, 110m)], Dunning.Due(disputed, Day(2026, 7, 20)).Select(item => (item.Amount, item.Disputed)));
        Assert.Empty(Dunning.Due(disputed.Told(At(2026, 7, 11), new RecordPayment("INV-0000001", Day(2026, 7, 11), 200m, "USD", "wire")), Day(2026, 7, 20)));
        Assert.Empty(Dunning.Due(Dunned.Told(At(2026, 7, 10), new VoidInvoice("INV-0000001", "wrong address")), Day(2026, 7, 20)));
    }

    [Fact]
    public void Steps_ascend_by_days() =>
        Dunned.Refuses(At(2026, 7, 2), new SetPolicy(Policy.Default with { Dunning = [new(14, "a"), new(14, "b")] }), RefusalCode.OutOfRange, "dunning[1].days");
}

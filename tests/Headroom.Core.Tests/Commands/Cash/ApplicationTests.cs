using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class ApplicationTests
{
    static readonly Instant Now = At(2026, 7, 10);

    [Fact]
    public void Amounts_that_do_not_fit_are_refused_with_what_would()
    {
        Refused("to[0].invoice", RefusalCode.NotFound, new Application("INV-0000009", null));
        Refused("to[0].invoice", RefusalCode.PaymentMismatch, new Application("INV-0000005", 1m));
        Refused("to[0].invoice", RefusalCode.PaymentMismatch, new Application("INV-0000004", 1m));
        Refused("to[0].invoice", RefusalCode.PaymentMismatch, new Application("INV-0000003", 1m));
        Refused("to[1].amount", RefusalCode.OutOfRange, new Application("INV-0000001", 1m), new Application("INV-0000002", 0.001m));
        Refused("to[0].amount", RefusalCode.OutOfRange, new Application("INV-0000001", -1m));
        Refused("amount", RefusalCode.PaymentMismatch, new Application("INV-0000001", 1_000.25m), new Application("INV-0000002", 400m));
        Refused("to", RefusalCode.Malformed, new Application("INV-0000001", 1m), new Application("INV-0000001", 1m));
        Refused("to", RefusalCode.TooLarge, [.. Enumerable.Repeat(new Application("INV-0000001", 1m), 1001)]);
        Assert.Equal("1000.25", Refused("to[0].amount", RefusalCode.PaymentMismatch, new Application("INV-0000001", 1_000.26m)).Numbers["open"]);
    }

    [Fact]
    public void An_invoice_is_not_paid_before_its_date()
    {
        var early = RecordReceiptTests.Receipt(400m, RecordReceiptTests.To("INV-0000002")) with { Received = Day(2026, 6, 19) };

        CashLife.Billed.Refuses(Now, early, RefusalCode.DatesUpsideDown, "to[0].on");
    }

    [Fact]
    public void An_invoice_that_is_paid_takes_nothing_more()
    {
        var paid = CashLife.Billed.Told(Now, RecordReceiptTests.Receipt(2_000m, RecordReceiptTests.To("INV-0000001")));

        Assert.Equal("Nothing is open on INV-0000001.", paid.Refusing(Now, new ApplyCash(Slug.Of("rct-0000001"), RecordReceiptTests.To("INV-0000001"), Day(2026, 7, 1))).Says);
    }

    static Refusal Refused(string field, RefusalCode code, params ImmutableArray<Application> to)
    {
        var refusal = CashLife.Billed.Refusing(Now, RecordReceiptTests.Receipt(1_400m, to));
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
        return refusal;
    }
}

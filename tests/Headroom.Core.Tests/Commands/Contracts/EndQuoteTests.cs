using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class EndQuoteTests
{
    static readonly NodaTime.Instant April = At(2026, 4, 1);
    static readonly EndQuote Decline = new(Id, QuoteEnd.Declined, "another supplier is cheaper");

    [Fact]
    public void What_is_withdrawn_or_declined_holds_nothing_and_cannot_be_signed()
    {
        var book = Ready.Told(April, new MakeQuote(Agreed, Day(2026, 4, 30), Holds: true), Decline);

        Assert.Equal(QuoteState.Declined, book.Quotes[Id].StateOf(book.Quotes[Id].Latest, April));
        Assert.IsType<Accepted>(new SignContract(Agreed with { Contract = Slug.Of("next") }).Decide(book, April));
        var refusal = book.Refusing(April, new SignContract(Agreed) { Quote = new QuoteNamed(1, false) });
        Assert.Equal((RefusalCode.QuoteNotOpen, "Version 1 of the quote 'anthropic-colossus' was declined on 2026-04-01: another supplier is cheaper."),
            (refusal.Code, refusal.Says));
    }

    [Fact]
    public void Refusals()
    {
        var quoted = Ready.Told(April, new MakeQuote(Agreed, Day(2026, 4, 30), Holds: false));

        Ready.Refuses(April, Decline, RefusalCode.NotFound, "contract");
        quoted.Refuses(April, Decline with { Reason = "" }, RefusalCode.OutOfRange, "reason");
        quoted.Refuses(At(2026, 5, 1), Decline, RefusalCode.QuoteNotOpen, "quote");
        quoted.Told(April, Decline).Refuses(April, Decline with { How = QuoteEnd.Withdrawn }, RefusalCode.QuoteNotOpen, "quote");
        quoted.Told(April, new SignContract(Agreed)).Refuses(April, Decline, RefusalCode.QuoteNotOpen, "quote");
    }
}

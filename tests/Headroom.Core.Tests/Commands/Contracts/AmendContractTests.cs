using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class AmendContractTests
{
    static readonly Instant Now = At(2026, 8, 10);

    [Fact]
    public void Each_reason_to_refuse_an_amendment()
    {
        var noticed = SignedBook.Told(At(2026, 8, 5), new GiveNotice(Id, Side.Buyer, Day(2026, 8, 5)));

        Refused(Ready, Of(Agreed), RefusalCode.NotFound, "contract");
        Refused(SignedBook, Of(Agreed with { Buyer = Deal.Other }), RefusalCode.InvalidTerms, "terms");
        Refused(SignedBook, Of(Agreed with { Currency = Currency.Of("EUR")! }), RefusalCode.InvalidTerms, "terms");
        Refused(SignedBook, Of(Agreed) with { From = Day(2026, 4, 30) }, RefusalCode.DatesUpsideDown, "from");
        Refused(SignedBook, Of(Agreed) with { From = Day(2029, 6, 2) }, RefusalCode.DatesUpsideDown, "from");
        Refused(noticed, Of(Agreed with { Through = Day(2029, 6, 30) }), RefusalCode.NoticeNotAllowed, "term.through");
        Refused(SignedBook.Told(Now, Of(Agreed) with { From = Day(2026, 10, 1) }), Of(Agreed), RefusalCode.Superseded, "supersedes");
        Refused(SignedBook, Of(With(RampCapacity with { Pool = Slug.Of("nowhere") })), RefusalCode.NotFound, "legs[0].reserve");
    }

    [Fact]
    public void A_later_amendment_that_is_named_gives_way()
    {
        var later = SignedBook.Told(Now, Of(Agreed) with { From = Day(2026, 10, 1) });

        Assert.Equal([Start, Day(2026, 9, 1)], later.Told(Now, Of(Agreed) with { Supersedes = Day(2026, 10, 1) }).Contracts[Id].Versions.Select(version => version.From));
    }

    [Fact]
    public void More_capacity_is_tested_as_a_signature_is_and_less_is_not()
    {
        var half = Ready.Told(At(2026, 4, 20), new SignContract(With(Reserving((Start, 110_000)))),
            new SignContract(With(Reserving((Start, 110_000))) with { Contract = Slug.Of("rest") }));

        Refused(half, Of(With(Reserving((Start, 110_008)))), RefusalCode.Oversold, "legs");
        Assert.IsType<Accepted>(Of(With(Reserving((Start, 88_000)))).Decide(half, Now));
    }

    [Fact]
    public void A_month_that_closed_can_be_amended_and_stays_as_it_was_issued()
    {
        var book = SignedBook.Told(At(2026, 6, 2), new CloseMonth(Month(2026, 5))).Told(Now, Of(With(RampCapacity, Fee((Start, 1m)), AfterLockIn)) with { From = Start });

        Assert.Equal(625_000_000m, Assert.Single(book.Receivables.Invoices).Value.Total);
    }

    static AmendContract Of(Terms terms) => new(terms, Day(2026, 9, 1), Treatment.Correction, null);

    static void Refused(Book book, AmendContract command, RefusalCode code, string field) => book.Refuses(Now, command, code, field);
}

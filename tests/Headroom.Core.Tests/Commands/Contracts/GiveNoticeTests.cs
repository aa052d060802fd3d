using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class GiveNoticeTests
{
    [Fact]
    public void Each_reason_to_refuse_a_notice()
    {
        Refused(SignedBook, At(2026, 9, 1), new(Slug.Of("nothing"), Side.Buyer, Day(2026, 9, 1)), RefusalCode.NotFound, "contract");
        Refused(SignedBook, At(2026, 9, 1), new(Id, Side.Buyer, Day(2026, 9, 2)), RefusalCode.InTheFuture, "served");
        Refused(SignedBook, At(2026, 7, 1), new(Id, Side.Buyer, Day(2026, 6, 30)), RefusalCode.NoticeNotAllowed, "served");
        Refused(SignedBook, At(2029, 4, 1), new(Id, Side.Buyer, Day(2029, 3, 2)), RefusalCode.NoticeNotAllowed, "served");
        Refused(Noticed, At(2026, 9, 12), new(Id, Side.Buyer, Day(2026, 9, 11)), RefusalCode.NoticeNotAllowed, "served");
        Refused(Signed(AfterLockIn with { By = Side.Seller }), At(2026, 9, 1), new(Id, Side.Buyer, Day(2026, 9, 1)), RefusalCode.NoticeNotAllowed, "by");
    }

    [Fact]
    public void Inside_the_lock_in_the_refusal_says_when_it_may_be_served()
    {
        var refusal = SignedBook.Refusing(At(2026, 7, 1), new GiveNotice(Id, Side.Buyer, Day(2026, 6, 30)));

        Assert.Equal(("2026-08-01", "2026-10-30"), (refusal.Numbers["notice_from"], refusal.Numbers["earliest_last_day"]));
    }

    [Fact]
    public void Where_the_terms_say_so_early_notice_is_deemed_served_on_the_first_permitted_day()
    {
        var book = Signed(AfterLockIn with { Early = EarlyNotice.Deemed }).Told(At(2026, 7, 1), new GiveNotice(Id, Side.Buyer, Day(2026, 6, 30)));

        Assert.Equal(new Notice(Side.Buyer, Day(2026, 6, 30), Day(2026, 10, 30)) { DeemedServed = Day(2026, 8, 1) }, book.Contracts[Id].Notice);
    }

    [Fact]
    public void B10_served_on_10_September_the_last_day_is_9_December() =>
        Assert.Equal(new Notice(Side.Seller, Day(2026, 9, 10), Day(2026, 12, 9)), Noticed.Contracts[Id].Notice);

    // What a side can bring about by notice is one date, whichever view asks for it.
    [Fact]
    public void Of_two_rights_a_side_uses_the_one_that_ends_soonest()
    {
        var book = Signed(AtOnce with { By = Side.Buyer, Length = Days(180) }, AtOnce);
        var earliest = book.Contracts[Id].EarliestLastDay(Side.Buyer, Day(2026, 9, 10));

        Assert.Equal(earliest, book.Told(At(2026, 9, 10), new GiveNotice(Id, Side.Buyer, Day(2026, 9, 10))).Contracts[Id].Notice!.LastDay);
    }

    [Fact]
    public void Notice_is_served_by_one_side_and_not_by_either() =>
        Assert.IsType<Refused>(new GiveNotice(Id, Side.Either, Day(2026, 9, 10)).Decide(SignedBook, At(2026, 9, 10)));

    static Book Noticed => SignedBook.Told(At(2026, 9, 10), new GiveNotice(Id, Side.Seller, Day(2026, 9, 10)));

    static Book Signed(params Exit[] exits) => Ready.Told(At(2026, 4, 20), new SignContract(With([RampCapacity, RampFee, .. exits])));

    static void Refused(Book book, Instant now, GiveNotice notice, RefusalCode code, string field) => book.Refuses(now, notice, code, field);
}

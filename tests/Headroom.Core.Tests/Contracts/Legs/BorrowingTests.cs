using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class BorrowingTests
{
    static readonly Borrowing Paid = new("idle use", Colossus, 15, 0.40m, Borrowing.UsualMeter), Forbidden = new("idle use", Colossus, null, 0, Borrowing.UsualMeter);

    static Terms Terms(params Leg[] clauses) => With([Reserving((Start, 110_000)), Fee((Start, 11_000m)), .. clauses]);

    // Law: the credits of all months are the price times all that was read, whatever was read, and no other charge moves.
    [Fact]
    public void What_was_borrowed_is_credited_and_nothing_else_changes() => Prop.ForAll(Gen.Choose(0, 5_000_000).ArrayOf(12).ToArbitrary(), Gen.Choose(1, 5_000).ToArbitrary(),
        (read, price) =>
    {
        var clause = Paid with { Compensation = price / 1000m };
        var readings = read.Select((amount, i) => Clauses.Reading(Borrowing.UsualMeter, new YearMonth(2026, 5).PlusMonths(i), amount / 1000m)).ToList();
        var (with, without) = (Terms(clause).Resolve(readings), Terms().Resolve(readings));
        return with.DueUnder("idle use").Total == -(Rational)clause.Compensation * readings.Sum(reading => reading.Amount)
            && with.DueUnder("fee").Total == without.DueUnder("fee").Total
            && with.Reserved(Colossus).Equals(without.Reserved(Colossus));
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 1,000 GPU-hours in May at 0.40 are 400.00, on 31 May; June was not read.
    [Fact]
    public void A_month_in_which_own_work_borrowed()
    {
        var schedule = Terms(Paid).Resolve([Clauses.Reading(Borrowing.UsualMeter, new(2026, 5), 1_000m)]);

        Assert.Equal((-400.00m, 0m), (schedule.Month("idle use", new(2026, 5)), schedule.Month("idle use", new(2026, 6))));
        Assert.Equal(-400m, schedule.DueUnder("idle use").Over(Day(2026, 5, 31), Day(2026, 6, 1)).Round(2));
        Assert.Equal(
            "'idle use': the seller's own work may use what the buyer leaves idle of pool 'colossus-1' and leaves within 15 minutes when the buyer needs it; 0.4 USD are credited for each unit of 'borrowed-gpu-hours'", Paid.Says(Terms()));
        Assert.Equal("'idle use': the seller's own work may not use what the buyer leaves idle of pool 'colossus-1'", Forbidden.Says(Terms()));
    }

    // By hand: of 110,000 committed own work may borrow all without a clause or with one that permits it, and none under one that forbids it; of two blocks of 22,000 only where it
    // is permitted.
    [Fact]
    public void Own_work_borrows_what_no_clause_keeps()
    {
        long Lent(bool inBlocks, params Leg[] clauses)
        {
            var book = Ready.Told(At(2026, 4, 20), new SignContract(Terms(clauses)));
            foreach (var block in inBlocks ? new[] { "a", "b" } : [])
                book = book.Told(At(2026, 5, 1), new NameBlock(new(Slug.Of(block), Colossus, new Gpus(22_000), [], null)),
                    new MoveBlock(Slug.Of(block), new(BlockState.Assigned, At(2026, 5, 1), Id, null, "")));
            return Quotas.Of(book, At(2026, 5, 2)).BesideBlocks(At(2026, 5, 2)).At(new(Colossus, Us, QuotaTier.Interruptible), At(2026, 5, 2)).Count;
        }

        Assert.Equal((110_000, 110_000, 0), (Lent(false), Lent(false, Paid), Lent(false, Forbidden)));
        Assert.Equal((66_000, 110_000, 0), (Lent(true), Lent(true, Paid), Lent(true, Forbidden)));
    }

    [Fact]
    public void Each_reason_to_refuse_it()
    {
        string[] Fields(params Leg[] clauses) => [.. Terms(clauses).Check().Select(refusal => refusal.Field)];

        Assert.Empty(Fields(Paid));
        Assert.Equal(["legs[2].pool"], Fields(Paid with { Pool = Slug.Of("other") }));
        Assert.Equal(["legs[2].pool", "legs[3].pool", "legs[3]"], Fields(Paid, Forbidden));
        Assert.Equal(["legs[2].notice-minutes"], Fields(Paid with { NoticeMinutes = 10_081 }));
        Assert.Equal(["legs[2].compensation"], Fields(Paid with { NoticeMinutes = null }));
        Assert.Equal(["legs[2].meter"], Fields(Paid, new Usage("compute", Borrowing.UsualMeter, 1m, 0, 1, 1m)));
    }
}

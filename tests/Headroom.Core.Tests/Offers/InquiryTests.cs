using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Offers;

public sealed class InquiryTests
{
    static readonly LocalDate Today = Day(2026, 4, 20);
    static readonly Inquiry Plain = new(new(8, false), Start, Day(2026, 12, 31), Firmness.Firm);

    [Fact]
    public void What_cannot_be_asked_is_refused_with_what_would_be_right()
    {
        void Refused(Inquiry inquiry, RefusalCode code, string field)
        {
            var refusal = inquiry.Refuse(Ready, Today);
            Assert.Equal((code, field), (refusal!.Code, refusal.Field));
            Assert.EndsWith(".", refusal.Says);
        }

        Assert.Null(Plain.Refuse(Ready, Today));
        Refused(Plain with { Pool = Slug.Of("nowhere") }, RefusalCode.NotFound, "pool");
        Refused(Plain with { Fee = new(0, Currency.Usd, PriceBasis.GpuHour) }, RefusalCode.OutOfRange, "price");
        Refused(Plain with { Class = Slug.Of("nothing") }, RefusalCode.NotFound, "class");
        Refused(Plain with { From = Day(2026, 4, 19) }, RefusalCode.DatesUpsideDown, "from");
        Refused(Plain with { Through = Day(2026, 4, 30) }, RefusalCode.DatesUpsideDown, "through");
        Refused(Plain with { Through = Day(2037, 4, 30) }, RefusalCode.OutOfRange, "through");
        Refused(Plain with { Amount = new(0, false) }, RefusalCode.OutOfRange, "gpus");
        Refused(Plain with { Amount = new(5, true) }, RefusalCode.OutOfRange, "megawatts");
        Refused(Plain with { Firmness = Firmness.Recallable }, RefusalCode.Malformed, "notice-days");
        Refused(Plain with { NoticeDays = 4000 }, RefusalCode.OutOfRange, "notice-days");
        Refused(Plain with { NoticeFrom = Day(2027, 1, 1), NoticeDays = 30 }, RefusalCode.DatesUpsideDown, "notice-from");
        Refused(Plain with { Ramp = [(Start, 4)] }, RefusalCode.OutOfRange, "ramp");
        Refused(Plain with { Ramp = [(Start, 4), (Start, 8)] }, RefusalCode.DatesUpsideDown, "ramp[1].from");
        Refused(Plain with { Ramp = [(Start, 9), (Day(2026, 6, 1), 8)] }, RefusalCode.OutOfRange, "ramp[0]");
        Assert.Equal((RefusalCode.NotFound, "pool"), Plain.Refuse(Book.Empty, Today) is { } none ? (none.Code, none.Field) : default);
    }

    // By hand: blocks of 8; 1,001 GPUs are 126 blocks, 1,008. Half of them from May, all from July; a fee by the GPU-hour follows the steps.
    [Fact]
    public void Terms_say_what_was_asked_in_whole_blocks_with_the_fee_of_each_step()
    {
        var inquiry = Plain with
        {
            Amount = new(1_001, false),
            Ramp = [(Start, 500), (Day(2026, 7, 1), 1_001)],
            Fee = new(2m, Currency.Usd, PriceBasis.GpuHour),
            Firmness = Firmness.Recallable,
            NoticeDays = 90
        };
        var terms = inquiry.TermsIn(Ready, Ready.Fleet.Pools[Colossus]);

        Assert.Equal([new ReserveStep(Start, new(504)), new ReserveStep(Day(2026, 7, 1), new(1_008))], terms.Legs.OfType<Reserve>().Single().Steps);
        Assert.Equal([new FeeStep(Start, 504 * 1461m), new FeeStep(Day(2026, 7, 1), 1_008 * 1461m)], terms.Legs.OfType<Monthly>().Single().Steps);
        Assert.Equal((Side.Either, 90), terms.Exits.Single() is var exit ? (exit.By, exit.Length.Count) : default);
        Assert.Empty(terms.Check());
    }

    // By hand: 2,000,000 a month for all of it is half of that for half of it.
    [Fact]
    public void A_fee_a_month_is_for_all_of_it_and_a_part_pays_its_part()
    {
        var inquiry = Plain with { Amount = new(1_600, false), Ramp = [(Start, 800), (Day(2026, 7, 1), 1_600)], Fee = new(2_000_000m, Currency.Usd, PriceBasis.Month) };

        Assert.Equal([1_000_000m, 2_000_000m], inquiry.TermsIn(Ready, Ready.Fleet.Pools[Colossus]).Legs.OfType<Monthly>().Single().Steps.Select(step => step.Amount));
    }

    // Law: the inquiry most like the terms that say an inquiry is that inquiry.
    [Theory]
    [InlineData(Firmness.Firm, null)]
    [InlineData(Firmness.Firm, 60)]
    [InlineData(Firmness.Recallable, 90)]
    [InlineData(Firmness.Interruptible, null)]
    public void Terms_that_say_an_inquiry_are_most_like_it(Firmness firmness, int? notice)
    {
        var inquiry = Plain with
        {
            Amount = new(1_600, false),
            Ramp = [(Start, 800), (Day(2026, 7, 1), 1_600)],
            Firmness = firmness,
            NoticeDays = notice,
            Fee = new(2m, Currency.Usd, PriceBasis.GpuHour)
        };
        var like = Inquiry.Like(inquiry.TermsIn(Ready, Ready.Fleet.Pools[Colossus]))!;

        Assert.Equal((inquiry.Amount, inquiry.From, inquiry.Through, firmness, notice, (Slug?)Colossus),
            (like.Amount, like.From, like.Through, like.Firmness, like.NoticeDays, like.Pool));
        Assert.Equal(inquiry.Ramp, like.Ramp);
        Assert.Equal(2m, like.Fee!.Amount, 1);
        Assert.Null(Inquiry.Like(inquiry.TermsIn(Ready, Ready.Fleet.Pools[Colossus]) with { Legs = [] }));
    }

    [Fact]
    public void What_can_be_interrupted_is_taken_back_by_a_clause_without_notice() =>
        Assert.Equal((0, 8L), (Plain with { Firmness = Firmness.Interruptible }).TermsIn(Ready, Ready.Fleet.Pools[Colossus]).Legs.OfType<Reclaim>().Single() is var clause
            ? (clause.NoticeDays, clause.Most.Count) : default);
}

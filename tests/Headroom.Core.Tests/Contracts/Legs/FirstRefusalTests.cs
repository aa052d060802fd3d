using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class FirstRefusalTests
{
    static readonly FirstRefusal Right = new("further", new PoolScope(Colossus, null), null, 30, FirstRefusalBefore.Signing, null, null);

    static readonly Slug Quoted = Slug.Of("google-colossus");

    static Terms Holding(FirstRefusal right) => With(Counted(50_000), Fee((Start, 1_000m)), right);

    static Reserve Counted(long gpus) => new(Colossus, null, [new ReserveStep(Start, new Gpus(gpus))]);

    static Terms Selling(long gpus = 40_000, decimal fee = 2_000m) => With(Counted(gpus), Fee((Start, fee))) with { Contract = Quoted, Buyer = Other };

    static Book Signing(FirstRefusal right) => Ready.Told(At(2026, 4, 20), new SignContract(Holding(right)));

    static MakeQuote Quoting(Terms terms, bool holds = false) => new(terms, Day(2026, 12, 31), holds);

    static RecordEvent Offering(LocalDate on, int version = 1) => Say(new FirstRefusalOffered(on, "further", Quoted, version));

    static RecordEvent Say(ContractEvent happened) => new(Id, happened);

    /// <summary>The right, a quote to another on 1 June, and the offer of it to the holder on the same day.</summary>
    static readonly Book Offered = Signing(Right).Told(At(2026, 6, 1), Quoting(Selling()), Offering(Day(2026, 6, 1)));

    // Law: it moves no money and no capacity.
    [Fact]
    public void It_moves_no_money_and_no_capacity() =>
        Prop.ForAll(Any.Date.ToArbitrary(), day =>
        {
            var (with, without) = (Offered.Contracts[Id].Schedule(day), With(Counted(50_000), Fee((Start, 1_000m))).Resolve(Observations.None));
            return with.Due.At(day) == without.Due.At(day) && with.Reserved(Colossus).Equals(without.Reserved(Colossus));
        }).Check(Laws.Seeded);

    // Law: without an answer, another may sign from the day after the last of the days to answer and on no day before.
    [Fact]
    public void Silence_declines_after_the_days_to_answer_and_not_before() =>
        Prop.ForAll(Gen.Choose(1, 120).ToArbitrary(), Gen.Choose(0, 150).ToArbitrary(), (days, later) =>
        {
            var book = Signing(Right with { AnswerDays = days }).Told(At(2026, 6, 1), Quoting(Selling()), Offering(Day(2026, 6, 1)));
            return new SignContract(Selling()).Decide(book, Chicago.StartOf(Day(2026, 6, 1).PlusDays(later))) is Accepted == later > days;
        }).Check(Laws.Seeded);

    // By hand: offered on 1 June with 30 days, so 1 July is the last day to answer and 2 July the first to sell.
    [Fact]
    public void A_sale_to_another_waits_for_the_offer_and_its_answer()
    {
        var refusal = Signing(Right).Refusing(At(2026, 6, 1), new SignContract(Selling()));
        Assert.Equal((RefusalCode.FirstRefusal, "30", "anthropic"), (refusal.Code, refusal.Numbers["answer_days"], refusal.Numbers["holder"]));
        Assert.Equal("2026-07-01", Offered.Refusing(At(2026, 7, 1), new SignContract(Selling())).Numbers["last_day"]);
        Assert.IsType<Accepted>(new SignContract(Selling()).Decide(Offered, At(2026, 7, 2)));
        Assert.IsType<Accepted>(new SignContract(Selling()).Decide(Offered.Told(At(2026, 6, 5), Say(new FirstRefusalWaived(Day(2026, 6, 5), "further", Quoted))), At(2026, 6, 5)));
        Assert.Equal([Day(2026, 7, 1), Day(2026, 7, 2)], Offered.Contracts[Id].Milestones(Start).Where(each => each.What.Contains("further")).Select(each => each.Date));
    }

    [Fact]
    public void What_the_holder_takes_is_for_it_to_sign_and_for_nobody_else()
    {
        var taken = Offered.Told(At(2026, 6, 5), Say(new FirstRefusalExercised(Day(2026, 6, 5), "further", Quoted)));

        Assert.Equal("2026-06-05", taken.Refusing(At(2026, 8, 1), new SignContract(Selling())).Numbers["exercised"]);
        Assert.IsType<Accepted>(new SignContract(Selling() with { Contract = Slug.Of("anthropic-more"), Buyer = Buyer }).Decide(taken, At(2026, 6, 5)));
    }

    [Fact]
    public void Other_terms_than_those_offered_are_not_offered()
    {
        var waived = Offered.Told(At(2026, 6, 5), Say(new FirstRefusalWaived(Day(2026, 6, 5), "further", Quoted)));

        Assert.Contains("legs[1]", waived.Refusing(At(2026, 6, 6), new SignContract(Selling(fee: 1_900m))).Says);
        var anew = waived.Told(At(2026, 6, 6), Quoting(Selling(fee: 1_900m)), Offering(Day(2026, 6, 6), 2));
        anew.Refuses(At(2026, 6, 7), new SignContract(Selling(fee: 1_900m)), RefusalCode.FirstRefusal, "legs");
        Assert.IsType<Accepted>(
            new SignContract(Selling(fee: 1_900m)).Decide(anew.Told(At(2026, 6, 7), Say(new FirstRefusalWaived(Day(2026, 6, 7), "further", Quoted))), At(2026, 6, 7)));
    }

    // By hand: the right is for the next 40,000 GPUs; they were sold after an offer, so the 8 after them are free.
    [Fact]
    public void A_right_to_the_next_gpus_is_used_up_by_what_comes_of_it()
    {
        var book = Signing(Right with { Most = new Gpus(40_000) })
            .Told(At(2026, 6, 1), Quoting(Selling()), Offering(Day(2026, 6, 1)), Say(new FirstRefusalWaived(Day(2026, 6, 1), "further", Quoted)));
        var eight = Selling(8) with { Contract = Slug.Of("small") };

        book.Refuses(At(2026, 6, 2), new SignContract(eight), RefusalCode.FirstRefusal, "legs");
        Assert.IsType<Accepted>(new SignContract(eight).Decide(book.Told(At(2026, 6, 2), new SignContract(Selling())), At(2026, 6, 2)));
    }

    [Fact]
    public void A_quote_is_made_and_shown_as_refused_unless_it_holds_capacity_or_the_right_is_of_first_offer()
    {
        var quoted = Signing(Right).Told(At(2026, 6, 1), Quoting(Selling()));

        Assert.Equal(RefusalCode.FirstRefusal, Assert.Single(OpenQuotes.Of(quoted, At(2026, 6, 1)).Fitting).Refusal!.Code);
        Signing(Right).Refuses(At(2026, 6, 1), Quoting(Selling(), holds: true), RefusalCode.FirstRefusal, "legs");
        Signing(Right with { Before = FirstRefusalBefore.Quoting }).Refuses(At(2026, 6, 1), Quoting(Selling()), RefusalCode.FirstRefusal, "legs");
        Assert.IsType<Accepted>(Quoting(Selling() with { Buyer = Buyer }).Decide(Signing(Right with { Before = FirstRefusalBefore.Quoting }), At(2026, 6, 1)));
    }

    [Fact]
    public void Growth_by_amendment_needs_a_contract_of_its_own_and_other_pools_and_days_are_free()
    {
        var book = Ready.Told(At(2026, 4, 1), new SignContract(Selling())).Told(At(2026, 4, 20), new SignContract(Holding(Right with { Through = Day(2026, 12, 31) })));

        book.Refuses(At(2026, 6, 1), new AmendContract(Selling(40_008), Day(2026, 7, 1), Treatment.Prospective, null), RefusalCode.FirstRefusal, "legs");
        Assert.IsType<Accepted>(new AmendContract(Selling(40_000, 3_000m), Day(2026, 7, 1), Treatment.Prospective, null).Decide(book, At(2026, 6, 1)));
        Assert.IsType<Accepted>(new AmendContract(Selling(40_008), Day(2027, 7, 1), Treatment.Prospective, null).Decide(book, At(2027, 1, 1)));
        Assert.IsType<Accepted>(
            new AmendContract(Holding(Right) with { Legs = [Counted(60_000), .. Holding(Right).Legs.Skip(1)] }, Day(2026, 7, 1), Treatment.Prospective, null).Decide(book,
                At(2026, 6, 1)));
    }

    [Fact]
    public void Each_reason_to_refuse_what_is_said_of_it()
    {
        var quoted = Signing(Right).Told(At(2026, 6, 1), Quoting(Selling()), Quoting(With(Fee((Start, 1m))) with { Contract = Slug.Of("storage"), Buyer = Other }));
        FirstRefusalWaived Waived(LocalDate on) => new(on, "further", Quoted);

        quoted.Refuses(At(2026, 6, 1), Say(new FirstRefusalOffered(Day(2026, 6, 1), "other", Quoted, 1)), RefusalCode.NotFound, "clause");
        quoted.Refuses(At(2026, 6, 1), Offering(Day(2026, 6, 1), 2), RefusalCode.NotFound, "quote");
        quoted.Refuses(At(2026, 6, 1), Say(new FirstRefusalOffered(Day(2026, 6, 1), "further", Slug.Of("storage"), 1)), RefusalCode.InvalidTerms, "quote");
        Offered.Refuses(At(2026, 6, 2), Offering(Day(2026, 6, 2)), RefusalCode.AlreadyExists, "version");
        quoted.Refuses(At(2026, 6, 1), Say(Waived(Day(2026, 6, 1))), RefusalCode.NotFound, "quote");
        Offered.Refuses(At(2026, 7, 2), Say(Waived(Day(2026, 7, 2))), RefusalCode.DatesUpsideDown, "on");
        Offered.Told(At(2026, 6, 2), Say(Waived(Day(2026, 6, 2))))
            .Refuses(At(2026, 6, 3), Say(new FirstRefusalExercised(Day(2026, 6, 3), "further", Quoted)), RefusalCode.AlreadyExists, "quote");
    }

    [Fact]
    public void Bounds_of_the_clause()
    {
        static string Fault(FirstRefusal right) => Assert.Single(Holding(right).Check()).Field;

        Assert.Equal("legs[2].class", Fault(Right with { Over = new PoolScope(Colossus, Slug.Of("hopper")) }));
        Assert.Equal("legs[2].most", Fault(Right with { Most = Gpus.Zero }));
        Assert.Equal("legs[2].answer-days", Fault(Right with { AnswerDays = 366 }));
        Assert.Equal("legs[2].through", Fault(Right with { Through = Through.PlusDays(1) }));
        Ready.Refuses(At(2026, 4, 20), new SignContract(Holding(Right with { Over = new PoolScope(Slug.Of("elsewhere"), null) })), RefusalCode.NotFound, "legs[2].pool");
        Ready.Refuses(At(2026, 4, 20), new SignContract(Holding(Right with { Over = new PoolScope(null, Slug.Of("hopper")) })), RefusalCode.NotFound, "legs[2].class");
    }
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Demand;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Offers;

public sealed class InquiryAnswerTests
{
    static readonly Instant Now = At(2026, 4, 20);

    static readonly Gen<(Book Book, Inquiry Inquiry)> Asking =
        from own in Gen.Elements(0, 20_000, 90_000)
        from sold in Gen.Choose(0, 20)
        from held in Gen.Choose(0, 12)
        from handover in Gen.Choose(0, 10)
        from gpus in Gen.Choose(1, 240_000)
        from start in Gen.Choose(0, 300)
        from days in Gen.Choose(1, 800)
        from firmness in Gen.Elements(Enum.GetValues<Firmness>())
        from notice in Gen.Elements(0, 1, 30, 90, 200)
        from power in Gen.Elements(true, false)
        let first = Start.PlusDays(start)
        select (
            Ready.Told(Now, [new SetPolicy(Policy.Default with { HandoverDays = handover, Paths = 100 }), .. own == 0 ? Array.Empty<Command>() : [Using("grok", own)]])
                .Asked(Now, new SignContract(Selling("sold", 10_000 * sold))).Asked(Now, new MakeQuote(Selling("held", 10_000 * held), Day(2026, 5, 30), Holds: true)),
            new Inquiry(power ? new(gpus * 1.3m, true) : new(gpus, false), first, first.PlusDays(days - 1), firmness)
            {
                NoticeDays = firmness == Firmness.Recallable ? notice : null
            });

    // Law: the answer is what a signature would be told, and so is that of every deal named as near; the deal that is named differs in what it says.
    [Fact]
    public void The_answer_is_what_a_signature_would_be_told_and_near_deals_could_be_signed() =>
        Prop.ForAll(Asking.ToArbitrary(), asked =>
        {
            var standing = new Standing(asked.Book, Now);
            if (InquiryAnswer.Of(standing, asked.Inquiry, null) is not { Answer: { } answer }) return true;
            bool Signs(Inquiry inquiry) => new SignContract(inquiry.TermsIn(asked.Book, answer.Pool)).Decide(asked.Book, Now) is Accepted;
            return answer.IsDeliverable == Signs(asked.Inquiry) && answer.Nearest.All(deal => Signs(deal.Inquiry) && deal.Joint <= asked.Book.Policy.Risk);
        }).Check(Laws.Seeded);

    // Law: what happens in one month happens in the window; a sale never makes own products safer; the most that fits is the most.
    [Fact]
    public void Risks_are_in_order_and_one_block_more_does_not_fit() =>
        Prop.ForAll(Asking.ToArbitrary(), asked =>
        {
            var standing = new Standing(asked.Book, Now);
            if (InquiryAnswer.Of(standing, asked.Inquiry, null) is not { Answer: { } answer }) return true;
            var (risk, pool) = (answer.Risk, answer.Pool);
            var most = answer.Nearest.FirstOrDefault(deal => deal.Change == NearChange.Quantity);
            return risk.Pointwise <= risk.Joint && risk.JointWithout <= risk.Joint && risk.LackedHours >= 0
                && (most is null || Acceptance(standing, asked.Inquiry.UpTo(pool, most.Gpus + pool.Block)) is not null);
        }).Check(Laws.Seeded);

    // By hand: 220,000 GPUs from 300 MW; 3 MW feed 2,200, of which 2,200 are whole blocks of 8. Nobody else needs anything.
    [Fact]
    public void Three_megawatts_of_an_empty_site_are_deliverable_without_risk()
    {
        var answer = Answer(Ready, new Inquiry(new(3_000, true), Start, Day(2027, 4, 30), Firmness.Firm) { Fee = new(2m, Currency.Usd, PriceBasis.GpuHour) });

        Assert.Equal((true, 2_200L, 0m, 0m), (answer.IsDeliverable, answer.Gpus.Count, answer.Risk.Joint, answer.Risk.Pointwise));
        // 2,200 GPUs x 2 USD x 730.5 hours, twelve times.
        Assert.Equal(12 * 3_214_200m, answer.Money!.Stated);
        Assert.Equal((answer.Money.Stated, 1m), (answer.Money.Enforceable, answer.Money.ShareAfter));
    }

    // By hand: the whole site is sold through May 2029, either side free to leave by 90 days' notice after three months; own recall cures no double sale. So eight GPUs fit from
    // the day after the handover.
    [Fact]
    public void On_a_site_that_is_sold_the_nearest_deal_starts_when_it_is_free()
    {
        var book = SignedBook.Told(Now, new SetPolicy(Policy.Default with { HandoverDays = 7 })).Told(At(2026, 9, 10), new GiveNotice(Id, Side.Seller, Day(2026, 9, 10)));
        var answer = InquiryAnswer.Of(new Standing(book, At(2026, 9, 11)), new Inquiry(new(8, false), Day(2026, 10, 1), Day(2026, 10, 31), Firmness.Firm), null).Answer!;

        // Notice of 10 September ends on 9 December; seven days of handover end on 16 December.
        Assert.Equal(RefusalCode.Oversold, answer.Refusal!.Code);
        Assert.Equal(Day(2026, 12, 17), answer.EarliestFrom);
        Assert.DoesNotContain(answer.Nearest, deal => deal.Change == NearChange.Quantity);
    }

    [Fact]
    public void A_quote_that_holds_stands_in_the_way_and_one_that_does_not_is_crowded_out()
    {
        var (holding, open) = (Ready.Told(Now, new MakeQuote(Selling("other", 150_000), Day(2026, 5, 30), Holds: true)),
            Ready.Told(Now, new MakeQuote(Selling("other", 150_000), Day(2026, 5, 30), Holds: false)));
        var asked = new Inquiry(new(100_000, false), Start, Day(2026, 12, 31), Firmness.Firm);

        var (refused, taken) = (Answer(holding, asked), Answer(open, asked));

        Assert.Equal(["other"], refused.Crowds.HeldBy.Select(id => id.ToString()));
        Assert.Equal((true, "other"), (taken.IsDeliverable, Assert.Single(taken.Crowds.Quotes).ToString()));
    }

    // Half of 220,000 may be sold. 120,000 are beyond it and refused, but nobody needs the rest: own products risk nothing, before and after somebody approved it.
    [Fact]
    public void A_limit_of_the_policy_is_no_risk_to_own_products()
    {
        var book = Ready.Told(Now, new SetPolicy(Policy.Default with { Limits = new() { GreatestShare = 0.5m } }));
        var beyond = Answer(book, new Inquiry(new(120_000, false), Start, Day(2027, 4, 30), Firmness.Firm));
        var approved = book.Told(Now, new SignContract(Selling("beyond", 120_000)) { Approved = new(Us, "growth") });
        var next = Answer(approved, new Inquiry(new(1_000, false), Start, Day(2027, 4, 30), Firmness.Firm));

        Assert.Equal((RefusalCode.PolicyLimit, 0m, 0m), (beyond.Refusal!.Code, beyond.Risk.Joint, beyond.Risk.Pointwise));
        Assert.Equal((RefusalCode.PolicyLimit, 0m, 0m), (next.Refusal!.Code, next.Risk.Joint, next.Risk.JointWithout));
    }

    // A week from 1 May: a need that ends the day before or begins the day after is none of it.
    [Theory]
    [InlineData(4, 20, 4, 30, false)]
    [InlineData(4, 20, 5, 1, true)]
    [InlineData(5, 7, 5, 9, true)]
    [InlineData(5, 8, 5, 9, false)]
    public void A_product_that_filed_a_need_for_a_time_of_the_term_bears_the_risk(int fromMonth, int from, int throughMonth, int through, bool bears)
    {
        var need = new Need(Slug.Of("launch"), Slug.Of("chat"), Colossus, [new(Day(2026, fromMonth, from), new(8))], Day(2026, throughMonth, through), 1, Gpus.Zero, "");

        var answer = Answer(Ready.Told(Now, new FileNeed(need)), new Inquiry(new(1_000, false), Start, Day(2026, 5, 7), Firmness.Firm));

        Assert.Equal(bears ? ["chat"] : [], answer.Crowds.Own.Select(product => product.ToString()));
    }

    // By hand: own products need 130,000 of 220,000 always. A firm sale of 100,000 leaves them 10,000 short in every hour; what can be taken back at once does not.
    [Fact]
    public void What_own_products_would_lack_is_told_in_hours_and_priced_in_the_floor()
    {
        var asked = new Inquiry(new(100_000, false), Start, Day(2026, 5, 7), Firmness.Firm);
        var book = Ready.Told(Now, Using("grok", 130_000), Assuming(Costs.AvoidableName, 0.5m), Assuming(Costs.CapitalName, 1m), Assuming(Costs.OwnUseName, 3m));
        var answer = Answer(book, asked);

        Assert.Equal((RefusalCode.OwnDemandCrowdedOut, "grok"), (answer.Refusal!.Code, Assert.Single(answer.Crowds.Own).ToString()));
        // 10,000 of 100,000 in the mean is a tenth of an hour for each hour sold; that the forecast drifts only adds to what is lacked.
        Assert.InRange(answer.Risk.LackedHours / (100_000 * 7 * 24), 0.1m, 0.25m);
        Assert.Equal(answer.Risk.LackedHours / (100_000 * 7 * 24) * 3, answer.Floor.Reclaim!.Value, 3);
        Assert.Equal(1.5m + answer.Floor.Reclaim.Value, answer.Floor.Whole);
        Assert.Contains(answer.Nearest, deal => deal.Inquiry.Firmness == Firmness.Interruptible);
    }

    // By hand: of 1,000 GPUs 80 are held back against failures and 520 needed, which leaves 400. A sale of 408 is short of 8 in every hour of a week: 1,344 GPU-hours.
    [Fact]
    public void What_own_products_lack_counts_the_allowance_against_failures_as_their_risk_does()
    {
        var north = Slug.Of("north");
        var book = Ready.Told(Now, new AddPool(new Pool(north, Memphis, null, new Gpus(8), new PowerDraw(Kilowatts.Zero, new Gpus(1)), new Gpus(80))),
            new PlanSupply(Block("n1", 1_000) with { Pool = north }), new EnergiseSupply(Slug.Of("n1"), Day(2026, 4, 20)),
            new FileNeed(new Need(Slug.Of("launch"), Slug.Of("chat"), north, [new(Day(2026, 4, 20), new(520))], Day(2026, 5, 31), 1, Gpus.Zero, "")));
        OwnRisk Of(decimal gpus) => Answer(book, new Inquiry(new(gpus, false), Start, Day(2026, 5, 7), Firmness.Firm) { Pool = north }).Risk;

        Assert.Equal((0m, 0m), (Of(400).Joint, Of(400).LackedHours));
        Assert.Equal((1m, 1_344m), (Of(408).Joint, Of(408).LackedHours));
    }

    [Fact]
    public void A_cost_that_nobody_stated_is_named_and_not_taken_for_nought()
    {
        var floor = Answer(Ready, new Inquiry(new(8, false), Start, Day(2026, 5, 31), Firmness.Firm)).Floor;

        Assert.Equal((null, null), (floor.Avoidable, floor.Whole));
        Assert.Equal([Costs.AvoidableName, Costs.CapitalName], floor.Missing);
    }

    static InquiryAnswer Answer(Book book, Inquiry inquiry) => InquiryAnswer.Of(new Standing(book, Now), inquiry, null).Answer!;

    static Refusal? Acceptance(Standing standing, Inquiry inquiry) =>
        Core.Views.Acceptance.Test(standing.Book, inquiry.ContractIn(standing.Book, standing.Book.Fleet.Pools[Colossus]), Now);

    static Terms Selling(string id, long gpus) =>
        With(Reserving((Start, Math.Max(8, gpus))) with { Whole = null }, Fee((Start, 1m))) with { Contract = Slug.Of(id), Through = Day(2027, 4, 30) };

    static MakeAssumption Assuming(string name, decimal value) =>
        new(new Assumption(name, value, "USD per GPU-hour", 0, 10, null, System.Collections.Immutable.ImmutableSortedDictionary<string, decimal>.Empty, "Assumed."));
}

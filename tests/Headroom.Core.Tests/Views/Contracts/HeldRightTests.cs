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

namespace Headroom.Core.Tests.Views;

public sealed class HeldRightTests
{
    static readonly LocalDate June = Day(2026, 6, 1);

    static readonly PoolScope Pool = new(Colossus, null);

    /// <summary>Every clause that gives a right, of either side.</summary>
    static readonly Leg[] Clauses =
    [
        RampCapacity, RampFee, AfterLockIn, new FirstRefusal("further", Pool, new Gpus(8_000), 30, FirstRefusalBefore.Signing, null, null),
        new MostFavoured("equal price", [], GpuUnit.Month, new Comparability(Pool, null, null, null, null), LowersFrom.Start),
        new Extension("one more year", Side.Buyer, 12, Months(12), Months(6), 1, null), new ChangeOfControl("control", Side.Seller, 60, 30),
        new Support(Slug.Of("parent"), 1_000m, null, 30, 10),
        new Cause("breach", Side.Either, ["non-payment"], 30, 0), new Pause("pause", Side.Buyer, 60, 15, 0.25m, Extends: true, Releases: false),
        new PartialRelease("less", Colossus, Side.Buyer, Day(2026, 9, 1), 60, new Gpus(1_000), new Gpus(50_000), [], null, 2m),
        new Reclaim("recall", Colossus, new Gpus(800), 2, "interruptible", 0, []),
        new Substitution("like kind", Colossus, ["h200"], NeedsConsent: true, 10, 30), new Backstop("put", Colossus, new Gpus(10_000), 3m, Day(2026, 8, 1), Day(2026, 12, 31), 30),
    ];

    static Book Signing(bool weSell, params Leg[] clauses)
    {
        var terms = With(clauses);
        return Ready.WithContract(Signed(weSell ? terms : terms with { Seller = Buyer, Buyer = Us }));
    }

    // Law: of the rights of a contract each is held over one side; those of either side are held over both, so that whoever we are, nothing is left out and nothing of our own is
    // listed.
    [Fact]
    public void Whoever_we_are_every_right_of_the_other_side_is_listed_and_none_of_ours() =>
        Prop.ForAll(Gen.Elements(true, false).ArrayOf(Clauses.Length - 2).ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (has, day) =>
        {
            Leg[] clauses = [RampCapacity, RampFee, .. Clauses.Skip(2).Where((_, i) => has[i])];
            var at = Start.PlusDays(day);
            var all = Signed(With(clauses)).RightsOn(at).Where(right => !(right.Through < at)).ToList();
            var (sold, bought) = (HeldRight.Of(Signing(true, clauses), at).ToList(), HeldRight.Of(Signing(false, clauses), at).ToList());
            int Said(List<HeldRight> held) => held.Count(each => each.Right.Kind != RightKind.Notice);
            return Said(sold) == all.Count(right => right.By != Side.Seller) && Said(bought) == all.Count(right => right.By != Side.Buyer)
                && sold.Count - Said(sold) == bought.Count - Said(bought)
                && sold.Concat(bought).All(held => held.Holder != Us && held.Right.Does.Length > 0 && held.Through >= at);
        }).Check(Laws.Thousand);

    // By hand: on 1 June the buyer of the first deal may end it from 1 August on: through 30 October, with 220,000 GPUs.
    [Fact]
    public void The_deal_gives_its_buyer_notice_from_the_first_of_August()
    {
        var notice = Assert.Single(HeldRight.Of(SignedBook, June));

        Assert.Equal((Buyer, Id, RightKind.Notice, Day(2026, 8, 1), 220_000L),
            (notice.Holder, notice.Contract, notice.Right.Kind, notice.Right.From, notice.Right.Gpus!.Value.Count));
        Assert.Equal("notice of 2026-08-01 ends the contract; the last day served would be 2026-10-30", notice.Right.Does);
        Assert.Equal(-38_790_322_580.65m, notice.Right.Amount);
        Assert.False(notice.Right.IsOpen(June));
        Assert.True(notice.Right.IsOpen(Day(2026, 8, 1)));
    }

    // By hand: 625 million for 110,000 GPUs in June and 1,250 for 220,000 after it are 5,681.818182 a GPU and month. A year more is 12 times 1,250 million. 220,000 less 50,000 may
    // be given back after 31 October.
    [Fact]
    public void Each_right_says_what_it_binds_and_would_do()
    {
        var rights = HeldRight.Of(Signing(true, Clauses), June).ToDictionary(held => held.Right.Kind, held => held.Right);

        Assert.Equal((new Gpus(8_000), "further GPUs of pool 'colossus-1' are offered to it before they are sold to another, who waits up to 30 days"),
            (rights[RightKind.FirstRefusal].Gpus, rights[RightKind.FirstRefusal].Does));
        Assert.Contains("5,681.818182 USD on average from now on", rights[RightKind.MostFavouredPrice].Does);
        Assert.Equal((625_000_000m, AmountOf.Monthly), (rights[RightKind.MostFavouredPrice].Amount, rights[RightKind.MostFavouredPrice].AmountOf));
        Assert.Equal((Day(2028, 5, 31), Day(2028, 11, 30), 15_000_000_000m),
            (rights[RightKind.Extension].From, rights[RightKind.Extension].Through, rights[RightKind.Extension].Amount));
        Assert.StartsWith("nothing until control of the seller changes", rights[RightKind.ChangeOfControl].Does);
        Assert.Equal((new Gpus(170_000), "up to 170,000 GPUs of pool 'colossus-1' are given back after 2026-10-31, for 340,000.00 USD"),
            (rights[RightKind.PartialRelease].Gpus, rights[RightKind.PartialRelease].Does));
        Assert.Equal((-468_750_000m, "the service pauses from 2026-06-16 for 60 days at most, at 25% of the fees"), (rights[RightKind.Pause].Amount, rights[RightKind.Pause].Does));
        Assert.Equal(Slug.Of("parent"), HeldRight.Of(Signing(true, Clauses), June).Single(held => held.Right.Kind == RightKind.StepIn).Holder);
    }

    // By hand: of 10,000 GPUs from August on 4,000 are called for all of it: 6,000 are left, at 3.00 a month each. What has happened opens rights, and closes them.
    [Fact]
    public void What_has_happened_opens_and_uses_up_rights()
    {
        var contract = Signed(With(Clauses) with { Seller = Buyer, Buyer = Us })
            with
        {
            Events = [new BackstopCalled(Day(2026, 5, 20), "put", new Gpus(4_000), Day(2026, 8, 1), Day(2026, 12, 31)),
                new BreachNotified(Day(2026, 5, 30), "breach", Side.Seller, "non-payment", "letter")]
        };
        var rights = HeldRight.Of(Ready.WithContract(contract), June).ToLookup(held => held.Right.Kind, held => held.Right);

        Assert.Equal((new Gpus(6_000), 18_000m), (rights[RightKind.Put].Single().Gpus!.Value, rights[RightKind.Put].Single().Amount!.Value));
        Assert.Equal(Day(2026, 6, 30), rights[RightKind.Termination].Single().From);
        Assert.DoesNotContain(HeldRight.Of(Ready.WithContract(contract), Day(2026, 12, 15)), held => held.Right.Kind == RightKind.Put);

        var changed = Signed(With(Clauses)) with { Events = [new ControlChanged(Day(2026, 5, 20), Side.Seller, Slug.Of("somebody"))] };
        var control = HeldRight.Of(Ready.WithContract(changed), June).Single(held => held.Right.Kind == RightKind.ChangeOfControl);
        Assert.Equal((Day(2026, 5, 20), Day(2026, 7, 19)), (control.Right.From, control.Through));
    }
}

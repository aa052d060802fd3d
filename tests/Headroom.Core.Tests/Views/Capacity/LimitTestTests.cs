using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class LimitTestTests
{
    static readonly Terms Counted = With(new Reserve(Colossus, null, [new ReserveStep(Start, new Gpus(100_000))]), Fee((Start, 100_000_000m)));

    // Law: what keeps a limit is signed and what breaks it by a GPU is refused, whatever the share.
    [Fact]
    public void The_greatest_share_binds_to_the_gpu() => Prop.ForAll(Gen.Choose(0, 100).ToArbitrary(), percent =>
    {
        var (book, most) = (Under(new SaleLimits { GreatestShare = percent / 100m }), 220_000L * percent / 100);
        Terms Selling(long gpus) => With(new Reserve(Colossus, null, [new ReserveStep(Start, new Gpus(gpus))]));
        return (percent == 100 || Refused(book, Selling(most + 1)).Code == RefusalCode.PolicyLimit) && new SignContract(Selling(most)).Decide(book, At(2026, 4, 1)) is Accepted
            && SellableCapacity.Of(new(book, At(2026, 4, 1)), book.Fleet.Pools[Colossus], Chicago.Of(Month(2026, 6)), 0.05m).Signed == new Gpus(most);
    }).Check(Laws.Seeded.WithMaxTest(100));

    [Fact]
    public void A_refusal_names_the_limit_and_the_numbers()
    {
        var refusal = Refused(Under(new SaleLimits { GreatestShare = 0.8m }), Agreed);

        Assert.Equal((RefusalCode.PolicyLimit, "legs", "44000", "2026-07-01"), (refusal.Code, refusal.Field, refusal.Numbers["beyond_by_gpus"], refusal.Numbers["from"]));
    }

    [Theory]
    [InlineData(36, "term.through")]
    [InlineData(37, null)]
    public void The_longest_term_binds_to_the_day(int months, string? field)
    {
        var decision = new SignContract(Agreed).Decide(Under(new SaleLimits { TenorMonths = months }), At(2026, 4, 1));

        Assert.Equal(field, (decision as Refused)?.Refusal.Field);
    }

    [Theory]
    [InlineData(119_990, false)]
    [InlineData(120_001, true)]
    public void Own_products_keep_their_floor(long floor, bool isRefused)
    {
        var book = Under(new SaleLimits { OwnFloors = [new(Colossus, new Gpus(floor))] });

        var decision = new SignContract(Counted).Decide(book, At(2026, 4, 1));

        Assert.Equal(isRefused ? ("legs", "120000") : default, decision is Refused refused ? (refused.Refusal.Field, refused.Refusal.Numbers["left_gpus"]) : default);
    }

    // Enforceable for good, since nobody may leave: 37 months of 100 million; unpaid at once the month served and one of thirty days to pay.
    [Theory]
    [InlineData("3700000000", null, null)]
    [InlineData("3699999999", null, "exposure_limit")]
    [InlineData(null, "200000000", null)]
    [InlineData(null, "199999999", "credit_limit")]
    public void What_stands_to_be_lost_with_a_customer_is_limited(string? exposure, string? credit, string? broken)
    {
        decimal? Of(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var decision = new SignContract(Counted).Decide(Under(new SaleLimits { Customers = [new(null, Currency.Usd, Of(exposure), Of(credit))] }), At(2026, 4, 1));

        Assert.Equal(broken is null ? null : "buyer", (decision as Refused)?.Refusal.Field);
        if (broken is not null) Assert.Equal(exposure ?? credit, ((Refused)decision).Refusal.Numbers[broken]);
    }

    [Fact]
    public void A_customers_own_limit_goes_before_the_one_for_each_and_another_currency_cannot_be_held_against_it()
    {
        var limits = new SaleLimits { Customers = [new(null, Currency.Usd, 0, null), new(Buyer, Currency.Usd, null, null)] };

        Assert.IsType<Accepted>(new SignContract(Counted).Decide(Under(limits), At(2026, 4, 1)));
        Assert.Equal("buyer", Refused(Under(limits), Counted with { Buyer = Other }).Field);
        Assert.Equal("currency", Refused(Under(limits), Counted with { Currency = Currency.Of("EUR")! }).Field);
    }

    [Fact]
    public void An_approval_lifts_the_limits_and_the_risk_and_never_a_double_sale()
    {
        var (board, busy) = (new Approval(Slug.Of("board"), "strategic customer"),
            Under(new SaleLimits { GreatestShare = 0.1m, TenorMonths = 1 }).Told(At(2026, 3, 2), Using("grok", 200_000)));

        var accepted = Assert.IsType<Accepted>(new SignContract(Counted) { Approved = board }.Decide(busy, At(2026, 4, 1)));

        Assert.Equal(board, ((ContractSigned)accepted.Facts[0]).Approved);
        Assert.Equal(RefusalCode.Oversold,
            ((Refused)new SignContract(Counted with { Contract = Slug.Of("twice") }) { Approved = board }.Decide(SignedBook, At(2026, 4, 22))).Refusal.Code);
    }

    [Fact]
    public void Limits_of_the_policy_are_checked_themselves()
    {
        RefusalCode? Set(SaleLimits limits) => (new SetPolicy(Policy.Default with { Limits = limits }).Decide(Ready, At(2026, 4, 1)) as Refused)?.Refusal.Code;

        Assert.Equal(RefusalCode.OutOfRange, Set(new SaleLimits { GreatestShare = 1.01m }));
        Assert.Equal(RefusalCode.OutOfRange, Set(new SaleLimits { TenorMonths = 0 }));
        Assert.Equal(RefusalCode.NotFound, Set(new SaleLimits { OwnFloors = [new(Slug.Of("nowhere"), new Gpus(8))] }));
        Assert.Equal(RefusalCode.AlreadyExists, Set(new SaleLimits { Customers = [new(null, Currency.Usd, 1, 1), new(null, Currency.Usd, 2, 2)] }));
        Assert.Null(Set(new SaleLimits { GreatestShare = 1, TenorMonths = 600, OwnFloors = [new(Colossus, new Gpus(8))] }));
    }

    // 200,000 are used by own products, so 100,000 cannot be sold firm; what may be taken back at once can.
    [Fact]
    public void What_can_be_reclaimed_is_tested_only_until_it_can_be_back()
    {
        var busy = Ready.Told(At(2026, 3, 2), Using("grok", 200_000));
        Terms Taking(int noticeDays) => Counted with { Legs = [.. Counted.Legs, new Reclaim("take", Colossus, new Gpus(100_000), noticeDays, "interruptible", 0, [])] };

        Assert.Equal(RefusalCode.OwnDemandCrowdedOut, Refused(busy, Counted).Code);
        Assert.Equal(RefusalCode.OwnDemandCrowdedOut, Refused(busy, Taking(30)).Code);
        Assert.IsType<Accepted>(new SignContract(Taking(0)).Decide(busy, At(2026, 4, 1)));
    }

    static Book Under(SaleLimits limits) => Ready.Told(At(2026, 3, 2), new SetPolicy(Policy.Default with { Limits = limits }));

    static Refusal Refused(Book book, Terms terms) => Assert.IsType<Refused>(new SignContract(terms).Decide(book, At(2026, 4, 1))).Refusal;
}

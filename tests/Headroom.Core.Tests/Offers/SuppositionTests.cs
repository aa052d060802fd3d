using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Offers;

public sealed class SuppositionTests
{
    static readonly Instant Now = At(2026, 4, 20);

    // By hand: 30% more of 10,000 GPUs in every hour is 13,000; the record of the book stays.
    [Fact]
    public void Own_demand_that_grows_has_a_history_that_was_always_so_high()
    {
        var book = Ready.Told(Now, Using("grok", 10_000));
        var there = new SupposeDemand(null, 1.3m).Apply(book, Now).Book;

        Assert.All(there.Demand[Slug.Of("grok")].History.Hourly, gpus => Assert.Equal(13_000, gpus));
        Assert.All(book.Demand[Slug.Of("grok")].History.Hourly, gpus => Assert.Equal(10_000, gpus));
    }

    // By hand: what is planned for September and not energised comes in December; what serves already stays.
    [Fact]
    public void A_site_that_slips_brings_what_is_not_energised_later()
    {
        var book = Ready.Told(Now, new PlanSupply(Block("next", 1_000) with { Planned = Day(2026, 9, 1) }));
        var there = new SupposeSlip(Memphis, 3).Apply(book, Now).Book;

        Assert.Equal(Day(2026, 12, 1), there.Fleet.Blocks[Slug.Of("next")].Planned);
        Assert.Equal(book.Fleet.Blocks[Slug.Of("c1")], there.Fleet.Blocks[Slug.Of("c1")]);
    }

    [Fact]
    public void What_is_supposed_follows_one_after_the_other_and_ends_at_the_first_refusal()
    {
        var asked = new Inquiry(new(200_000, false), Start, Day(2026, 12, 31), Firmness.Firm);
        Supposition[] twice = [new SupposeSold(Slug.Of("a"), asked), new SupposeSold(Slug.Of("b"), asked)];

        var (book, refusal) = Supposition.All(Ready, twice, Now);

        Assert.Equal(RefusalCode.Oversold, refusal!.Code);
        Assert.Equal(["a"], book.Contracts.Keys.Select(id => id.ToString()));
    }

    [Fact]
    public void What_is_not_there_cannot_be_supposed_to_change()
    {
        Assert.Equal((RefusalCode.NotFound, "own-demand"),
            new SupposeDemand(Slug.Of("nothing"), 2).Apply(Ready, Now).Refusal is { } unknown ? (unknown.Code, unknown.Field) : default);
        Assert.Equal((RefusalCode.NotFound, "slip"), new SupposeSlip(Slug.Of("nowhere"), 2).Apply(Ready, Now).Refusal is { } missing ? (missing.Code, missing.Field) : default);
        Assert.NotNull(new SupposeSaid(new SignContract(Agreed)).Apply(SignedBook, Now).Refusal);
    }
}

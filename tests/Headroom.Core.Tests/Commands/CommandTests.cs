using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class CommandTests
{
    // Law: deciding is pure. The same book, command and instant give the same decision, as often as they are asked.
    [Fact]
    public void Deciding_twice_gives_the_same_decision() =>
        Prop.ForAll(Life.Any, numbers => Life.Of(numbers).Zip(Life.Of(numbers)).All(pair =>
            pair.First.Fact.RecordedAt == pair.Second.Fact.RecordedAt && Same(pair.First.Fact.Body, pair.Second.Fact.Body))).Holds();

    [Fact]
    public void Refusing_twice_gives_the_same_refusal()
    {
        var again = new SignContract(Agreed with { Contract = Slug.Of("again") });
        var (a, b) = (SignedBook.Refusing(At(2026, 4, 21), again), SignedBook.Refusing(At(2026, 4, 21), again));

        Assert.Equal((a.Code, a.Field, a.Says), (b.Code, b.Field, b.Says));
        Assert.Equal(a.Numbers, b.Numbers);
    }

    [Fact]
    public void Of_several_refusals_the_first_by_precedence_is_given()
    {
        var (late, early) = (new Refusal(RefusalCode.Oversold, "legs", "It is sold."), new Refusal(RefusalCode.NotFound, "pool", "It is not there."));

        Assert.Equal(early, Assert.IsType<Refused>(Decision.Of([late, null, early], () => new MonthClosed(Month(2026, 5), 0))).Refusal);
        Assert.IsType<Accepted>(Decision.Of([null], () => new MonthClosed(Month(2026, 5), 0)));
    }

    [Fact]
    public void Before_the_book_is_opened_nothing_else_can_be_said() =>
        Assert.All(
            new Command[]
            {
                new SignContract(Agreed), new AmendContract(Agreed, Start, Core.Contracts.Treatment.Correction, null), new GiveNotice(Id, Core.Contracts.Side.Buyer, Start),
                new CloseMonth(Month(2026, 5)), Using("grok", 1), new MoveDemand(Us, Colossus, Start), new AddSite(Memphis, null, "UTC", []),
                new AddPool(Ready.Fleet.Pools[Colossus]), new PlanSupply(Block("c1", 8)), new EnergiseSupply(Us, Start), new SetPolicy(Policy.Default),
                new DeliverCapacity(Id, Colossus, Start, Gpus.Zero), new NameParty(Us, ""), new DescribeParty(Us, ""),
            },
            command => Assert.Equal((RefusalCode.NotFound, "book"), Book.Empty.Refusing(At(2026, 6, 2), command) is var refusal ? (refusal.Code, refusal.Field) : default));

    static bool Same(FactBody a, FactBody b) => (a, b) switch
    {
        (InvoiceIssued x, InvoiceIssued y) => x.Invoice with { Lines = [] } == y.Invoice with { Lines = [] } && x.Invoice.Lines.SequenceEqual(y.Invoice.Lines),
        (ContractSigned x, ContractSigned y) => x.Terms with { Legs = [] } == y.Terms with { Legs = [] },
        (ContractAmended x, ContractAmended y) => x.From == y.From && x.Treatment == y.Treatment && x.Supersedes == y.Supersedes,
        (DemandRecorded x, DemandRecorded y) => x.Exhibit == y.Exhibit && x.History.Hourly.SequenceEqual(y.History.Hourly),
        _ => a == b,
    };
}

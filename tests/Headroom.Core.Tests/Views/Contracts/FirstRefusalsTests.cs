using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class FirstRefusalsTests
{
    static Terms Terms(string id, string buyer, long gpus, params Leg[] more) =>
        With([new Reserve(Colossus, null, [new ReserveStep(Start, new Gpus(gpus))]), Fee((Start, 1_000m)), .. more])
        with
        { Contract = Slug.Of(id), Buyer = Slug.Of(buyer) };

    static FirstRefusal Right(long? most = null) =>
        new("further", new PoolScope(Colossus, null), most is { } gpus ? new Gpus(gpus) : null, 30, FirstRefusalBefore.Signing, null, null);

    static RecordEvent Say(string contract, ContractEvent happened) => new(Slug.Of(contract), happened);

    // By hand: the later right was signed under the id that sorts first, and still comes second.
    [Fact]
    public void Of_two_holders_who_both_take_an_offer_the_one_who_signed_first_has_it()
    {
        var (deal, day) = (Slug.Of("deal"), Day(2026, 6, 1));
        var book = Ready.Told(At(2026, 4, 1), new SignContract(Terms("z-first", "one", 1_000, Right())))
            .Told(At(2026, 4, 2), new MakeQuote(Terms("a-second", "two", 1_000, Right()), Day(2026, 12, 31), false),
                Say("z-first", new FirstRefusalOffered(Day(2026, 4, 2), "further", Slug.Of("a-second"), 1)),
                Say("z-first", new FirstRefusalWaived(Day(2026, 4, 2), "further", Slug.Of("a-second"))), new SignContract(Terms("a-second", "two", 1_000, Right())))
            .Told(At(2026, 6, 1), new MakeQuote(Terms("deal", "three", 8), Day(2026, 12, 31), false),
                Say("z-first", new FirstRefusalOffered(day, "further", deal, 1)), Say("a-second", new FirstRefusalOffered(day, "further", deal, 1)),
                Say("z-first", new FirstRefusalExercised(day, "further", deal)), Say("a-second", new FirstRefusalExercised(day, "further", deal)));

        Assert.Equal(["one", "two"], FirstRefusals.Standing(book, At(2026, 6, 1)).Select(right => right.Holder.ToString()));
        Assert.Null(FirstRefusals.Against(book, Terms("more", "one", 8), At(2026, 6, 1)));
        Assert.Equal("one", FirstRefusals.Against(book, Terms("more", "two", 8), At(2026, 6, 1))!.Numbers["holder"]);
        Assert.Equal("one", FirstRefusals.Against(book, Terms("deal", "three", 8), At(2026, 6, 1))!.Numbers["holder"]);
    }

    // By hand: 5,000 of the next 20,000 were taken, so 15,000 are left; the right ends with its contract.
    [Fact]
    public void What_is_left_of_a_right_is_told_while_its_contract_lasts()
    {
        var deal = Slug.Of("deal");
        var book = Ready.Told(At(2026, 4, 1), new SignContract(Terms("holder", "one", 1_000, Right(20_000))))
            .Told(At(2026, 6, 1), new MakeQuote(Terms("deal", "three", 5_000), Day(2026, 12, 31), false),
                Say("holder", new FirstRefusalOffered(Day(2026, 6, 1), "further", deal, 1)),
                Say("holder", new FirstRefusalExercised(Day(2026, 6, 1), "further", deal)));

        Assert.Equal(new Gpus(15_000), Assert.Single(FirstRefusals.Standing(book, At(2026, 6, 2))).Left);
        Assert.Empty(FirstRefusals.Standing(book, Chicago.StartOf(Through.PlusDays(1))));
    }
}

using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class RecordEventTests
{
    static readonly Sla OnClaim = new("credit", Clauses.Down, Clauses.Excluded, [new(0.99m, 0.1m)], 1m, null) { ClaimDays = 10 };

    static readonly Book Down = Ready
        .Told(At(2026, 4, 20), new SignContract(With(Fee((Start, 1000m)), OnClaim)))
        .Told(At(2026, 7, 1), new ObserveQuantity(Id, Clauses.Reading(Clauses.Down, Month(2026, 6), 10_000)));

    [Fact]
    public void Each_reason_to_refuse_an_event()
    {
        Book.Empty.Refuses(At(2026, 7, 9), Claim(Day(2026, 7, 9)), RefusalCode.NotFound, "book");
        Refused(Claim(Day(2026, 7, 9)) with { Contract = Slug.Of("nothing") }, RefusalCode.NotFound, "contract");
        Refused(Claim(Day(2026, 7, 10)), RefusalCode.InTheFuture, "on");
        Refused(Claim(Day(2026, 6, 30)), RefusalCode.DatesUpsideDown, "on");
        Refused(Claim(Day(2026, 7, 9), "uptime"), RefusalCode.NotFound, "clause");
        Down.Told(At(2026, 7, 9), Claim(Day(2026, 7, 9))).Refuses(At(2026, 7, 9), Claim(Day(2026, 7, 9)), RefusalCode.AlreadyExists, "month");
        Ready.Told(At(2026, 4, 20), new SignContract(With(Fee((Start, 1000m)), OnClaim with { ClaimDays = null })))
            .Refuses(At(2026, 7, 9), Claim(Day(2026, 7, 9)), RefusalCode.InvalidTerms, "clause");
    }

    // By hand: the window for June is 1 to 10 July.
    [Fact]
    public void A_claim_after_its_window_is_refused_with_the_window()
    {
        Assert.IsType<Accepted>(Claim(Day(2026, 7, 10)).Decide(Down, At(2026, 7, 11)));
        Assert.Contains("2026-07-01 to 2026-07-10", Down.Refusing(At(2026, 7, 12), Claim(Day(2026, 7, 11))).Says);
    }

    [Fact]
    public void Nothing_is_credited_until_it_is_claimed_and_the_fact_is_a_kind_of_its_own()
    {
        var claimed = Down.Told(At(2026, 7, 9), Claim(Day(2026, 7, 9)));

        Assert.Equal((0m, -100m), (Credit(Down), Credit(claimed)));
        Assert.Equal("contract.credit-claimed.v1", new ContractEventRecorded(Id, Claim(Day(2026, 7, 9)).Event).Kind);
    }

    [Fact]
    public void It_can_be_said_from_the_start_of_its_day_in_the_contracts_zone() =>
        Assert.Equal(At(2026, 7, 9), Claim(Day(2026, 7, 9)).NotBefore(Down));

    static decimal Credit(Book book) => book.Contracts[Id].Schedule(Day(2026, 6, 30)).DueUnder("credit").Amount(Day(2026, 6, 1), Day(2026, 7, 1), 2);

    static RecordEvent Claim(LocalDate on, string clause = "credit") => new(Id, new CreditClaimed(on, clause, Month(2026, 6), "node logs"));

    static void Refused(RecordEvent command, RefusalCode code, string field) => Down.Refuses(At(2026, 7, 9), command, code, field);
}

using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class SubstitutionTests
{
    static readonly Substitution Right = new("like kind", Colossus, ["hopper", "blackwell"], NeedsConsent: true, 10, 30);

    static Book Signing(Substitution right) => Ready.Told(At(2026, 4, 20), new SignContract(With(Reserving((Start, 110_000)), Fee((Start, 1m)), right)));

    static readonly Book Proposed = Signing(Right).Told(At(2026, 6, 1), Say(new SubstitutionProposed(Day(2026, 6, 1), "like kind", "blackwell", "end of life")));

    // Law: it moves no money and no capacity.
    [Fact]
    public void It_moves_no_money_and_no_capacity() =>
        Prop.ForAll(Any.Date.ToArbitrary(), day =>
        {
            var (with, without) = (Proposed.Contracts[Id].Schedule(day), With(Reserving((Start, 110_000)), Fee((Start, 1m))).Resolve(Observations.None));
            return with.Due.At(day) == without.Due.At(day) && with.Reserved(Colossus).Equals(without.Reserved(Colossus));
        }).Check(Laws.Seeded);

    // By hand: proposed on 1 June; consent is deemed given on the 11th, the 30 days of notice end on 1 July.
    [Fact]
    public void The_clock_runs_from_the_proposal()
    {
        Assert.Equal([Day(2026, 6, 11), Day(2026, 7, 1)], Proposed.Contracts[Id].Milestones(Start).Where(each => each.What.Contains("like kind")).Select(each => each.Date));
        Assert.Equal("2026-07-01", Proposed.Refusing(At(2026, 7, 1), Say(new SubstitutionMade(Day(2026, 6, 30), "like kind", "protocol"))).Numbers["from"]);
        Assert.DoesNotContain(Proposed.Told(At(2026, 7, 1), Say(new SubstitutionMade(Day(2026, 7, 1), "like kind", "protocol"))).Contracts[Id].Milestones(Start),
            each => each.What.Contains("like kind"));
    }

    [Fact]
    public void Each_reason_to_refuse_what_is_said_of_it()
    {
        Proposed.Refuses(At(2026, 6, 2), Say(new SubstitutionProposed(Day(2026, 6, 2), "like kind", "hopper", "why")), RefusalCode.AlreadyExists, "clause");
        Signing(Right).Refuses(At(2026, 6, 2), Say(new SubstitutionProposed(Day(2026, 6, 2), "like kind", "older", "why")), RefusalCode.NotFound, "class");
        Signing(Right).Refuses(At(2026, 6, 2), Say(new SubstitutionProposed(Day(2026, 6, 2), "other", "hopper", "why")), RefusalCode.NotFound, "clause");
        Signing(Right).Refuses(At(2026, 6, 2), Say(new SubstitutionConsented(Day(2026, 6, 2), "like kind")), RefusalCode.NotFound, "event");
        Proposed.Refuses(At(2026, 6, 2), Say(new SubstitutionConsented(Day(2026, 5, 31), "like kind")), RefusalCode.DatesUpsideDown, "on");
        Proposed.Refuses(At(2026, 6, 12), Say(new SubstitutionRefused(Day(2026, 6, 11), "like kind", "late")), RefusalCode.AlreadyExists, "on");
        var refused = Proposed.Told(At(2026, 6, 5), Say(new SubstitutionRefused(Day(2026, 6, 5), "like kind", "slower")));
        refused.Refuses(At(2026, 7, 5), Say(new SubstitutionMade(Day(2026, 7, 5), "like kind", "protocol")), RefusalCode.NotFound, "event");
        Signing(Right with { DeemedDays = null }).Told(At(2026, 6, 1), Say(new SubstitutionProposed(Day(2026, 6, 1), "like kind", "hopper", "why")))
            .Refuses(At(2026, 7, 5), Say(new SubstitutionMade(Day(2026, 7, 5), "like kind", "protocol")), RefusalCode.NoticeNotAllowed, "event");
    }

    [Fact]
    public void The_clause_is_checked()
    {
        Assert.Contains(With(Right).Check(), refusal => refusal.Field == "legs[0].pool");
        Assert.Contains(With(Right with { Classes = [] }).Check(), refusal => refusal.Field == "legs[0].classes");
        Assert.Contains(With(Right with { NoticeDays = -1 }).Check(), refusal => refusal.Field == "legs[0].notice-days");
    }

    static RecordEvent Say(ContractEvent said) => new(Id, said);
}
